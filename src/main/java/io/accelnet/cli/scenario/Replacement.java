package io.accelnet.cli.scenario;

import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Manifests that take the place of others, as when they are applied to a cluster where those have been running. */
public final class Replacement {
    private Replacement() {}

    /**
     * Gives objects the UID and the creation time of those whose place they take, as far as they don't have their own; in
     * place, and before {@link Assumptions} are made about them.
     */
    public static void identify(ClusterObjects before, ClusterObjects after) {
        Map<ObjectKey, ObjectMeta> known = new HashMap<>();
        objects(before).forEach(object -> known.put(ObjectKey.of(object), object.getMetadata()));
        objects(after).forEach(object -> {
            @Nullable ObjectMeta old = known.get(ObjectKey.of(object));
            ObjectMeta metadata = object.getMetadata();
            if (old != null && (metadata.getUid() == null || Objects.equals(metadata.getUid(), old.getUid()))) {
                metadata.setUid(old.getUid());
                if (metadata.getCreationTimestamp() == null) {
                    metadata.setCreationTimestamp(old.getCreationTimestamp());
                }
            }
        });
    }

    /** What there is once objects have taken the place of those that a settled plan is for: ledgers and promises stay. */
    public static ClusterSnapshot of(SettledPlan before, ClusterObjects after) {
        Set<String> nodes = after.nodes().stream()
                .filter(node -> hasStatus(node.getStatus()))
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet());
        Set<VmId> vms = after.vms().stream()
                .filter(vm -> hasStatus(vm.getStatus()))
                .map(vm -> new VmId(
                        vm.getMetadata().getNamespace(), vm.getMetadata().getName()))
                .collect(Collectors.toSet());
        ClusterSnapshot read = Gather.snapshot(after, before.snapshot().now());
        return SimulatedApply.of(before.plan(), read, nodes, vms).orElse(read);
    }

    /** An object that the operator hasn't looked at yet has the status that the schema gives it. */
    private static boolean hasStatus(@Nullable AccelNetNodeStatus status) {
        return status != null && status.observedGeneration() != null;
    }

    private static boolean hasStatus(@Nullable AccelNetVMStatus status) {
        return status != null && status.observedGeneration() != null;
    }

    private static Stream<HasMetadata> objects(ClusterObjects objects) {
        return Stream.of(objects.intents(), objects.nodes(), objects.clusters(), objects.vms())
                .flatMap(List::stream);
    }
}
