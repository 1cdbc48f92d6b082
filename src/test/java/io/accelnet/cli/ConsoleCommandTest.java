package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell.Answer;
import org.junit.jupiter.api.Test;

/** What can't be meant is refused before anything is read. */
class ConsoleCommandTest {
    @Test
    void refusesWhatCannotBeMeant() {
        Answer port = Shell.type("accelnet console --port 70000");
        assertThat(port.code()).isEqualTo(2);
        assertThat(port.err()).isEqualTo("accelnet: --port 70000: a number from 0 to 65535 is needed\n");

        assertThat(Shell.type("accelnet console --as-group admins").err())
                .isEqualTo("accelnet: --as-group needs --as: say who is a member of the group\n");
        assertThat(Shell.type("accelnet console --context nowhere").err())
                .startsWith("accelnet: ")
                .contains("context");
    }
}
