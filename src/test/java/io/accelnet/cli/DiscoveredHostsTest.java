package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hosts that nobody typed: the command plans with those that the operator would make. */
class DiscoveredHostsTest {
    private static final String FOLDER = "src/test/resources/cli/discovered";

    @Test
    void aPlanHasTheHostsThatDiscoveryMakesAndCompletes() {
        Shell.Answer answer = Shell.type("accelnet plan -f " + FOLDER);

        assertThat(answer.code()).as(answer.screen()).isZero();
        assertThat(answer.out())
                .contains(
                        "Discovery makes the AccelNetNodes of these Nodes: host-1.",
                        "Discovery completes these AccelNetNodes: host-2.");
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
}
