package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What references are resolved from goes along when one plan is made from the answer of another. */
class ReferencesTest {
    private static final String FOLDER = "src/test/resources/cli/kubevirt";

    @Test
    void theAnswerCanBePlannedAgain() {
        String answer = Shell.type("accelnet plan -f " + FOLDER + " -o yaml").out();

        assertThat(Shell.run(answer, "plan", "-f", "-", "-o", "yaml").out()).isEqualTo(answer);
        assertThat(Shell.run(answer, "plan", "-f", "-").out())
                .isEqualTo(Shell.type("accelnet plan -f " + FOLDER).out().replaceAll("Passed over[^\n]*\n", ""));
    }

    @Test
    void whatComesOfLabelsCanBePlannedAgain() {
        String answer = Shell.type("accelnet plan -f src/test/resources/cli/labels -o yaml")
                .out();

        assertThat(answer).contains("managed-by: accelnet-operator").doesNotContain("name: former\n  namespace");
        assertThat(Shell.run(answer, "plan", "-f", "-", "-o", "yaml").out()).isEqualTo(answer);
    }

    @Test
    void whatIsNotReadStaysAsItIsWritten() {
        assertThat(Shell.type("accelnet plan -f " + FOLDER + " -o yaml --namespace shop")
                        .out())
                .contains("kubevirt.io/vm: web", "masquerade: {}", "runStrategy: Always", "sriov\\\"")
                .contains("namespace: shop")
                .doesNotContain("of-a-daemon-set");
    }
}
