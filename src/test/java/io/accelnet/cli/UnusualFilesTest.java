package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no file of manifests ends in a sentence that names it: never in a stack trace, in silence, or not at all. */
@DisabledOnOs(OS.WINDOWS)
class UnusualFilesTest {
    private static final int WRONG = 2;

    @TempDir
    Path folder;

    @Test
    void aLinkToNothing() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("vms.yaml"), Path.of("../gone.yaml"));
        String sentence = "accelnet: " + link + " can't be read: it is a link to ../gone.yaml, where nothing is\n";

        assertRefused(plan(folder), sentence);
        assertRefused(plan(link), sentence);
    }

    @Test
    void aLinkToAFileIsReadAsTheFile() throws IOException {
        Files.createSymbolicLink(
                folder.resolve("all.yaml"),
                Path.of("deploy/samples/30-nodes.yaml").toAbsolutePath());

        assertThat(plan(folder).out()).contains("east-1");
    }

    @Test
    void aFolderThatIsCalledLikeAFile() throws IOException {
        Files.createDirectory(folder.resolve("vms.yaml"));

        assertRefused(plan(folder), "there is no AccelNet object in " + folder);
    }

    @Test
    @Timeout(30)
    void aPipeInAFolder() throws Exception {
        Path pipe = folder.resolve("vms.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertRefused(plan(folder), pipe + " can't be read: it is no file but a device or a pipe");
    }

    @Test
    @Timeout(30)
    void zerosWithoutEnd() {
        assertRefused(
                plan(Path.of("/dev/zero")),
                "/dev/zero:1:1: no YAML: it has the character U+0000, which no text has: is this a file of manifests?\n");
    }

    @Test
    @Timeout(60)
    void aPipeThatNeverEnds() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer =
                new ProcessBuilder("sh", "-c", "exec yes 'a: b' >\"$1\" 2>/dev/null", "sh", pipe.toString()).start();
        try {
            assertRefused(plan(pipe), "one document has more than 4000000 characters, which no object has");
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    @Timeout(30)
    void bracketsWithoutEnd(String bracket) throws IOException {
        Path file = Files.writeString(folder.resolve("deep.yaml"), bracket.repeat(200_000));

        assertRefused(plan(file), file + ":1:", "more than 200 maps and lists inside of each other");
    }

    @Test
    void anotherEncoding() throws IOException {
        Path file = Files.write(folder.resolve("vms.yaml"), "kind: Node\n".getBytes(StandardCharsets.UTF_16));

        assertRefused(plan(file), file + ":1:1: no text in UTF-8: is this a file of manifests?\n");
    }

    private static Answer plan(Path file) {
        return Shell.run("", "plan", "-f", file.toString());
    }

    private static void assertRefused(Answer answer, String... sentences) {
        assertThat(answer.code()).isEqualTo(WRONG);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(sentences).doesNotContain("Exception");
    }
}
