package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said of a release, and what follows from it. */
class ReleaseTest {
    static Release release() {
        return new Release(
                "0.2.0-rc.1",
                "registry.example.com:5000/team/accelnet-operator",
                "https://git.example.com/team/accelnet-operator",
                Optional.of(new Maintainer("Some Team", "team@example.com")),
                Instant.parse("2026-11-27T12:00:00Z"));
    }

    @Test
    void theVersionIsInTheTagAndInTheDownloads() {
        assertThat(release().imageReference()).isEqualTo("registry.example.com:5000/team/accelnet-operator:0.2.0-rc.1");
        assertThat(release().download("accelnet.yaml"))
                .isEqualTo(
                        "https://git.example.com/team/accelnet-operator/releases/download/v0.2.0-rc.1/accelnet.yaml");
        assertThat(release().page("README.md"))
                .isEqualTo("https://git.example.com/team/accelnet-operator/blob/v0.2.0-rc.1/README.md");
        assertThat(release().isPreRelease()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.2", "v0.2.0", "0.2.0-SNAPSHOT", "0.2.0+build", "0.2.0-", "0.2.0 ", ""})
    void whatIsNoVersionIsRefused(String version) {
        assertThatThrownBy(() -> of(version, "accelnet-operator", "https://git.example.com/a"))
                .hasMessageStartingWith("VERSION=" + version + " is none; it must be such as 0.2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com/a:1, https://git.example.com/a, IMAGE",
        "https://registry/a, https://git.example.com/a, IMAGE",
        "a/b, git.example.com/a, SOURCE",
        "a/b, https://git.example.com/a/, SOURCE"
    })
    void whatIsNoPlaceIsRefused(String image, String source, String named) {
        assertThatThrownBy(() -> of("0.2.0", image, source)).hasMessageStartingWith(named + "=");
    }

    @Test
    void aMaintainerHasANameAndAnAddress() {
        assertThat(Maintainer.of("Some Team <team@example.com>"))
                .isEqualTo(new Maintainer("Some Team", "team@example.com"));
        assertThatThrownBy(() -> Maintainer.of("team@example.com"))
                .hasMessage("MAINTAINER=team@example.com is none; it must be such as Some Team <team@example.com>");
    }

    private static Release of(String version, String image, String source) {
        return new Release(version, image, source, Optional.empty(), Instant.EPOCH);
    }
}
