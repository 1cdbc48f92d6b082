package io.accelnet.operator.discovery;

import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is told of a host, as YAML. */
final class Told {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Told() {}

    static Node node(String yaml) {
        return SERIALIZATION.unmarshal("---\n" + yaml, Node.class);
    }

    static Node node() {
        return node("metadata: {name: host-1}");
    }

    static SriovNetworkNodeState state(String yaml) {
        SriovNetworkNodeState state = SERIALIZATION.unmarshal("---\n" + yaml, SriovNetworkNodeState.class);
        state.trim();
        return state;
    }

    /** One port, in sync, with these pools, and these fields of its status. */
    static SriovNetworkNodeState port(String pools, String status) {
        return state("""
                metadata: {name: host-1, namespace: sriov}
                spec:
                  interfaces:
                    - {name: ens1f0, pciAddress: "0000:98:00.0", vfGroups: [%s]}
                status:
                  syncStatus: Succeeded
                  interfaces:
                    - {name: ens1f0, pciAddress: "0000:98:00.0", totalvfs: 64, %s}
                """.formatted(pools, status));
    }

    /** Virtual functions that a VM can have, from one number to another. */
    static String functions(int first, int last) {
        return functions(first, last, "vfio-pci");
    }

    static String functions(int first, int last, String driver) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> "{vfID: %d, pciAddress: \"%d\", driver: %s}".formatted(i, i, driver))
                .collect(Collectors.joining(", "));
    }

    static NodeFeature feature(String yaml) {
        NodeFeature feature = SERIALIZATION.unmarshal("---\n" + yaml, NodeFeature.class);
        feature.trim();
        return feature;
    }

    static IntentSnapshot intent(String name, Optional<String> resource, String... adapters) {
        return new IntentSnapshot(name, Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of(adapters), resource);
    }
}
