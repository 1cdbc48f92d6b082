package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
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
        assertThat(launch("26.0.1", "get").output()).contains("useNativeAccessorOnly");
        assertThat(launch("26.0.1", "get", "vms").output()).doesNotContain("useNativeAccessorOnly");
        assertThat(launch("26.0.1", "plan", "-f", "get").output())
                .doesNotContain("TieredStopAtLevel", "useNativeAccessorOnly");
        assertThat(launch("26.0.1", "prereq", "get").output()).doesNotContain("TieredStopAtLevel");
    }

    /** As an archive for one platform has it: nobody needs a Java, and nobody's older one is in the way. */
    @Test
    void aJavaOfItsOwnGoesBeforeEveryOther() throws Exception {
        Path unpacked = unpacked();
        java(Files.createDirectories(unpacked.resolve("runtime/bin")), "25", "its own");
        java(Files.createDirectories(home.resolve("bin")), "17.0.9", "another");

        assertThat(launched(List.of(unpacked.resolve("bin/accelnet").toString(), "get"))
                        .output())
                .startsWith("its own");
    }

    /** What was learned for a faster start holds for one order of the libraries, and folders have theirs in any. */
    @Test
    void librariesHaveOneOrder() throws Exception {
        Path unpacked = unpacked();
        java(Files.createDirectories(unpacked.resolve("runtime/bin")), "25", "started");
        Path libraries = Files.createDirectories(unpacked.resolve("lib"));
        for (String name : List.of("b-1.jar", "Z-1.jar", "a-1.jar", "accelnet.aot", "accelnet-show.aot")) {
            Files.createFile(libraries.resolve(name));
        }

        assertThat(launched(List.of(unpacked.resolve("bin/accelnet").toString(), "get"))
                        .output())
                .contains(" -cp "
                        + Stream.of("Z-1.jar", "a-1.jar", "b-1.jar")
                                .map(name -> libraries.resolve(name).toString())
                                .collect(Collectors.joining(":"))
                        + " io.accelnet.cli.Accelnet get")
                .contains("-XX:AOTCache=" + libraries.resolve("accelnet-show.aot"));
        assertThat(launched(List.of(unpacked.resolve("bin/accelnet").toString(), "plan"))
                        .output())
                .contains("-XX:AOTCache=" + libraries.resolve("accelnet.aot"));
    }

    /** Java takes what it has learned for libraries of the same times only. */
    @Test
    void timesThatWereNotUnpackedAreSetOnce() throws Exception {
        Path unpacked = unpacked();
        java(Files.createDirectories(unpacked.resolve("runtime/bin")), "25", "started");
        Path libraries = Files.createDirectories(unpacked.resolve("lib"));
        Files.writeString(libraries.resolve("time"), "1700000000\n");
        Path license = Files.createFile(unpacked.resolve("LICENSE"));
        Path library = Files.createFile(libraries.resolve("a-1.jar"));
        Path learned = Files.createFile(libraries.resolve("accelnet.aot"));
        Files.setLastModifiedTime(license, FileTime.from(Instant.now().minusSeconds(60)));

        launched(List.of(unpacked.resolve("bin/accelnet").toString(), "get"));

        assertThat(List.of(license, library, learned))
                .allSatisfy(file -> assertThat(Files.getLastModifiedTime(file).toInstant())
                        .isEqualTo(Instant.ofEpochSecond(1_700_000_000)));
        Files.setLastModifiedTime(library, FileTime.from(Instant.ofEpochSecond(1)));
        launched(List.of(unpacked.resolve("bin/accelnet").toString(), "get"));
        assertThat(Files.getLastModifiedTime(library).toInstant()).isEqualTo(Instant.ofEpochSecond(1));
    }

    private Path unpacked() throws IOException {
        Path unpacked = Files.createDirectories(home.resolve("unpacked"));
        Files.copy(
                Path.of("src/main/launcher/accelnet"),
                Files.createDirectories(unpacked.resolve("bin")).resolve("accelnet"),
                StandardCopyOption.COPY_ATTRIBUTES);
        return unpacked;
    }

    private Ended launch(String version) throws IOException, InterruptedException {
        return launch(version, "plan", "-f", "manifests");
    }

    private Ended launch(String version, String... words) throws IOException, InterruptedException {
        java(Files.createDirectories(home.resolve("bin")), version, "started");
        return launched(Stream.concat(Stream.of("src/main/launcher/accelnet"), Stream.of(words))
                .toList());
    }

    private static void java(Path folder, String version, String says) throws IOException {
        Path java = folder.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then
                  echo 'openjdk version "%s" 2025-01-01' >&2
                else
                  echo "%s $*"
                fi
                """.formatted(version, says));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended launched(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", home.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
