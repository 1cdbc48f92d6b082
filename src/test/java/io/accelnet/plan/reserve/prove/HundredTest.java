package io.accelnet.plan.reserve.prove;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Little of the volume is lost at 100 nodes where VFs and queue pairs both bind; docs/proof.md has the figures. */
class HundredTest {

    private static final long SEED = 20_261_124;

    @ParameterizedTest
    @CsvSource({"ALIKE, 10", "ALIKE, 50", "TWO_ADAPTERS, 10", "TWO_ADAPTERS, 50", "MIXED, 10", "MIXED, 50"})
    void almostAsMuchIsAdmittedAsCouldBe(Hundred kind, int percentage) {
        Outcome outcome = kind.fillSeveral(percentage, SEED);
        System.out.printf("%s, %d%%: %.2f%% lost at most%n", kind.label, percentage, 100 * outcome.lost());
        assertThat(outcome.lost()).isBetween(0.0, 0.005);
    }
}
