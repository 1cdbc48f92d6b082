package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accelnet.cli.Shell.Answer;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A host whose Kubernetes Node isn't among the manifests is up. Where other Nodes are, its name is most probably a mistake. */
class MissingKubernetesNodeTest {
    private static final String CLUSTER = """
            apiVersion: accelnet.io/v1alpha1
            kind: NetworkIntent
            metadata: {name: fabric}
            spec: {types: [Compute], adapters: [port-a]}
            ---
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetCluster
            metadata: {name: east}
            spec: {intentName: fabric, nodeReservePercentage: 34}
            ---
            """;

    private static final String NOTE = """
            Kubernetes Nodes are among the manifests, but none of the name of AccelNetNode n44. It is taken as up. If the
            name is mistyped, correct it; if only the manifest of the Node is missing, add it; if the host is gone, let
            spec.availability say Down; if it is no Node, let spec.hostType say External.
            """;

    private static String host(String name, String type, String availability) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetNode
                metadata: {name: %s}
                spec:
                  hostType: %s
                  availability: %s
                  operatingSystem: Linux
                  hyperthreading: true
                  adapters: [{name: port-a, sriovSupport: Supported, virtualFunctions: 4}]
                ---
                """.formatted(name, type, availability);
    }

    private static String host(String name) {
        return host(name, "KubernetesNode", "Available");
    }

    private static String kubernetesNode(String name) {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: %s}
                status: {conditions: [{type: Ready, status: "True"}]}
                ---
                """.formatted(name);
    }

    private static Answer plan(String manifests, String... options) {
        return Shell.run(
                manifests,
                IntStream.range(0, options.length + 3)
                        .mapToObj(place -> switch (place) {
                            case 0 -> "plan";
                            case 1 -> "-f";
                            case 2 -> "-";
                            default -> options[place - 3];
                        })
                        .toArray(String[]::new));
    }

    private static String mistyped() {
        return CLUSTER + host("n1") + host("n2") + host("n44") + kubernetesNode("n1") + kubernetesNode("n2");
    }

    @Test
    void itIsNamedWhereOtherNodesAreAmongTheManifests() {
        Answer answer = plan(mistyped());

        assertThat(answer.out()).endsWith("0 VMs.\n" + NOTE).containsPattern("n44 +east +Up ");
        assertThat(answer.code()).isZero();
    }

    @Test
    void tenAreNamed() {
        Answer answer = plan(CLUSTER
                + kubernetesNode("a")
                + IntStream.range(10, 22).mapToObj(number -> host("n" + number)).collect(Collectors.joining()));

        assertThat(answer.out().replace('\n', ' '))
                .contains("AccelNetNodes n10, n11, n12, n13, n14, n15, n16, n17, n18, n19 and 2 more. They are");
    }

    @Test
    void programsGetItAsANote() throws IOException {
        Answer answer = plan(mistyped(), "-o", "json");

        assertThat(new ObjectMapper()
                        .readTree(answer.out())
                        .path("notes")
                        .path(0)
                        .asText())
                .isEqualTo(NOTE.strip().replace('\n', ' '));
        assertThat(answer.err()).isEmpty();
    }

    /** What is written has the Nodes that were read, and not what was assumed. */
    @Test
    void itIsNamedInTheNextPlanToo() {
        String written = plan(mistyped(), "-o", "yaml").out();

        assertThat(written).doesNotContain("taken as up").doesNotContain("kind: Node\nmetadata:\n  name: n44");
        assertThat(plan(written).out()).endsWith(NOTE);
    }

    @Test
    void otherVerbsNameItBesideTheirAnswer() {
        Answer answer = Shell.run(mistyped(), "fail", "n1", "--dry-run", "-f", "-");

        assertThat(answer.err()).endsWith(NOTE);
    }

    /** Its host needs no Node, or somebody has said already how it is. */
    @Test
    void nothingIsSaidOfHostsThatNeedNone() {
        Answer answer = plan(CLUSTER
                + host("n1")
                + kubernetesNode("n1")
                + host("elsewhere", "External", "Available")
                + host("gone", "KubernetesNode", "Down"));

        assertThat(answer.out()).endsWith("0 VMs.\n").containsPattern("gone +east +DeclaredDown ");
    }

    /** Many folders have none. */
    @Test
    void withoutAnyNodeTheyAreOnlyCounted() {
        Answer answer = plan(CLUSTER + host("n1") + host("n2") + host("gone", "KubernetesNode", "Down"));

        assertThat(answer.out()).endsWith("Hosts whose Node isn't among the manifests are taken as ready: 2.\n");
    }
}
