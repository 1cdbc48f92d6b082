package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Slots of four ranks and more, where shares are fixed. */
class TypedSlotsTest {

    private static final List<List<Integer>> SCALES = List.of(
            List.of(1, 2, 4, 8), List.of(1, 2, 3, 4), List.of(2, 3, 5, 9), List.of(1, 4, 6, 7), List.of(1, 3, 8, 16));

    @Property
    void nothingIsGivenTwiceAndNothingIsLeftThatWouldDo(
            @ForAll @IntRange(max = 4) int scale,
            @ForAll @IntRange(max = 70) int functions,
            @ForAll @IntRange(max = 500) int pairs,
            @ForAll @IntRange(max = 17) int most,
            @ForAll long seed) {
        Tiers tiers = new Tiers(SCALES.get(scale));
        DemandSet demandSet = demandSet(tiers);
        Random random = new Random(seed);
        List<Integer> shares =
                random.ints(tiers.count(), 0, 3).boxed().map(Integer::valueOf).toList();
        PortState port = new PortState(new Port("port0", functions, pairs, most), tiers);
        int[] slots = new TypedSlots(demandSet, shares).of(port);

        int takenFunctions = 0;
        int takenPairs = 0;
        for (int rank = 0; rank < slots.length; rank++) {
            assertThat(slots[rank]).isNotNegative();
            assertThat(slots[rank] == 0 || tiers.queuePairs(rank) <= most).isTrue();
            takenFunctions += slots[rank];
            takenPairs += slots[rank] * tiers.queuePairs(rank);
        }
        assertThat(takenFunctions).isLessThanOrEqualTo(functions);
        assertThat(takenPairs).isLessThanOrEqualTo(pairs);
        int leftPairs = pairs - takenPairs;
        assertThat(port.tier() < 0 || takenFunctions == functions || leftPairs < tiers.queuePairs(0))
                .as("another slot of the lowest rank")
                .isTrue();
        for (int from = 0; from < port.tier(); from++) {
            int more = tiers.queuePairs(from + 1) - tiers.queuePairs(from);
            assertThat(slots[from] == 0 || leftPairs < more)
                    .as("a slot of rank %d could be a larger one", from)
                    .isTrue();
        }
    }

    /** As many more of each as of the others where there is enough for that. */
    @Test
    void slotsAreInTheirShares() {
        assertThat(slots(List.of(1, 1, 0, 1), 30, 110)).containsExactly(10, 10, 0, 10);
        assertThat(slots(List.of(3, 0, 0, 1), 40, 110)).containsExactly(30, 0, 0, 10);
        assertThat(slots(List.of(0, 1, 2, 0), 30, 100)).containsExactly(0, 10, 20, 0);
    }

    @Test
    void whicheverRunsOutFirstDecides() {
        assertThat(slots(List.of(1, 0, 0, 1), 100, 90))
                .as("queue pairs for ten of each")
                .containsExactly(10, 0, 0, 10);
        assertThat(slots(List.of(1, 0, 0, 1), 20, 91))
                .as("one queue pair is over, and makes one slot larger")
                .containsExactly(9, 1, 0, 10);
    }

    @Test
    void whatRoundingLeavesGoesToTheHighestRankWithAShareThatItIsEnoughFor() {
        assertThat(slots(List.of(1, 1, 0, 1), 31, 118)).containsExactly(10, 10, 0, 11);
        assertThat(slots(List.of(1, 1, 0, 1), 31, 114))
                .as("a slot of the second, made as large as the third")
                .containsExactly(10, 10, 1, 10);
        assertThat(slots(List.of(0, 1, 1, 1), 10, 5)).containsExactly(1, 0, 1, 0);
        assertThat(slots(List.of(0, 0, 0, 1), 10, 20))
                .as("one of a rank without a share would be for fewer VMs")
                .containsExactly(4, 0, 0, 2);
    }

    private static int[] slots(List<Integer> shares, int functions, int pairs) {
        Tiers tiers = new Tiers(SCALES.getFirst());
        return new TypedSlots(demandSet(tiers), shares)
                .of(new PortState(new Port("port0", functions, pairs, tiers.queuePairs(3)), tiers));
    }

    private static DemandSet demandSet(Tiers tiers) {
        List<Demand> demands = IntStream.range(0, tiers.count())
                .mapToObj(tier -> new Demand(1, tier))
                .toList();
        return DemandSet.of(new FleetState(tiers, 0, List.of()), demands);
    }
}
