package io.accelnet.plan.reserve.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In which orders VMs are placed. */
class PlacementOrderTest {

    private static List<List<Integer>> ordersOfPools(int pools) {
        Port[] ports = IntStream.range(0, pools)
                .mapToObj(pool -> new Port("p" + pool, 4, Port.UNBOUNDED, 4, pool))
                .toArray(Port[]::new);
        return PlacementOrder.ordersOfPools(
                new FleetState(new Tiers(List.of(1)), 1, List.of(Host.up("a", ports)), new WorkBudget()));
    }

    private static Demand one(Integer... ofPools) {
        return new Demand(Stream.of(ofPools).mapToInt(Integer::intValue).sum(), 0, List.of(ofPools), false);
    }

    /** There may be enough for all that VMs of the first two pools may cost others, and not the other way round. */
    @Test
    void ofThreePoolsVmsOfEachTwoOfThemComeInEveryOrder() {
        List<Demand> pairs = List.of(one(1, 1), one(1, 0, 1), one(0, 1, 1));

        assertThat(ordersOfPools(3))
                .hasSize(6)
                .extracting(pools -> pairs.stream()
                        .sorted(PlacementOrder.upTo(1, 1, pools).getFirst().comparator())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void ofManyPoolsFewOrdersAreTried() {
        assertThat(ordersOfPools(1)).hasSize(1);
        assertThat(ordersOfPools(2)).hasSize(2);
        assertThat(ordersOfPools(4)).hasSize(8);
        assertThat(ordersOfPools(8)).hasSize(2);
    }

    /** A single VF of the highest tier needs many queue pairs of one port, which small ones that come before may take. */
    @Test
    void vmsOfTheHighestTierMayComeBeforeAllOthers() {
        Demand pair = one(1, 1);
        Demand high = one(1).ofTier(2);
        Demand medium = one(1).ofTier(1);
        List<PlacementOrder> orders = PlacementOrder.upTo(1, 3, List.of(0, 1));

        assertThat(orders)
                .extracting(order -> order.comparator().compare(high, pair) < 0)
                .containsExactly(false, false, true, true);
        assertThat(orders)
                .extracting(order -> order.comparator().compare(medium, pair) < 0)
                .containsExactly(false, false, true, false);
    }
}
