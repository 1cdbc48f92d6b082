package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the command, with Javas that only say that they were started. */
class LauncherTest {
    private static final int WRONG = 2;

    @TempDir
    Path home;

    private record Ended(int code, String output) {}

    @Test
    void anOlderJavaIsRefused() throws Exception {
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"17.0.9\"\n");
        Ended ended = launch("");
        assertThat(ended.output()).contains("needs Java 25 or newer", "Java 17").doesNotContain("started");
        assertThat(ended.code()).isEqualTo(WRONG);
    }

    @Test
    void anOlderJavaThatHasNoReleaseFileIsRefused() throws Exception {
        Ended ended = launch("1.8.0_392");
        assertThat(ended.output()).contains("needs Java 25 or newer").doesNotContain("started");
        assertThat(ended.code()).isEqualTo(WRONG);
    }

    @Test
    void aNewJavaIsStarted() throws Exception {
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25\"\n");
        assertThat(launch("").output()).contains("started").contains("plan -f manifests");
    }

    @Test
    void aNewJavaThatHasNoReleaseFileIsStarted() throws Exception {
        assertThat(launch("26.0.1").output()).contains("started");
    }

    /** They are over before the second compiler has paid. */
    @Test
    void shortVerbsDoWithTheFirstCompiler() throws Exception {
        assertThat(launch("26.0.1", "get", "vms").output())
                .contains("-XX:TieredStopAtLevel=1")
                .contains("get vms");
        assertThat(launch("26.0.1", "plan", "-f", "get").output()).doesNotContain("TieredStopAtLevel");
        assertThat(launch("26.0.1", "prereq", "get").output()).doesNotContain("TieredStopAtLevel");
    }

    /** Java takes what {@code make cli} has learned only with the class path that it was learned with. */
    @Test
    void theClassPathIsTheSameWhereverItWasUnpacked() throws Exception {
        Path lib = Files.createDirectories(home.resolve("unpacked/lib"));
        for (String jar : List.of("b.jar", "a.jar", "B.jar")) {
            Files.writeString(lib.resolve(jar), "");
        }
        Path launcher = Files.createDirectories(home.resolve("unpacked/bin")).resolve("accelnet");
        Files.copy(Path.of("src/main/launcher/accelnet"), launcher, StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(launchOf(launcher.toString(), "26.0.1", "get").output())
                .contains(
                        "-cp " + lib.resolve("B.jar") + ":" + lib.resolve("a.jar") + ":" + lib.resolve("b.jar") + " ");
    }

    private Ended launch(String version) throws IOException, InterruptedException {
        return launch(version, "plan", "-f", "manifests");
    }

    private Ended launch(String version, String... words) throws IOException, InterruptedException {
        return launchOf("src/main/launcher/accelnet", version, words);
    }

    private Ended launchOf(String launcher, String version, String... words) throws IOException, InterruptedException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then
                  echo 'openjdk version "%s" 2025-01-01' >&2
                else
                  echo "started $*"
                fi
                """.formatted(version));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(launcher), Stream.of(words)).toList());
        builder.environment().put("JAVA_HOME", home.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
