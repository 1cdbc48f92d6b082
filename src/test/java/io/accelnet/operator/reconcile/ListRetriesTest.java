package io.accelnet.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What can't be listed is tried less and less often, and never given up. */
class ListRetriesTest {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int LOOKS_OF_AN_HOUR = 360;

    private Instant now = Instant.EPOCH;
    private final ListRetries retries = new ListRetries(() -> now);

    private int triesIn(int looks) {
        int tries = 0;
        for (int look = 0; look < looks; look++) {
            if (retries.isDue()) {
                tries++;
                retries.failed();
            }
            now = now.plus(LOOK);
        }
        return tries;
    }

    @Test
    void thePauseGrowsToAFewMinutes() {
        assertThat(triesIn(2)).as("the next look tries again").isEqualTo(2);
        assertThat(triesIn(LOOKS_OF_AN_HOUR)).isBetween(10, 25);
    }

    @Test
    void oneThatCouldBeListedBeginsAnew() {
        triesIn(LOOKS_OF_AN_HOUR);

        retries.over();

        assertThat(triesIn(2)).isEqualTo(2);
    }
}
