package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TradeRatesTest {

    private static final List<List<Integer>> SCALES = List.of(
            List.of(1, 2, 4), List.of(2, 4, 8), List.of(1, 3, 9), List.of(2, 3, 5), List.of(1, 3, 4), List.of(1, 3, 5));

    private static TradeRates rates(List<Integer> scale) {
        Tiers tiers = new Tiers(scale);
        return new TradeRates(DemandSet.of(
                new FleetState(tiers, 0, List.of()),
                IntStream.range(0, tiers.count())
                        .mapToObj(tier -> new Demand(1, tier))
                        .toList()));
    }

    /** A trade takes the queue pairs that it gives, leaves VFs over unless it is a spread, and couldn't be smaller. */
    @ParameterizedTest
    @EnumSource
    void aTradeGivesTheQueuePairsThatItTakes(TradeRates.Trade trade) {
        for (List<Integer> scale : SCALES) {
            TradeRates rates = rates(scale);
            assertThat(rates.arePossible()).isTrue();
            int functions = 0;
            int pairs = 0;
            int common = 0;
            for (int rank = 0; rank < scale.size(); rank++) {
                int change = rates.change(trade, rank);
                functions += change;
                pairs += change * scale.get(rank);
                common = TradeRates.greatestDivisor(Math.abs(change), common);
            }
            assertThat(pairs).isZero();
            assertThat(functions).isEqualTo(trade == TradeRates.Trade.SPREAD ? 0 : Math.min(functions, -1));
            assertThat(common).isEqualTo(1);
        }
    }

    @Test
    void theUsualLevelsMakeTheSmallestTrades() {
        TradeRates rates = rates(List.of(1, 2, 4));
        TradeCounts each = new TradeCounts(1, 10);
        assertThat(IntStream.range(0, 3).map(rank -> rates.change(each, rank))).containsExactly(2, -3 - 20, 1 + 10);
    }

    @Test
    void whereTwoRanksAreAskedForOneKindOfTradeIsLeft() {
        TradeRates rates = rates(List.of(2, 3));
        assertThat(rates.arePossible()).isTrue();
        assertThat(rates.haveLowest()).isFalse();
        assertThat(rates.change(TradeRates.Trade.RAISE, 1)).isEqualTo(2);
        assertThat(rates.change(TradeRates.Trade.RAISE, 0)).isEqualTo(-3);
    }

    @Test
    void whereLevelsAreFarApartOrAtOddsNothingIsTraded() {
        assertThat(rates(List.of(1, 2, 8)).arePossible())
                .as("seven for one and six")
                .isTrue();
        assertThat(rates(List.of(1, 2, 10)).arePossible())
                .as("nine for one and eight")
                .isFalse();
        assertThat(rates(List.of(8, 9)).arePossible()).isFalse();
        assertThat(rates(List.of(3)).arePossible()).as("nothing to trade").isFalse();
        assertThat(rates(List.of(1, 2, 4, 8)).arePossible()).as("too many").isFalse();
    }
}
