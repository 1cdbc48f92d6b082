package io.accelnet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What takes long is told on a terminal, and only there. */
class ProgressTest {
    private static final String CLEAR = "\r\033[K";

    @Test
    void isShownOnATerminalUntilTheEnd() {
        StringWriter terminal = new StringWriter();
        try (Progress progress = new Progress(new PrintWriter(terminal), true)) {
            progress.at("reading: 7 objects");
            await().until(() -> terminal.toString().contains("reading: 7 objects …"));
        }
        assertThat(terminal.toString()).startsWith(CLEAR).endsWith(CLEAR);
    }

    /** Answers come while others are still waited for. */
    @Test
    void makesWayForAnAnswer() {
        StringWriter terminal = new StringWriter();
        PrintWriter err = new PrintWriter(terminal);
        try (Progress progress = new Progress(err, true)) {
            progress.at("1 of 2 done");
            await().until(() -> terminal.toString().contains("1 of 2 done …"));
            progress.aside(() -> err.print("shop/web   enabled\n"));
            await().until(() -> terminal.toString().endsWith("1 of 2 done …"));
        }
        assertThat(terminal.toString())
                .contains("1 of 2 done …" + CLEAR + "shop/web   enabled\n" + CLEAR + "1 of 2 done …");
    }

    @Test
    void isNotShownInAPipe() {
        StringWriter pipe = new StringWriter();
        StringWriter terminal = new StringWriter();
        try (Progress quiet = new Progress(new PrintWriter(pipe), false);
                Progress shown = new Progress(new PrintWriter(terminal), true)) {
            quiet.at("reading");
            shown.at("reading");
            await().until(() -> terminal.toString().contains("reading"));
        }
        assertThat(pipe.toString()).isEmpty();
    }
}
