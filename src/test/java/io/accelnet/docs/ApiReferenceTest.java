package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.deploy.Crds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The API's reference is that of the CRDs that are committed. With {@code -Ddocs.write=true} it is written instead. */
class ApiReferenceTest {
    private static final Path FILE = Path.of("docs/reference/api.md");

    @Test
    void theReferenceIsWhatTheCrdsSay() throws IOException {
        String made = ApiReference.of(Crds.committed());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE))
                .as("%s is not what crds/ says: run `make docs` and commit what it writes", FILE)
                .isEqualTo(made);
    }
}
