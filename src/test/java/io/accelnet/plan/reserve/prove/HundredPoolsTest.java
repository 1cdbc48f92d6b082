package io.accelnet.plan.reserve.prove;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Little of the volume is lost at 100 nodes where VMs need VFs of several pools or ports; docs/proof.md has the figures. */
class HundredPoolsTest {

    private static final long SEED = 20_261_124;

    @ParameterizedTest
    @CsvSource({
        "PAIRS_AND_SINGLES, 10, 0.01",
        "PAIRS_AND_SINGLES, 50, 0.01",
        "PAIRS_AND_SINGLES_MIXED, 10, 0.01",
        "PAIRS_AND_SINGLES_MIXED, 50, 0.01",
        "DIFFERENT_PORTS, 50, 0.01",
        "DIFFERENT_PORTS_MIXED, 50, 0.01",
        "THREE_POOLS, 10, 0.01",
        "THREE_POOLS, 50, 0.03",
        "THREE_POOLS_MIXED, 50, 0.01",
        "TIERS, 50, 0.07",
        "TIERS_MIXED, 10, 0.03",
        "SAME_SIZES_MIXED, 50, 0.02"
    })
    void almostAsMuchIsAdmittedAsCouldBe(HundredPools kind, int percentage, double tolerated) {
        Outcome outcome = kind.fillSeveral(percentage, SEED);
        System.out.printf("%s, %d%%: %.2f%% lost at most%n", kind.label, percentage, 100 * outcome.lost());
        assertThat(outcome.lost()).isBetween(0.0, tolerated);
    }
}
