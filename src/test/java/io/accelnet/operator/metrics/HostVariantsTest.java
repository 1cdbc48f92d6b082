package io.accelnet.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.operator.metrics.HostVariants.HostFact;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How alike the hosts of a pool are. */
class HostVariantsTest {
    private static final List<String> POOL = List.of("ens1f0", "ens1f1");

    @Test
    void hostsThatAreAlikeHaveOneValueOfEachFact() {
        List<NodeSnapshot> hosts = List.of(
                host("a", port("ens1f0", 64, 128), port("ens1f1", 32, 64)),
                host("b", port("ens1f0", 64, 128), port("ens1f1", 32, 64)));

        assertThat(variants(
                        hosts, state("a", "ens1f0", "25000 Mb/s", "ice"), state("b", "ens1f0", "25000 Mb/s", "ice")))
                .isEqualTo(Map.of(
                        HostFact.VIRTUAL_FUNCTIONS, 1,
                        HostFact.QUEUE_PAIRS, 1,
                        HostFact.LINK_SPEED, 1,
                        HostFact.DRIVER, 1));
    }

    @Test
    void theAdapterThatDiffersMostCounts() {
        List<NodeSnapshot> hosts = List.of(
                host("a", port("ens1f0", 64, 128), port("ens1f1", 32, 64)),
                host("b", port("ens1f0", 64, 256), port("ens1f1", 16, 64)),
                host("c", port("ens1f0", 32, 512), port("ens1f1", 8, 64)));

        assertThat(variants(hosts)).containsEntry(HostFact.VIRTUAL_FUNCTIONS, 3).containsEntry(HostFact.QUEUE_PAIRS, 3);
    }

    @Test
    void whatNobodySaysIsZeroAndWhoSaysNothingDiffersFromNobody() {
        List<NodeSnapshot> hosts = List.of(host("a", port("ens1f0", 64)), host("b", port("ens1f0", 64, 128)));

        assertThat(variants(hosts, state("a", "ens1f0", "25000 Mb/s", "ice"), state("b", "ens1f0", "-1 Mb/s", "ice")))
                .containsEntry(HostFact.QUEUE_PAIRS, 1)
                .containsEntry(HostFact.LINK_SPEED, 1);
        assertThat(variants(hosts)).containsEntry(HostFact.DRIVER, 0).containsEntry(HostFact.LINK_SPEED, 0);
    }

    @Test
    void aHostWithoutTheAdapterHasNoVirtualFunctionsThere() {
        assertThat(variants(List.of(host("a", port("ens1f0", 64)), host("b"))))
                .containsEntry(HostFact.VIRTUAL_FUNCTIONS, 2);
    }

    @Test
    void speedsAndDriversThatDifferAreFoundByAnyNameOfTheAdapter() {
        AdapterSnapshot renamed = new AdapterSnapshot(
                "ens1f0np0",
                List.of("ens1f0"),
                SriovSupport.SUPPORTED,
                Fact.UNKNOWN,
                false,
                64,
                0,
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty());

        assertThat(variants(
                        List.of(host("a", port("ens1f0", 64)), host("b", renamed)),
                        state("a", "ens1f0", "25000 Mb/s", "ice"),
                        state("b", "ens1f0np0", "10000 Mb/s", "i40e")))
                .containsEntry(HostFact.VIRTUAL_FUNCTIONS, 1)
                .containsEntry(HostFact.LINK_SPEED, 2)
                .containsEntry(HostFact.DRIVER, 2);
    }

    private static Map<HostFact, Integer> variants(List<NodeSnapshot> hosts, SriovNetworkNodeState... states) {
        ClusterObjects objects = new ClusterObjects(List.of(), List.of(), List.of(), List.of(), List.of(), List.of())
                .with(HostObjects.of(List.of(states)));
        return new HostVariants(objects).of(POOL, hosts);
    }

    private static NodeSnapshot host(String name, AdapterSnapshot... ports) {
        return new NodeSnapshot(
                name,
                Map.of(),
                false,
                DeclaredAvailability.AVAILABLE,
                new HostFacts(
                        OperatingSystem.LINUX,
                        "",
                        "",
                        Fact.YES,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN),
                List.of(ports),
                List.of(),
                NodeMemory.NONE);
    }

    private static AdapterSnapshot port(String name, int functions, int... queuePairs) {
        return new AdapterSnapshot(
                name,
                List.of(),
                SriovSupport.SUPPORTED,
                Fact.UNKNOWN,
                false,
                functions,
                0,
                Set.of(),
                Stream.of(queuePairs)
                        .filter(some -> some.length > 0)
                        .mapToInt(some -> some[0])
                        .findFirst(),
                OptionalInt.empty());
    }

    private static SriovNetworkNodeState state(String host, String port, String speed, String driver) {
        return Serialization.unmarshal("""
                apiVersion: sriovnetwork.openshift.io/v1
                kind: SriovNetworkNodeState
                metadata: {namespace: sriov, name: %s}
                status:
                  interfaces:
                    - {name: %s, pciAddress: "0000:3b:00.0", totalvfs: 64, numVfs: 64, linkSpeed: "%s", driver: %s}
                """.formatted(host, port, speed, driver), SriovNetworkNodeState.class);
    }
}
