package io.accelnet.cli.verb.planning;

import io.accelnet.cli.manifest.Loaded;
import io.accelnet.cli.manifest.Problem;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes that the API server would refuse, though each of the two objects is valid in itself. */
final class ForbiddenChanges {
    private ForbiddenChanges() {}

    /** Those that manifests make to objects. Only AccelNetVMs and NetworkIntents have fields that may never change. */
    static List<Problem> find(Schemas schemas, ClusterObjects before, Loaded loaded) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(find(
                schemas.of("NetworkIntent").orElseThrow(),
                before.intents(),
                loaded.objects().intents(),
                loaded));
        problems.addAll(find(
                schemas.of("AccelNetVM").orElseThrow(),
                before.vms(),
                loaded.objects().vms(),
                loaded));
        return problems;
    }

    private static <T extends CustomResource<?, ?>> List<Problem> find(
            KindSchema schema, List<T> before, List<T> after, Loaded loaded) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        Map<ObjectKey, T> known = new HashMap<>();
        before.forEach(object -> known.put(ObjectKey.of(object), object));
        List<Problem> problems = new ArrayList<>();
        for (T object : after) {
            @Nullable T old = known.get(ObjectKey.of(object));
            if (old == null || old.getSpec().equals(object.getSpec())) {
                continue;
            }
            for (FieldError error : schema.change(content(serialization, object), content(serialization, old))) {
                problems.add(new Problem(
                        Optional.ofNullable(loaded.places().get(ObjectKey.of(object)))
                                .orElseThrow(),
                        ObjectKey.of(object).toString(),
                        error.path() + ": " + error.message()));
            }
        }
        return problems;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> content(
            KubernetesSerialization serialization, CustomResource<?, ?> object) {
        return serialization.convertValue(object, Map.class);
    }
}
