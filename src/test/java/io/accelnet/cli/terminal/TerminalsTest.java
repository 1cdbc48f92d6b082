package io.accelnet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalsTest {
    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertThat(Terminals.of(Map.of(), flag -> true).coloured()).isTrue();
        assertThat(Terminals.of(Map.of("NO_COLOR", ""), flag -> true).coloured())
                .as("no-color.org: it counts if it isn't empty")
                .isTrue();
        assertThat(Terminals.of(Map.of("NO_COLOR", "1"), flag -> true).coloured())
                .isFalse();
        assertThat(Terminals.of(Map.of("TERM", "dumb"), flag -> true).coloured())
                .isFalse();
        assertThat(Terminals.of(Map.of(), flag -> !flag.equals("accelnet.terminal.out")))
                .isEqualTo(new Terminals(true, false, true, false));
    }
}
