package io.accelnet.cli;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.manifest.Loaded;
import io.accelnet.cli.manifest.Problem;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
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

    /** Those that manifests make to objects. Only AccelNetVMs have fields that may never change. */
    static List<Problem> find(Schemas schemas, ClusterObjects before, Loaded loaded) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        KindSchema schema = schemas.of("AccelNetVM").orElseThrow();
        Map<ObjectKey, AccelNetVM> known = new HashMap<>();
        before.vms().forEach(vm -> known.put(ObjectKey.of(vm), vm));
        List<Problem> problems = new ArrayList<>();
        for (AccelNetVM vm : loaded.objects().vms()) {
            @Nullable AccelNetVM old = known.get(ObjectKey.of(vm));
            if (old == null || old.getSpec().equals(vm.getSpec())) {
                continue;
            }
            for (FieldError error : schema.change(content(serialization, vm), content(serialization, old))) {
                problems.add(new Problem(
                        Optional.ofNullable(loaded.places().get(ObjectKey.of(vm)))
                                .orElseThrow(),
                        ObjectKey.of(vm).toString(),
                        error.path() + ": " + error.message()));
            }
        }
        return problems;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> content(KubernetesSerialization serialization, AccelNetVM vm) {
        return serialization.convertValue(vm, Map.class);
    }
}
