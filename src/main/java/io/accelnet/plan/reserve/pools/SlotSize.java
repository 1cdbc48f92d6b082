package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to count what a port has free where it may run out of VFs as well as of queue pairs. What fits by any of them fits in truth.
 *
 * <p>In <em>slots</em> of so many queue pairs each, of which there are no more than VFs. A VF of a tier costs as many slots as its queue
 * pairs fill.
 *
 * <p><em>Keeping</em> the queue pairs of a VF of the lowest tier for each VF that stays free. A VF of a higher tier takes what it needs
 * more than these from the rest, so that it costs the lowest tier no more than one VF. This is so only if VFs are taken by this count.
 *
 * @param queuePairs queue pairs of one slot, or those that are kept; 0 if what is free is counted as it is
 * @param keeps whether these are kept for each VF
 */
record SlotSize(int queuePairs, boolean keeps) {

    /** No slots: of each tier as many VFs as fit. */
    static final SlotSize NONE = new SlotSize(0, false);

    /** All ways: as it is, in slots as large as what a VF of each tier takes, and keeping. */
    static List<SlotSize> all(Tiers tiers) {
        List<SlotSize> all = new ArrayList<>(List.of(NONE));
        tiers.queuePairs().forEach(pairs -> all.add(new SlotSize(pairs, false)));
        if (tiers.count() > 1) {
            all.add(keeping(tiers));
        }
        return all;
    }

    /** That which keeps the queue pairs of the lowest tier. */
    static SlotSize keeping(Tiers tiers) {
        return new SlotSize(tiers.queuePairs(0), true);
    }

    /** Whether it counts slots. */
    boolean isSlots() {
        return queuePairs > 0 && !keeps;
    }

    /** How many VFs that take so many queue pairs a port has room for. */
    int room(int functions, int freeQueuePairs, int each) {
        if (queuePairs == 0) {
            return Math.min(functions, freeQueuePairs / each);
        }
        int counted = Math.min(functions, freeQueuePairs / queuePairs);
        if (!keeps) {
            return counted / cost(each);
        }
        int more = each - queuePairs;
        return more == 0 ? counted : Math.min(counted, (freeQueuePairs - counted * queuePairs) / more);
    }

    /** How many VFs of one tier a port has room for less once it has given one of another tier, at most. */
    int lost(int taken, int other) {
        if (queuePairs == 0) {
            return Math.ceilDiv(taken, other);
        }
        if (!keeps) {
            return Math.ceilDiv(cost(taken), cost(other));
        }
        return other == queuePairs ? 1 : Math.max(1, Math.ceilDiv(taken - queuePairs, other - queuePairs));
    }

    private int cost(int each) {
        return Math.ceilDiv(each, queuePairs);
    }
}
