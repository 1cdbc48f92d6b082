package io.accelnet.operator.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.discovery.Discovery.Wanted;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which AccelNetNodes are made, changed and deleted. */
class DiscoveryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String MADE = """
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetNode
            metadata:
              name: host-1
              annotations: {accelnet.io/made-by-discovery: "true"%s}
              managedFields:
                - manager: accelnet-discovery
                  operation: Apply
                  fieldsV1: {f:metadata: {f:annotations: {f:accelnet.io/made-by-discovery: {}, f:accelnet.io/node-gone-since: {}}}, f:spec: {f:hostType: {}}}
            spec: {hostType: KubernetesNode, operatingSystem: Linux}
            %s
            """;
    private static final SriovNetworkNodeState STATE =
            Told.port("{resourceName: vm_ports}", "Vfs: [" + Told.functions(0, 7) + "]");

    private static AccelNetNode accelNetNode(String yaml) {
        return new KubernetesSerialization().unmarshal("---\n" + yaml, AccelNetNode.class);
    }

    private static AccelNetNode made(String goneSince, String status) {
        return accelNetNode(MADE.formatted(
                goneSince.isEmpty() ? "" : ", accelnet.io/node-gone-since: \"" + goneSince + "\"", status));
    }

    private static Wanted decide(List<Node> nodes, List<AccelNetNode> existing, Listing<SriovNetworkNodeState> states) {
        return decide(nodes, existing, states, Optional.of(Set.of("host-2")));
    }

    private static Wanted decide(
            List<Node> nodes,
            List<AccelNetNode> existing,
            Listing<SriovNetworkNodeState> states,
            Optional<Set<String>> inUse) {
        NetworkIntent intent = new KubernetesSerialization().unmarshal("""
                ---
                metadata: {name: compute}
                spec: {types: [Compute], adapters: [ens1f0], resourceName: openshift.io/vm_ports}
                """, NetworkIntent.class);
        return Discovery.decide(
                DiscoverySettings.ALL,
                new Hosts(nodes, existing, List.of(intent), new HostObjects(states, Listing.of(List.of())), inUse),
                NOW);
    }

    private static Wanted gone(AccelNetNode existing) {
        return decide(List.of(), List.of(existing), Listing.of(List.of()));
    }

    @Test
    void aHostIsMadeOnceItIsSyncedAndHasVirtualFunctionsOfAnIntent() {
        assertThat(decide(List.of(Told.node()), List.of(), Listing.of(List.of(STATE)))
                        .applied())
                .singleElement()
                .returns("host-1", Discovery.Apply::name)
                .returns(Optional.empty(), Discovery.Apply::existing);
        for (SriovNetworkNodeState other : List.of(
                Told.port("{resourceName: others}", "Vfs: [" + Told.functions(0, 7) + "]"),
                Told.port("{resourceName: vm_ports}", "numVfs: 0"),
                Told.state("{metadata: {name: host-1, namespace: sriov}, status: {syncStatus: InProgress}}"))) {
            assertThat(decide(List.of(Told.node()), List.of(), Listing.of(List.of(other)))
                            .applied())
                    .isEmpty();
        }
    }

    @Test
    void aHostThatIsSaidToBeOutsideIsNotTheNodeOfItsName() {
        AccelNetNode outside = accelNetNode(MADE.formatted("", "").replace("KubernetesNode", "External"));

        assertThat(decide(List.of(Told.node()), List.of(outside), Listing.of(List.of(STATE)))
                        .applied())
                .isEmpty();
        assertThat(gone(accelNetNode(MADE.formatted(", accelnet.io/node-gone-since: \"2025-01-01T00:00:00Z\"", "")
                                .replace("KubernetesNode", "External")))
                        .deleted())
                .isEmpty();
    }

    @Test
    void whenItsNodeIsGoneThatIsNotedFirst() {
        Wanted wanted = gone(made("", ""));

        assertThat(wanted.deleted()).isEmpty();
        assertThat(wanted.applied())
                .singleElement()
                .satisfies(apply -> assertThat(apply.fields()
                                .fields()
                                .at("/metadata/annotations/accelnet.io~1node-gone-since")
                                .asText())
                        .isEqualTo("2026-01-01T12:00:00Z"))
                .satisfies(apply -> assertThat(
                                apply.fields().fields().at("/spec/hostType").asText())
                        .as("what is owned stays")
                        .isEqualTo("KubernetesNode"));
        assertThat(wanted.again()).contains(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void anHourLaterItGoes() {
        assertThat(gone(made("2026-01-01T11:00:01Z", "")))
                .isEqualTo(new Wanted(List.of(), List.of(), Optional.of(NOW.plusSeconds(1))));
        assertThat(gone(made("2026-01-01T11:00:00Z", "")).deleted())
                .extracting(node -> node.getMetadata().getName())
                .containsExactly("host-1");
    }

    @Test
    void itStaysAsLongAsItHasALedger() {
        Wanted wanted = gone(made(
                "2026-01-01T10:00:00Z",
                "status: {allocations: [{adapter: ens1f0, virtualFunction: 0, namespace: a, name: b, uid: c}]}"));

        assertThat(wanted.deleted()).isEmpty();
        assertThat(wanted.applied()).isEmpty();
        assertThat(wanted.again()).contains(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void itStaysAsLongAsPodsHaveVirtualFunctionsThereOrMayHave() {
        for (Optional<Set<String>> inUse : List.of(Optional.of(Set.of("host-1")), Optional.<Set<String>>empty())) {
            Wanted wanted = decide(List.of(), List.of(made("2026-01-01T10:00:00Z", "")), Listing.of(List.of()), inUse);

            assertThat(wanted.deleted()).as("in use: %s", inUse).isEmpty();
            assertThat(wanted.again()).contains(NOW.plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    void aClockThatIsSetBackMakesItNoLonger() {
        assertThat(gone(made("2026-01-02T00:00:00Z", "")))
                .satisfies(wanted -> assertThat(wanted.applied()).hasSize(1))
                .returns(Optional.of(NOW.plus(Duration.ofHours(1))), Wanted::again);
        assertThat(gone(made("yesterday", "")).applied()).hasSize(1);
    }

    @Test
    void oneThatAPersonMadeIsLeftAlone() {
        AccelNetNode theirs = accelNetNode("""
                metadata: {name: host-1, annotations: {accelnet.io/discovered-from: SriovNetworkNodeState}}
                spec: {hostType: KubernetesNode, operatingSystem: Linux}
                """);

        assertThat(gone(theirs)).isEqualTo(new Wanted(List.of(), List.of(), Optional.empty()));
    }

    @Test
    void aNodeThatIsBackIsGoneNoMoreEvenIfNobodyTellsOfItsPorts() {
        Wanted wanted = decide(
                List.of(Told.node()), List.of(made("2026-01-01T11:00:00Z", "")), Listing.unknown("not installed"));

        assertThat(wanted.applied())
                .singleElement()
                .satisfies(apply -> assertThat(apply.fields()
                                .fields()
                                .at("/metadata/annotations")
                                .toString())
                        .isEqualTo("{\"accelnet.io/made-by-discovery\":\"true\"}"));
    }
}
