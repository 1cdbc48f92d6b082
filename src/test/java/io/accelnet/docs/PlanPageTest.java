package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the page of the command shows is what users see. With {@code -Ddocs.write=true} it is written anew. */
class PlanPageTest {
    private static final Path FILE = Path.of("docs/plan.md");

    @Test
    void showsWhatUsersSee() throws IOException {
        String made = Transcript.replay(Files.readString(FILE), "```");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE))
                .as("%s shows something else than the command: run `make docs` and commit what it writes", FILE)
                .isEqualTo(made);
    }
}
