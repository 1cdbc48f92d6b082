package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of small clusters, every decision held against an {@link Oracle}. A run prints its seed; to repeat it:
 * {@code -Dreserve.seed=...}. {@code -Dreserve.decisions=...} sets how many decisions each regime makes.
 */
class OracleTest {

    private static final long SEED = Long.getLong("reserve.seed", System.nanoTime());
    private static final int DECISIONS = Integer.getInteger("reserve.decisions", 40_000);

    @ParameterizedTest
    @EnumSource
    void neverUnsoundAndNeverNeedlessWhereExact(Regime regime) {
        Tally tally = new Tally();
        for (int history = 0; tally.decisions < DECISIONS; history++) {
            long seed = Long.hashCode(SEED) * 31L + history;
            try {
                new History(regime, new Random(seed), tally).play();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(regime + ", -Dreserve.seed=" + SEED + ", history " + history, failure);
            }
        }
        System.out.println(regime + ": " + tally + ", -Dreserve.seed=" + SEED);
        assertThat(tally.needless)
                .as("refusals without need")
                .isLessThanOrEqualTo(regime.exact ? 0 : Integer.MAX_VALUE);
    }

    /** What happened in a regime. */
    static final class Tally {
        int decisions;
        int admitted;
        int needless;
        int unproven;
        int recoveries;

        @Override
        public String toString() {
            return "%d decisions, %d admitted, %d needless (%.3f%%), %d unproven, %d recoveries"
                    .formatted(decisions, admitted, needless, 100.0 * needless / decisions, unproven, recoveries);
        }
    }
}
