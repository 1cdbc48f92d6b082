package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that nobody typed: the command plans with those that the operator would make, unless an operator has had its chance. */
class DiscoveredHostsTest {
    private static final String FOLDER = "src/test/resources/cli/discovered";
    private static final String NOTE =
            "Discovery makes the AccelNetNodes of these Nodes, unless the operator is installed without it: storage-1.\n";

    /** A host with a VM, and a Node with virtual functions of the same port that has no AccelNetNode. */
    private static final String LONELY_HOST = """
            apiVersion: accelnet.io/v1alpha1
            kind: NetworkIntent
            metadata: {name: vm-ports}
            spec: {types: [Compute], adapters: [ens1f0]}
            ---
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetCluster
            metadata: {name: vms}
            spec: {intentName: vm-ports, nodeReservePercentage: 0}
            ---
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetNode
            metadata: {name: host-1}
            spec:
              hostType: External
              operatingSystem: Linux
              hyperthreading: true
              adapters: [{name: ens1f0, sriovSupport: Supported, virtualFunctions: 2}]
            ---
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetVM
            metadata: {namespace: shop, name: web}
            spec:
              clusterName: vms
              performance: Low
              virtualMachine: {virtualProcessors: 4, networkAdapters: [eth0], nodeName: host-1}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: storage-1, labels: {feature.node.kubernetes.io/cpu-hardware_multithreading: "true"}}
            status: {conditions: [{type: Ready, status: "True"}]}
            ---
            apiVersion: sriovnetwork.openshift.io/v1
            kind: SriovNetworkNodeState
            metadata: {namespace: sriov-network-operator, name: storage-1}
            spec: {}
            status:
              syncStatus: Succeeded
              interfaces:
                - name: ens1f0
                  pciAddress: "0000:98:00.0"
                  totalvfs: 64
                  numVfs: 1
                  Vfs: [{vfID: 0, pciAddress: "0000:98:01.0", driver: vfio-pci}]
            """;

    /** The same where an operator works: it would have made the AccelNetNode if it discovered that Node. */
    private static final String SEEN = LONELY_HOST.replace(
            "spec: {types: [Compute], adapters: [ens1f0]}",
            "spec: {types: [Compute], adapters: [ens1f0]}\nstatus: {observedGeneration: 1, adapters: [ens1f0]}");

    private static Shell.Answer answer(String manifests, String verb) {
        return Shell.run(
                manifests,
                Stream.concat(Stream.of(verb.split(" ")), Stream.of("-f", "-")).toArray(String[]::new));
    }

    @Test
    void aPlanHasTheHostsThatDiscoveryMakesAndCompletes() {
        Shell.Answer answer = Shell.type("accelnet plan -f " + FOLDER);

        assertThat(answer.code()).as(answer.screen()).isZero();
        assertThat(answer.out())
                .contains(
                        "Discovery makes the AccelNetNodes of these Nodes, unless the operator is installed without it: host-1.",
                        "Discovery completes these AccelNetNodes, unless the operator is installed without it: host-2.");
        assertThat(Shell.type("accelnet plan -f " + FOLDER + " --fail host-1").out())
                .contains("If host-1 fails");
    }

    @Test
    void theAnswerHasThemAndCanBePlannedAgain() {
        String answer = Shell.type("accelnet plan -f " + FOLDER + " -o yaml").out();

        assertThat(answer)
                .contains("accelnet.io/made-by-discovery: \"true\"", "osImage: RHEL 9.6", "linkState: Up")
                .contains("virtualFunctions: 4")
                .as("what somebody states stays")
                .contains("virtualFunctions: 2")
                .contains("topology.kubernetes.io/zone: a");
        assertThat(Shell.run(answer, "plan", "-f", "-", "-o", "yaml").out()).isEqualTo(answer);
    }

    @Test
    void withoutDiscoveryThereAreOnlyThoseThatAreWritten() {
        Shell.Answer answer = Shell.type("accelnet plan -f " + FOLDER + " --no-discovery -o yaml");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).doesNotContain("made-by-discovery").contains("NoNodes");
    }

    /** Whoever drains a host on this answer would find no room there. */
    @ParameterizedTest
    @ValueSource(strings = {"drain-check host-1", "fail host-1 --dry-run"})
    void aHostWithoutAnAccelNetNodeIsNoRoomForADrainOrAFailure(String verb) {
        for (String manifests : List.of(SEEN, LONELY_HOST)) {
            Shell.Answer answer = answer(manifests, verb);

            assertThat(answer.screen()).doesNotContain("storage-1");
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer(manifests, verb + " --no-discovery")).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prereq vms", "prereq --intent vm-ports", "explain vm shop/web", "unmanaged"})
    void whereAnOperatorWorksOnlyItsHostsCount(String verb) {
        assertThat(answer(SEEN, verb).screen()).doesNotContain("storage-1");
        assertThat(answer(LONELY_HOST, verb + " --no-discovery")).isEqualTo(answer(SEEN, verb));

        Shell.Answer first = answer(LONELY_HOST, verb);
        assertThat(first.err()).isEqualTo(NOTE);
        assertThat(answer(LONELY_HOST, verb + " -o json").err()).isEqualTo(NOTE);
    }

    @Test
    void aNewcomersFirstLookHasTheHostsThatWillBeThere() {
        assertThat(answer(LONELY_HOST, "prereq --intent vm-ports").out()).contains("storage-1");
    }
}
