package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which models are tried. */
class PortfolioTest {

    private static DemandSet demandSet(int functions, Integer... queuePairs) {
        Tiers tiers = new Tiers(List.of(queuePairs));
        List<Demand> demands = IntStream.range(0, tiers.count())
                .mapToObj(tier -> new Demand(functions, tier))
                .toList();
        return DemandSet.of(new FleetState(tiers, 0, List.of()), demands);
    }

    private static List<List<Integer>> costs(Integer... queuePairs) {
        List<SlotModel> models = Portfolio.whereBothBind(demandSet(1, queuePairs));
        assertThat(models.stream().filter(model -> model.layout() == SlotModel.Layout.BY_HOST))
                .as("each with either layout")
                .hasSize(models.size() / 2);
        return models.stream().map(SlotModel::slots).distinct().toList();
    }

    @Test
    void costsArePowersOfTwoAndNeverAllTheSame() {
        assertThat(costs(1)).isEmpty();
        assertThat(costs(1, 2)).containsExactly(List.of(1, 2));
        assertThat(costs(1, 2, 4)).containsExactly(List.of(1, 2, 4), List.of(1, 1, 2), List.of(1, 2, 2));
        assertThat(costs(2, 3, 5))
                .as("rounded up")
                .containsExactly(List.of(1, 2, 4), List.of(1, 1, 2), List.of(1, 2, 2));
        assertThat(costs(1, 8)).containsExactly(List.of(1, 8), List.of(1, 4), List.of(1, 2));
    }

    @Test
    void slotsAreTradedAmongTwoOrThreeRanksInBlocksOfTheLargestVm() {
        assertThat(Portfolio.traded(demandSet(5, 1))).isEmpty();
        assertThat(Portfolio.traded(demandSet(5, 1, 2, 4, 8))).isEmpty();
        for (DemandSet demandSet : List.of(demandSet(5, 1, 2), demandSet(5, 1, 2, 4))) {
            List<TradeModel> models = Portfolio.traded(demandSet);
            assertThat(models).doesNotHaveDuplicates().contains(new TradeModel(8, 0, 0));
            assertThat(models).allMatch(model -> model.block() == 8);
        }
    }

    @Test
    void sharesAreAllWaysToDivideThreeAmongMoreRanksThanCanBeTraded() {
        assertThat(Portfolio.typed(demandSet(1, 1, 2, 4))).isEmpty();
        List<SlotModel> models = Portfolio.typed(demandSet(1, 1, 2, 4, 8));
        assertThat(models).hasSize(20).doesNotHaveDuplicates();
        assertThat(models).allMatch(model -> model.shares().size() == 4);
        assertThat(models.stream()
                        .map(SlotModel::shares)
                        .flatMap(shares -> Stream.of(
                                shares.stream().mapToInt(Integer::intValue).sum())))
                .containsOnly(3);
    }
}
