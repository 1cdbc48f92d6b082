package io.accelnet.plan.reserve.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Tiers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the proof says of each way to count what a port has free, on all small ports. */
class SlotSizeTest {
    private static final List<List<Integer>> QUEUE_PAIRS =
            List.of(List.of(1, 2, 4), List.of(1, 3), List.of(2, 3, 5), List.of(1, 4), List.of(3, 4));
    private static final int MOST_FUNCTIONS = 7;
    private static final int MOST_QUEUE_PAIRS = 30;

    private interface Claim {
        void of(SlotSize count, Tiers tiers, int functions, int queuePairs);
    }

    private static void onAllSmallPorts(Claim claim) {
        for (List<Integer> each : QUEUE_PAIRS) {
            Tiers tiers = new Tiers(each);
            for (SlotSize count : SlotSize.all(tiers)) {
                for (int functions = 0; functions <= MOST_FUNCTIONS; functions++) {
                    for (int queuePairs = 0; queuePairs <= MOST_QUEUE_PAIRS; queuePairs++) {
                        claim.of(count, tiers, functions, queuePairs);
                    }
                }
            }
        }
    }

    @Test
    void whatFitsByCountFitsInTruth() {
        onAllSmallPorts((count, tiers, functions, queuePairs) -> {
            for (int each : tiers.queuePairs()) {
                int room = count.room(functions, queuePairs, each);
                assertThat(room).isBetween(0, functions);
                assertThat(room * each).isLessThanOrEqualTo(queuePairs);
            }
        });
    }

    /** A VF that is taken where there is room for it by this count costs no tier more than is said, and its own tier one. */
    @Test
    void noTierLosesMoreThanIsSaid() {
        onAllSmallPorts((count, tiers, functions, queuePairs) -> {
            for (int taken : tiers.queuePairs()) {
                if (count.room(functions, queuePairs, taken) > 0) {
                    assertLosses(count, tiers, functions, queuePairs, taken);
                }
            }
        });
    }

    private static void assertLosses(SlotSize count, Tiers tiers, int functions, int queuePairs, int taken) {
        for (int other : tiers.queuePairs()) {
            int lost = count.room(functions, queuePairs, other) - count.room(functions - 1, queuePairs - taken, other);
            assertThat(lost)
                    .as("%s: of %d for %d, of %d VFs and %d queue pairs", count, other, taken, functions, queuePairs)
                    .isLessThanOrEqualTo(count.lost(taken, other));
            if (other == taken && !count.isSlots()) {
                assertThat(lost).isEqualTo(1);
            }
        }
    }

    /** Low has as many left as there are VFs, whatever High has taken of the queue pairs that aren't kept. */
    @Test
    void withTheQueuePairsOfLowKeptNobodyCostsLowMoreThanOne() {
        SlotSize keeping = SlotSize.keeping(new Tiers(List.of(1, 2, 4)));

        assertThat(keeping.room(3, 6, 4)).isEqualTo(1);
        assertThat(keeping.lost(4, 1)).isEqualTo(1);
        assertThat(keeping.room(2, 2, 1)).isEqualTo(2);
        assertThat(keeping.lost(4, 2)).isEqualTo(3);
        assertThat(keeping.lost(1, 2))
                .as("a VF, though none of the spare queue pairs")
                .isEqualTo(1);
    }
}
