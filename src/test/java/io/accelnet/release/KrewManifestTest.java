package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What krew asks of a manifest, as its own validation has it. */
class KrewManifestTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    private final Release release = ReleaseTest.release();

    @Test
    void aPlatformHasTheArchiveWithItsRuntimeAndTheOthersTheOneWithout() throws IOException {
        JsonNode plugin = new ManifestText()
                .objects(new KrewManifest(release)
                        .yaml(List.of(
                                archive("accelnet-0.2.0-rc.1-java.tar.gz", ONE),
                                archive("accelnet-0.2.0-rc.1-linux-amd64.tar.gz", TWO))))
                .getFirst();

        assertThat(plugin.at("/metadata/name").asText()).isEqualTo("accelnet");
        assertThat(plugin.at("/spec/version").asText()).isEqualTo("v0.2.0-rc.1");
        assertThat(plugin.at("/spec/shortDescription").asText())
                .hasSizeBetween(10, 50)
                .doesNotContain("\n");
        assertThat(plugin.at("/spec/platforms")).hasSize(4).allSatisfy(platform -> {
            boolean own = platform.at("/selector/matchLabels/os").asText().equals("linux")
                    && platform.at("/selector/matchLabels/arch").asText().equals("amd64");
            assertThat(platform.path("sha256").asText()).isEqualTo(own ? TWO : ONE);
            assertThat(platform.path("uri").asText())
                    .isEqualTo(release.download("accelnet-0.2.0-rc.1-" + (own ? "linux-amd64" : "java") + ".tar.gz"));
            assertThat(platform.path("bin").asText()).isEqualTo("accelnet-0.2.0-rc.1/bin/kubectl-accelnet");
        });
    }

    @Test
    void withoutAnArchiveForEveryPlatformThereIsNoManifest() {
        assertThatThrownBy(() ->
                        new KrewManifest(release).yaml(List.of(archive("accelnet-0.2.0-rc.1-linux-amd64.tar.gz", TWO))))
                .hasMessageContaining("no archive is for linux-arm64");
        assertThatThrownBy(() -> archive("accelnet-0.1.0-java.tar.gz", ONE))
                .hasMessage("accelnet-0.1.0-java.tar.gz is no archive of the command 0.2.0-rc.1");
    }

    private KrewManifest.Archive archive(String file, String sha256) {
        return KrewManifest.Archive.of(release, file, sha256);
    }
}
