package io.accelnet.plan.reserve.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** VFs and queue pairs, each counted alone and in favour of survival. */
class ResourceTest {

    private static DemandSet demandSet(Integer... queuePairs) {
        Tiers tiers = new Tiers(List.of(queuePairs));
        List<Demand> demands = IntStream.range(0, tiers.count())
                .mapToObj(tier -> new Demand(1, tier))
                .toList();
        return DemandSet.of(new FleetState(tiers, 0, List.of()), demands);
    }

    private static PortState port(DemandSet demandSet, int functions, int pairs) {
        return new PortState(new Port("a", functions, pairs, 8), demandSet.tiers());
    }

    @Test
    void functionsAreAsManyAsTheLowestTierCouldUse() {
        DemandSet demandSet = demandSet(2, 4);
        Resource resource = Resource.functions(demandSet);
        assertThat(resource.size(new Demand(3, 1))).isEqualTo(3);
        assertThat(resource.room(port(demandSet, 10, 9), 1)).isEqualTo(4);
        assertThat(resource.room(port(demandSet, 3, 9), 1)).isEqualTo(3);
        assertThat(resource.inBlocks()).isTrue();
        assertThat(resource.perSlot()).isEqualTo(1);
    }

    @Test
    void queuePairsAreInSlotsOfTheLowestTierIfAllAreAPowerOfTwoOfThose() {
        DemandSet demandSet = demandSet(2, 4);
        Resource resource = Resource.queuePairs(demandSet);
        assertThat(resource.inBlocks()).isTrue();
        assertThat(resource.perSlot()).isEqualTo(2);
        assertThat(resource.size(new Demand(3, 1))).isEqualTo(6);
        assertThat(resource.room(port(demandSet, 10, 9), 1)).isEqualTo(4);
        assertThat(resource.room(port(demandSet, 1, 9), 1))
                .as("one VF takes no more than its tier's")
                .isEqualTo(2);
        assertThat(Resource.queuePairs(demandSet(1, 2, 4)).inBlocks()).isTrue();
    }

    @Test
    void otherwiseInQueuePairs() {
        DemandSet demandSet = demandSet(2, 3);
        Resource resource = Resource.queuePairs(demandSet);
        assertThat(resource.inBlocks()).isFalse();
        assertThat(resource.perSlot()).isEqualTo(1);
        assertThat(resource.size(new Demand(3, 1))).isEqualTo(9);
        assertThat(resource.room(port(demandSet, 10, 9), 1)).isEqualTo(9);
        assertThat(resource.room(port(demandSet, 2, 9), 1)).isEqualTo(6);
        assertThat(Resource.queuePairs(demandSet(2, 6)).inBlocks())
                .as("three times")
                .isFalse();
    }
}
