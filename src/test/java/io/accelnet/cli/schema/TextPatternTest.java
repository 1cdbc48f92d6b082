package io.accelnet.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A pattern says the same of a text, however often it is asked, and whatever it was asked before. */
class TextPatternTest {
    private static final int MANY = 10_000;

    @Test
    void saysTheSameAgain() {
        TextPattern pattern = new TextPattern("^[a-z]+-[0-9]*[05]$");

        for (int round = 0; round < 2; round++) {
            assertThat(IntStream.range(0, MANY)).allMatch(i -> pattern.isIn("vm-" + i) == (i % 5 == 0));
        }
    }

    @Test
    void isFoundAnywhere() {
        assertThat(new TextPattern("b+").isIn("abc")).isTrue();
    }
}
