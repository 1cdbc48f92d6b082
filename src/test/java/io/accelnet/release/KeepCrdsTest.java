package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script by which a release keeps its CRDs for the tests of later ones, in a project of its own whose command answers the same to all. */
class KeepCrdsTest {
    @TempDir
    private Path project;

    private record Ended(int code, String said) {}

    @BeforeEach
    void lay() throws IOException {
        Path script = Files.createDirectories(project.resolve("hack/release")).resolve("keep-crds");
        Files.copy(Path.of("hack/release/keep-crds"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Path command = project.resolve("hack/accelnet");
        Files.writeString(command, "#!/bin/sh\necho \"# plan: $*\"\nexit 1\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path crds = Files.createDirectories(project.resolve("crds"));
        Files.writeString(crds.resolve("accelnet.io_things.yaml"), "kind: CustomResourceDefinition\n");
        Files.writeString(crds.resolve("kustomization.yaml"), "kind: Kustomization\n");
    }

    @Test
    void aVersionThatIsNewIsKept() throws IOException, InterruptedException {
        Ended ended = keep("0.2.0", "new");

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("commit them with the release");
        assertThat(kept("0.2.0/crds")).containsExactly("accelnet.io_things.yaml");
        assertThat(kept("0.2.0/objects")).containsExactly("pools.yaml", "samples.yaml", "windows.yaml");
        assertThat(folder("0.2.0/objects").resolve("samples.yaml"))
                .hasContent("# plan: plan -f deploy/samples -o yaml");
        assertThat(keep("0.2.0", "new").code()).as("once more").isZero();
    }

    @Test
    void whatWasReleasedCantBeChanged() throws IOException, InterruptedException {
        keep("0.2.0", "new");
        Files.writeString(project.resolve("crds/accelnet.io_things.yaml"), "kind: Other\n");

        for (String mode : List.of("new", "")) {
            Ended ended = keep("0.2.0", mode);
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said()).contains("isn't as it was released in 0.2.0", "Raise the version");
        }
    }

    @Test
    void whatIsNotFinalIsKeptByNobody() throws IOException, InterruptedException {
        assertThat(keep("0.2.0-rc.1", "new").code()).isZero();
        assertThat(keep("0.2.0", "").code()).isZero();
        assertThat(folder("")).doesNotExist();
    }

    private Path folder(String path) {
        return project.resolve("src/test/resources/releases").resolve(path);
    }

    private List<String> kept(String path) throws IOException {
        try (Stream<Path> files = Files.list(folder(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Ended keep(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(project.resolve("hack/release/keep-crds")
                                        .toString()),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
