package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command makes of manifests that leave something open, and of its own output. */
class PlanCommandTest {
    private static final String INTENT = """
            apiVersion: accelnet.io/v1alpha1
            kind: NetworkIntent
            metadata: {name: fabric}
            spec: {types: [Compute], adapters: [port-a]}
            ---
            """;

    @TempDir
    Path folder;

    private static String cluster(String name, int percentage) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetCluster
                metadata: {name: %1$s}
                spec:
                  intentName: fabric
                  nodeReservePercentage: %2$d
                  nodeSelector: {matchLabels: {cluster: %1$s}}
                ---
                """.formatted(name, percentage);
    }

    private static String node(String name, String cluster, String type, int functions) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetNode
                metadata: {name: %s, labels: {cluster: %s}}
                spec:
                  hostType: %s
                  operatingSystem: Linux
                  hyperthreading: true
                  adapters: [{name: port-a, sriovSupport: Supported, virtualFunctions: %d}]
                ---
                """.formatted(name, cluster, type, functions);
    }

    private static String vm(String name, String cluster) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata: {namespace: shop, name: %s}
                spec:
                  clusterName: %s
                  performance: Low
                  virtualMachine: {virtualProcessors: 4, networkAdapters: [eth0]}
                ---
                """.formatted(name, cluster);
    }

    private static Answer plan(String manifests, String... options) {
        String[] arguments = new String[options.length + 3];
        System.arraycopy(new String[] {"plan", "-f", "-"}, 0, arguments, 0, 3);
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Shell.run(manifests, arguments);
    }

    private static String twoHosts() {
        return INTENT + cluster("east", 50) + node("n1", "east", "External", 1) + node("n2", "east", "External", 1);
    }

    /** One virtual function may be used: the VM that is there has it, though nothing says when it was created. */
    @Test
    void addedVmsAreServedLast() {
        Answer answer = plan(twoHosts() + vm("web", "east"), "--add-vms", "1", "--level", "Low");

        assertThat(answer.out()).containsPattern("shop +web .* admitted").containsPattern("added-1 .* refused");
    }

    @Test
    void eachClusterGetsAddedVms() {
        Answer answer = plan(
                twoHosts() + cluster("west", 0) + node("w1", "west", "External", 4) + vm("web", "east"),
                "--add-vms",
                "2",
                "--level",
                "Low");

        assertThat(answer.out())
                .containsPattern("added-1 +east")
                .containsPattern("added-2 +east")
                .containsPattern("added-3 +west .* admitted")
                .containsPattern("added-4 +west .* admitted");
    }

    /** A host that isn't ready is down in the next plan too; a namespace has its labels; nothing else is made up. */
    @Test
    void whatIsWrittenPlansTheSameAgain() {
        String manifests = INTENT
                + cluster("east", 34)
                        .replace("nodeSelector:", "allowedNamespaces: {matchLabels: {tier: gold}}\n  nodeSelector:")
                + node("n1", "east", "KubernetesNode", 2)
                + node("n2", "east", "KubernetesNode", 2)
                + node("n3", "east", "KubernetesNode", 2)
                + vm("web", "east")
                + """
                apiVersion: v1
                kind: Node
                metadata: {name: n2}
                status: {conditions: [{type: Ready, status: "False"}]}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, labels: {tier: gold}}
                """;
        Answer first = plan(manifests);
        assertThat(first.out()).contains("KubernetesNodeNotReady").containsPattern("web .* admitted");

        String written = plan(manifests, "-o", "yaml").out();
        assertThat(written).doesNotContain("creationTimestamp").doesNotContainPattern("(?m)^  uid: ");
        String again = plan(written).out();
        assertThat(again.substring(again.indexOf("NODE")))
                .isEqualTo(first.out().substring(first.out().indexOf("NODE")));
    }

    /** What is stated stays: only what isn't is left out again. */
    @Test
    void whatIsStatedIsWritten() {
        String stated = vm("web", "east")
                .replace("name: web}", "name: web, uid: u-1, creationTimestamp: \"2026-01-01T00:00:00Z\"}");

        assertThat(plan(twoHosts() + stated + vm("other", "east"), "-o", "yaml").out())
                .containsOnlyOnce("\n  uid: ")
                .contains("\n  uid: u-1\n")
                .containsOnlyOnce("creationTimestamp");
    }

    /** Nobody loses anything, and all the same the change breaks the reserve. */
    @Test
    void aReserveThatAChangeBreaksIsNoSuccess() throws IOException {
        Path before = Files.writeString(
                folder.resolve("before.yaml"),
                INTENT
                        + cluster("east", 0)
                        + node("n1", "east", "External", 1)
                        + node("n2", "east", "External", 1)
                        + vm("one", "east")
                        + vm("two", "east"));
        Path after = Files.writeString(
                folder.resolve("after.yaml"),
                Files.readString(before).replace("nodeReservePercentage: 0", "nodeReservePercentage: 50"));

        Answer answer = Shell.run("", "plan", "-f", after.toString(), "--compare", before.toString());

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .contains("2 as before")
                .containsPattern("east +failuresToTolerate +0 +1")
                .containsPattern("east +ReserveHeld +Held +ReserveViolated");
    }

    @Test
    void oneIsNotSeveral() {
        Answer answer = plan(INTENT + cluster("east", 50) + node("n1", "east", "External", 1) + vm("web", "east"));

        assertThat(answer.out()).contains("50 % of 1 node are 0 that may be down", "1 virtual function = ");
    }

    /** A message names what it can; a program gets all. */
    @Test
    void jsonHasEveryPlaceOfARemedy() {
        StringBuilder hosts = new StringBuilder(INTENT + cluster("east", 50));
        for (int host = 10; host < 16; host++) {
            hosts.append(node("n" + host, "east", "External", 1));
        }
        for (int vm = 0; vm < 4; vm++) {
            hosts.append(vm("web-" + vm, "east"));
        }
        Answer answer = plan(hosts.toString(), "-o", "json");

        assertThat(answer.out())
                .contains(
                        "\"nodeReservePercentage\" : 50",
                        "\"requestedPerformance\" : \"Low\"",
                        "\"clusterName\" : \"east\"")
                .contains("on each of 4 nodes (n10, n11, n12, n13)")
                .contains("\"node\" : \"n13\",\n          \"adapter\" : \"port-a\"");
    }
}
