package io.accelnet.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.console.guard.Guard.Enters;
import io.accelnet.console.guard.Guard.Refused;
import io.accelnet.console.guard.Guard.Request;
import io.accelnet.console.guard.Guard.Verdict;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final int PORT = 4000;

    private final Guard guard = new Guard(new SecureRandom());

    private Verdict opens(String token, Optional<String> site) {
        return guard.decide(new Request(
                "GET",
                "/",
                PORT,
                Optional.of("127.0.0.1:" + PORT),
                Optional.empty(),
                site,
                Optional.of(token),
                Optional.empty()));
    }

    @Test
    void aGuessUsesUpNothing() {
        assertThat(opens("guessed", Optional.empty())).isInstanceOf(Refused.class);
        assertThat(opens(guard.token(), Optional.empty())).isInstanceOf(Enters.class);
        assertThat(opens(guard.token(), Optional.empty())).isInstanceOf(Refused.class);
    }

    /** A terminal in a browser shows it as a link. */
    @Test
    void theAddressMayBeALinkOnAnotherPage() {
        assertThat(opens(guard.token(), Optional.of("cross-site"))).isInstanceOf(Enters.class);
    }

    @Test
    void secretsAreLongAndTwo() {
        assertThat(guard.token()).hasSizeGreaterThanOrEqualTo(43);
        assertThat(opens(guard.token(), Optional.empty()))
                .isInstanceOfSatisfying(
                        Enters.class,
                        enters -> assertThat(enters.session())
                                .isNotEqualTo(guard.token())
                                .hasSizeGreaterThanOrEqualTo(43));
        assertThat(new Guard(new SecureRandom()).token()).isNotEqualTo(guard.token());
    }

    @Test
    void theHostMayLeaveOutThePortThatBrowsersLeaveOut() {
        assertThat(ofHost(80, "127.0.0.1")).isInstanceOf(Enters.class);
        assertThat(ofHost(80, "localhost:80")).isInstanceOf(Enters.class);
        assertThat(ofHost(80, "example.com")).isInstanceOf(Refused.class);
        assertThat(ofHost(PORT, "127.0.0.1")).isInstanceOf(Refused.class);
    }

    private static Verdict ofHost(int port, String host) {
        Guard guard = new Guard(new SecureRandom());
        return guard.decide(new Request(
                "GET",
                "/",
                port,
                Optional.of(host),
                Optional.empty(),
                Optional.empty(),
                Optional.of(guard.token()),
                Optional.empty()));
    }
}
