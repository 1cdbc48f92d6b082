package io.accelnet.operator.runtime;

import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API server said of the objects of one kind that the caches lack. */
final class Answers<T extends HasMetadata> {
    private final Map<String, T> found = new HashMap<>();
    private final Map<VmId, String> unsure = new HashMap<>();

    /** It exists. */
    synchronized void found(T object) {
        found.put(object.getMetadata().getUid(), object);
    }

    /** There was no answer, so that nothing may be concluded about these. */
    synchronized void unsure(Set<VmId> concerned, String why) {
        concerned.forEach(vm -> unsure.put(vm, why));
    }

    /** These objects, and those that were found. */
    synchronized List<T> with(Collection<T> known) {
        List<T> all = new ArrayList<>(known);
        all.addAll(found.values());
        return all;
    }

    synchronized Map<VmId, String> unsure() {
        return Map.copyOf(unsure);
    }
}
