package io.accelnet.fuzz;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.apply.StatusChanges;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an API server would have: objects, and the statuses that plans have written. */
final class World {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    private final Statuses statuses = new Statuses(new ConditionMerger(CLOCK));
    private final Diff diff = new Diff(statuses);
    private final ClusterObjects objects;

    private World(ClusterObjects objects) {
        this.objects = objects;
    }

    /** These objects, with whatever status they have. */
    static World of(List<? extends HasMetadata> objects) {
        return new World(new ClusterObjects(
                each(objects, NetworkIntent.class),
                each(objects, AccelNetNode.class),
                each(objects, AccelNetCluster.class),
                each(objects, AccelNetVM.class),
                each(objects, Node.class),
                each(objects, Namespace.class)));
    }

    private static <T> List<T> each(List<? extends HasMetadata> objects, Class<T> type) {
        return new ArrayList<>(
                objects.stream().filter(type::isInstance).map(type::cast).toList());
    }

    ClusterObjects objects() {
        return objects;
    }

    ClusterSnapshot snapshot() {
        return Gather.snapshot(objects, Instant.EPOCH);
    }

    /** Our own objects. */
    List<CustomResource<?, ?>> ours() {
        return Stream.<List<? extends CustomResource<?, ?>>>of(
                        objects.intents(), objects.clusters(), objects.nodes(), objects.vms())
                .<CustomResource<?, ?>>flatMap(List::stream)
                .toList();
    }

    /** Our own objects by name. */
    Map<ObjectKey, CustomResource<?, ?>> byKey() {
        Map<ObjectKey, CustomResource<?, ?>> byKey = new HashMap<>();
        ours().forEach(object -> byKey.put(ObjectKey.of(object), object));
        return byKey;
    }

    /** Writes the statuses of a plan; says whose status that changed. */
    List<ObjectKey> write(Plan plan) {
        StatusChanges changes = diff.changes(objects, plan);
        List<ObjectKey> changed = new ArrayList<>();
        Stream.<List<? extends StatusChange<?>>>of(
                        changes.ledgers(), changes.nodes(), changes.vms(), changes.clusters(), changes.intents())
                .flatMap(List::stream)
                .forEach(change -> changed.add(write(change)));
        return changed;
    }

    @SuppressWarnings("unchecked")
    private static <S> ObjectKey write(StatusChange<S> change) {
        ((CustomResource<Object, S>) change.object()).setStatus(change.desired());
        return change.key();
    }
}
