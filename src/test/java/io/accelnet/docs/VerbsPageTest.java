package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell;
import io.accelnet.cli.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What the page of the verbs shows is what users see of a cluster that has the samples. With {@code -Ddocs.write=true} it is written
 * anew.
 */
class VerbsPageTest {
    private static final Path FILE = Path.of("docs/verbs.md");
    private static final Path CLUSTER = Path.of("src/test/resources/docs/samples-with-statuses.yaml");

    /** They stand for the cluster on the page, and in the tests of the verbs. */
    @Test
    void theSamplesHaveTheStatusesThatTheOperatorWrites() throws IOException {
        assertThat(Files.readString(CLUSTER))
                .as(
                        "%s is what `accelnet plan -f deploy/samples -o yaml` writes: run `make docs` and commit it",
                        CLUSTER)
                .isEqualTo(samples());
    }

    @Test
    void showsWhatUsersSee() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(CLUSTER, samples());
        }
        String made = Transcript.replay(Files.readString(FILE), "```", "kubectl accelnet", VerbsPageTest::ofTheSamples);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE))
                .as("%s shows something else than the command: run `make docs` and commit what it writes", FILE)
                .isEqualTo(made);
    }

    private static String samples() {
        return Shell.type("accelnet plan -f deploy/samples -o yaml").out();
    }

    private static String ofTheSamples(String command) {
        String verb = command.substring("kubectl ".length());
        return verb.endsWith("--help") ? verb : verb + " -f " + CLUSTER;
    }
}
