package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is installed is what was built. */
class VersionsTest {
    private static final String VERSION = first("pom.xml", "<revision>([^<]+)</revision>");

    @Test
    void kustomizeInstallsTheImageThatIsBuilt() {
        assertThat(first("deploy/deployment.yaml", "image: accelnet-operator:(\\S+)"))
                .isEqualTo(VERSION);
    }

    @Test
    void theChartHasTheVersionOfWhatItInstalls() {
        assertThat(first("helm/accelnet-operator/Chart.yaml", "(?m)^version: (\\S+)"))
                .isEqualTo(VERSION);
        assertThat(first("helm/accelnet-operator/Chart.yaml", "(?m)^appVersion: (\\S+)"))
                .isEqualTo(VERSION);
    }

    private static String first(String file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
            assertThat(matcher.find()).as(file + " has " + pattern).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
