package io.accelnet.cli.scenario;

import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.gather.Vms;
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

/** An update of manifests: new ones take the place of others, as when they are applied to a cluster where the others are in force. */
public final class ManifestUpdate {
    private ManifestUpdate() {}

    /**
     * Gives each object the UID and the creation time of the one whose place it takes, unless it has its own. Objects are changed in
     * place. This comes before {@link Assumptions}.
     */
    public static void identify(ClusterObjects before, ClusterObjects after) {
        Map<ObjectKey, ObjectMeta> known = new HashMap<>();
        all(before).forEach(object -> known.put(ObjectKey.of(object), object.getMetadata()));
        all(after).forEach(object -> {
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

    /** The snapshot after the update of a cluster that has settled: ledgers and promises stay. */
    public static ClusterSnapshot of(Settlement before, ClusterObjects after) {
        Set<String> nodes = after.nodes().stream()
                .filter(node -> hasStatus(node.getStatus()))
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet());
        Set<VmId> vms = after.vms().stream()
                .filter(vm -> hasStatus(vm.getStatus()))
                .map(Vms::id)
                .collect(Collectors.toSet());
        ClusterSnapshot read = Gather.snapshot(after);
        return InMemoryApply.apply(before.plan(), read, nodes, vms).orElse(read);
    }

    /** Whether the status was written by an operator. A new object has only the schema's default. */
    private static boolean hasStatus(@Nullable AccelNetNodeStatus status) {
        return status != null && status.observedGeneration() != null;
    }

    private static boolean hasStatus(@Nullable AccelNetVMStatus status) {
        return status != null && status.observedGeneration() != null;
    }

    private static Stream<HasMetadata> all(ClusterObjects objects) {
        return Stream.of(objects.intents(), objects.nodes(), objects.clusters(), objects.vms())
                .flatMap(List::stream);
    }
}
