package io.accelnet.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    private Path folder;

    @Test
    void givesItsVariablesAndItsStatusAndKeepsTheOutput() throws Exception {
        try (ChildProcess child = sh("echo \"$GREETING\"; echo problem >&2; exit 7")) {
            assertThat(child.awaitEnd(Duration.ofMinutes(1))).isTrue();
            assertThat(child.exitStatus()).isEqualTo(7);
            assertThat(child.lastLines(2)).isEqualTo("hello\nproblem");
            assertThat(child.lastLines(1)).isEqualTo("problem");
        }
    }

    @Test
    void closingEndsIt() {
        ChildProcess child = sh("exec sleep 600");
        assertThat(child.isAlive()).isTrue();

        child.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitStatus()).isEqualTo(128 + 9);
    }

    @Test
    void crashingEndsIt() {
        ChildProcess child = sh("exec sleep 600");

        child.crash();

        assertThat(child.isAlive()).isFalse();
    }

    private ChildProcess sh(String script) {
        return ChildProcess.start(
                "test", List.of("sh", "-c", script), folder, Map.of("GREETING", "hello"), folder.resolve("test.log"));
    }
}
