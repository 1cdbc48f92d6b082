package io.accelnet.plan.reserve;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Measures hosts for a proof by typed slots that may be traded. A trade takes and gives whole blocks of each threshold, since
 * no VM is larger than the block of a trade.
 */
final class TradeGauge {

    private final int[] thresholds;
    private final Blocks blocks;
    private final TradedSlots division;
    private final int[] slots;

    /** @param model with a block that is no smaller than any VM of the census */
    TradeGauge(Census census, TradeModel model) {
        TreeSet<Integer> sizes = new TreeSet<>();
        census.demands.forEach(demand -> sizes.add(SlotModel.sizeClass(demand.virtualFunctions())));
        this.thresholds = sizes.stream().mapToInt(Integer::intValue).toArray();
        this.blocks = Blocks.roundedUp(census, thresholds, Demand::virtualFunctions);
        this.division = new TradedSlots(census, model);
        this.slots = new int[census.ranks()];
    }

    /** Powers of two, ascending, at least one. */
    int[] thresholds() {
        return thresholds.clone();
    }

    /** What one trade adds to the room of a rank, in whole blocks of each threshold. */
    int change(int rank) {
        return division.change(rank);
    }

    /** What VMs need, by demand. */
    Blocks needs() {
        return blocks;
    }

    /** Adds a host's room before any trade, by cell, and returns how many trades it allows. */
    int addRoom(HostState host, int[] room) {
        if (host.isCordoned()) {
            return 0;
        }
        Arrays.fill(slots, 0);
        int trades = 0;
        for (int index = 0; index < host.ports.length; index++) {
            trades += division.add(host, host.ports[index], slots);
        }
        for (int rank = 0; rank < slots.length; rank++) {
            for (int index = 0; index < thresholds.length; index++) {
                room[rank * thresholds.length + index] += slots[rank] & -thresholds[index];
            }
        }
        return trades;
    }
}
