package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no cluster. */
class ConsoleCommandTest {
    @TempDir
    private Path folder;

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

    /** No other one starts later for the server and all that it needs. */
    @Test
    void noOtherVerbLoadsWhatItIsMadeOf() throws IOException, InterruptedException {
        Path loaded = folder.resolve("classes");
        Process get = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Accelnet.class.getName(),
                        "get",
                        "-f",
                        "src/test/resources/docs/samples-with-statuses.yaml")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(get.waitFor()).as(Files.readString(folder.resolve("said"))).isZero();
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.contains("io.accelnet.cli.verb.reading.GetCommand "))
                .noneMatch(line -> line.contains("io.accelnet.console.")
                        || line.contains("io.javalin.")
                        || line.contains("org.eclipse.jetty.")
                        || line.contains("gg.jte."));
    }
}
