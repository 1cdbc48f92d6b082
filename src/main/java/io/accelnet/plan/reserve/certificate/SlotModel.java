package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A way to measure VFs and ports in slots such that whatever fits by slots fits in truth: a VF of rank r costs a fixed
 * number of slots, a power of two, and a port has as many slots as neither its VFs nor its queue pairs can contradict.
 *
 * @param layout how the ports of one host make bins
 * @param slots slots that one VF costs, by rank: one of the lowest; not descending
 * @param shares of typed slots, how many of all are for each rank; empty of others
 */
public record SlotModel(Layout layout, List<Integer> slots, List<Integer> shares) {

    /** How the ports of one host make bins. */
    public enum Layout {
        /** Ports that serve the same rank are one bin: a VM's VFs may be spread over them. */
        BY_HOST,
        /** Each port is a bin. */
        BY_PORT,
        /**
         * Each port's free VFs and queue pairs are divided into slots of the size of each rank, and those of one rank are one
         * bin. A slot serves VFs of lower ranks as well, so it is as if ports of all tiers were there.
         */
        TYPED
    }

    SlotModel(Layout layout, List<Integer> slots) {
        this(layout, slots, List.of());
    }

    /** Typed slots, so many of all for each rank. */
    static SlotModel typed(List<Integer> shares) {
        return new SlotModel(Layout.TYPED, Collections.nCopies(shares.size(), 1), shares);
    }

    /** The size rounded up to a power of two. */
    public static int sizeClass(int size) {
        return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    public int cost(int rank) {
        return slots.get(rank);
    }

    /** What VFs cost, the most first, each once. */
    public int[] costsDescending() {
        return slots.stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    public int size(Demand demand, DemandSet demandSet) {
        return demand.virtualFunctions() * cost(demandSet.rank(demand));
    }

    /** Every VF costs one slot: exact as long as queue pairs don't bind. */
    public static SlotModel uniform(DemandSet demandSet, Layout layout) {
        Integer[] ones = new Integer[demandSet.ranks()];
        Arrays.fill(ones, 1);
        return new SlotModel(layout, List.of(ones));
    }

    public boolean isUniform() {
        return slots.stream().allMatch(cost -> cost.equals(slots.getFirst()));
    }

    /** The slots that a port's free VFs and queue pairs are surely good for, if it serves ranks up to this one. */
    int slotsOf(PortState port, int rank, DemandSet demandSet) {
        long room = port.freeFunctions();
        long queuePairs = port.freeQueuePairs();
        for (int served = 0; served <= rank; served++) {
            room = Math.min(room, queuePairs * cost(served) / demandSet.queuePairs(served));
        }
        return (int) room;
    }
}
