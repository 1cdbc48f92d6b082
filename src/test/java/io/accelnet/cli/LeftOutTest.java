package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes and adapters that a cluster leaves out as unsupported: the table says which, and why. */
class LeftOutTest {
    private static final String GOOD = "{name: port-a, sriovSupport: Supported, virtualFunctions: 4}";
    private static final String BAD =
            "{name: port-b, sriovSupport: Supported, virtualFunctions: 0, sriovEnabled: false}";

    private static String cluster(String adapters, String exclude) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: NetworkIntent
                metadata: {name: fabric}
                spec: {types: [Compute], adapters: %s}
                ---
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetCluster
                metadata: {name: east}
                spec:
                  intentName: fabric
                  nodeReservePercentage: 0
                  nodeSelector: {matchLabels: {cluster: east}}
                  %s
                ---
                """.formatted(adapters, exclude);
    }

    private static String host(String name, String cluster, String adapters) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetNode
                metadata: {name: %s, labels: {cluster: %s}}
                spec:
                  hostType: External
                  operatingSystem: Linux
                  hyperthreading: true
                  adapters: [%s]
                ---
                """.formatted(name, cluster, adapters);
    }

    private static String plan(String manifests) {
        return Shell.run(manifests, "plan", "-f", "-").out();
    }

    /** What is the same for several is said once, in the words for the first. A node that isn't selected isn't left out. */
    @Test
    void nodesAreNamedWithTheReason() {
        String table = plan(cluster("[port-a]", "unsupportedNodes: Exclude")
                + host("n1", "east", BAD)
                + host("n2", "east", GOOD)
                + host("n3", "east", BAD)
                + host("n4", "east", GOOD.replace("Supported", "MissingAcs"))
                + host("n5", "west", BAD));

        assertThat(table).contains("""
                  4 more Low, or 4 more Medium, or 4 more High VMs with one network adapter fit
                  n1, n3 are left out, Sriov_support_Unknown: Adapter port-a cannot be enabled for Accelerated Networking
                  because it is not advertising SR-IOV Support. On node n1: spec.adapters of the AccelNetNode has no adapter
                  of this name; add the name to the altNames of the port that has another name there, or add the adapter, or
                  leave the node out.
                  n4 is left out, Sriov_support_MissingAcs: Adapter port-a cannot be enabled for Accelerated Networking
                  because it is in a PCIe slot that does not support Access Control Services (ACS). On node n4: move the
                  device to another PCIe slot, or ask the hardware's vendor.

                NODE""");
    }

    @Test
    void tenAreNamed() {
        String table = plan(cluster("[port-a]", "unsupportedNodes: Exclude")
                + IntStream.range(10, 22)
                        .mapToObj(number -> host("n" + number, "east", BAD))
                        .collect(Collectors.joining()));

        assertThat(table.replaceAll("\\s+", " ")).contains("n18, n19 and 2 more are left out, Sriov_support_Unknown: ");
    }

    /** A node with the name of a word of the message is a node as others. */
    @Test
    void aNodeMayHaveTheNameOfAWord() {
        String table = plan(
                cluster("[port-a]", "unsupportedNodes: Exclude") + host("node", "east", BAD) + host("n1", "east", BAD));

        assertThat(table.replaceAll("\\s+", " "))
                .contains("On node n1: spec.adapters of the AccelNetNode has no adapter")
                .contains("leave the node out.")
                .doesNotContain("leave the n1 out");
    }

    /** The cluster's own condition says it, though it is True. */
    @Test
    void adaptersAreNamedWithTheReason() {
        String table = plan(cluster("[port-a, port-b]", "unsupportedAdapters: Exclude")
                + host("n1", "east", GOOD + ", " + BAD)
                + host("n2", "east", GOOD + ", " + GOOD.replace("port-a", "port-b")));

        assertThat(table.replaceAll("\\s+", " "))
                .contains(
                        "SriovSupported is True, Passed: Every node has an adapter of the intent that supports SR-IOV."
                                + " Left out, as spec.unsupportedAdapters says: n1/port-b (Sriov_support_Unknown).");
    }
}
