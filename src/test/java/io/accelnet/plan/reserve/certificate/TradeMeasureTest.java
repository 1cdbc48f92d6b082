package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one host puts into the conditions for trades. */
class TradeMeasureTest {

    private static final List<Demand> DEMANDS = List.of(new Demand(1, 0), new Demand(2, 1), new Demand(1, 2));
    /** 24 slots: the 16 queue pairs beyond one for each make 16 of the middle rank, in blocks of two; the rest is lowest. */
    private static final Port LARGE = new Port("large", 24, 40, 4);
    /** Three of the lowest and two of the middle rank. */
    private static final Port SMALL = new Port("small", 5, 7, 2);

    private final int[] need = new int[6];
    private final int[] room = new int[6];

    private TradeCapacity measure(boolean cordoned, Port... ports) {
        FleetState state =
                new FleetState(new Tiers(List.of(1, 2, 4)), 0, List.of(new Host("n", false, cordoned, List.of(ports))));
        state.hold("elsewhere", DEMANDS.get(1), "n", Map.of());
        state.hold("other", DEMANDS.get(0), "n", Map.of());
        TradeMeasure measure = new TradeMeasure(DemandSet.of(state, DEMANDS), new TradeModel(2, 0, 0));
        assertThat(measure.thresholds()).containsExactly(1, 2);
        measure.needs().addNeeds(state.member("n"), need);
        return measure.addRoom(state.member("n"), room);
    }

    /** Cells are those of the lowest rank with blocks of one and of two, then of the middle one, then of the highest. */
    @Test
    void aHostsRoomIsInWholeBlocksOfAllItsPortsTogether() {
        // Eight blocks of the middle rank: two places for three each, and one for a raise. Those of the lowest: 4 and
        // 1.
        assertThat(measure(false, LARGE, SMALL)).isEqualTo(new TradeCapacity(2, 1));
        assertThat(room).containsExactly(8 + 3, 10, 16 + 2, 18, 0, 0);
        assertThat(need).containsExactly(1, 0, 2, 2, 0, 0);
    }

    @Test
    void aCordonedHostHasNoRoomAndNothingToTrade() {
        assertThat(measure(true, LARGE, SMALL)).isEqualTo(TradeCapacity.NONE);
        assertThat(room).containsOnly(0);
        assertThat(need).containsExactly(1, 0, 2, 2, 0, 0);
    }

    @Test
    void tradesOfAllPortsAddUp() {
        assertThat(measure(false, LARGE, new Port("another", 24, 40, 4), SMALL)).isEqualTo(new TradeCapacity(4, 2));
    }

    @Test
    void aNeedIsThatOfSoManyVmsOfADemand() {
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4)), 0, List.of());
        NeedMatrix needs = new TradeMeasure(DemandSet.of(state, DEMANDS), new TradeModel(2, 0, 0)).needs();
        needs.addNeed(state.classes().number(DEMANDS.get(1)), 3, need);
        needs.addNeed(state.classes().number(DEMANDS.get(2)), 1, need);
        assertThat(need).containsExactly(0, 0, 6, 6, 1, 0);
    }

    @Test
    void ofManySizesAFewStandForAll() {
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4)), 0, List.of());
        List<Demand> demands = IntStream.rangeClosed(0, 5)
                .mapToObj(power -> new Demand(1 << power, 0))
                .toList();
        TradeMeasure measure = new TradeMeasure(DemandSet.of(state, demands), new TradeModel(32, 0, 0));
        assertThat(measure.thresholds()).containsExactly(1, 2, 8, 32);
        int[] needs = new int[4];
        measure.needs().addNeed(state.classes().number(new Demand(4, 0)), 1, needs);
        assertThat(needs).as("four count as eight").containsExactly(4, 4, 8, 0);
    }
}
