package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to count what a port has free where it may run out of VFs as well as of queue pairs: in slots of so many queue pairs
 * each, of which there are no more than VFs. A VF of a tier costs as many slots as its queue pairs fill, so what fits by slots
 * fits in truth.
 *
 * @param queuePairs queue pairs of one slot; 0 if what is free isn't counted in slots, but as it is
 */
record SlotSize(int queuePairs) {

    /** No slots: of each tier as many VFs as fit. */
    static final SlotSize NONE = new SlotSize(0);

    /** None, and one for each tier: as large as what a VF of that tier takes. */
    static List<SlotSize> all(Tiers tiers) {
        List<SlotSize> all = new ArrayList<>(List.of(NONE));
        tiers.queuePairs().forEach(pairs -> all.add(new SlotSize(pairs)));
        return all;
    }

    /** How many VFs that take so many queue pairs a port has room for. */
    int room(int functions, int freeQueuePairs, int each) {
        return queuePairs == 0
                ? Math.min(functions, freeQueuePairs / each)
                : Math.min(functions, freeQueuePairs / queuePairs) / cost(each);
    }

    /** How many VFs of one tier a port has room for less once it has given one of another tier, at most. */
    int lost(int taken, int other) {
        return queuePairs == 0 ? Math.ceilDiv(taken, other) : Math.ceilDiv(cost(taken), cost(other));
    }

    private int cost(int each) {
        return Math.ceilDiv(each, queuePairs);
    }
}
