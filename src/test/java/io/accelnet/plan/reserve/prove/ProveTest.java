package io.accelnet.plan.reserve.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A share of the proof at volume, with a fresh seed each time: {@code make prove} goes on for as long as it is told. A
 * finding comes with the command that plays its life again.
 */
class ProveTest {

    private static final long SEED = Long.getLong("prove.seed", System.nanoTime());
    private static final long DECISIONS = Long.getLong("prove.decisions", 30_000);

    @ParameterizedTest
    @EnumSource
    void neverUnsoundNeverMovedAndNeverNeedlessWhereExact(Kind kind) {
        Campaign campaign = new Campaign(kind, SEED, System.nanoTime() + TimeUnit.HOURS.toNanos(1), more -> {});
        // The others cost more: sums and explanations are tried, and there are more ways to divide VFs.
        campaign.run(1, kind.midsize() ? DECISIONS / 50 : kind.selective() ? DECISIONS / 3 : DECISIONS);

        PrintStream out = System.out;
        Tally tally = campaign.tally();
        out.printf(
                "%s: %,d decisions, %,d admitted, %,d refused without need, %,d recoveries; SEED=%d%n",
                kind.label(), tally.decisions, tally.admitted, tally.needless, tally.recoveries, SEED);
        assertThat(campaign.findings().stream().map(ProveTest::told).collect(Collectors.toList()))
                .isEqualTo(List.of());
        assertThat(campaign.succeeded()).as("refusals without need are rare").isTrue();
    }

    private static String told(Campaign.Found found) {
        return "make prove SEED=%d KIND=%s LIFE=%d: %s"
                .formatted(SEED, found.kind().label(), found.life(), found.what());
    }
}
