package io.accelnet.plan.reserve;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Measures hosts for a proof by typed slots that may be traded. Thresholds up to the block of a trade see each trade in
 * full; larger ones count what is there whatever is traded.
 */
final class TradeGauge {

    private final TradeModel model;
    private final int[] thresholds;
    private final Blocks blocks;
    private final TradedSlots division;
    private final int[] slots;

    TradeGauge(Census census, TradeModel model) {
        this.model = model;
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

    /** What one trade adds to the room of a rank in blocks of a threshold, for certain. */
    int change(int rank, int threshold) {
        return threshold <= model.block() ? division.change(rank) : 0;
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
            int fewest = slots[rank] + Math.min(0, trades * division.change(rank));
            for (int index = 0; index < thresholds.length; index++) {
                int sure = thresholds[index] <= model.block() ? slots[rank] : fewest;
                room[rank * thresholds.length + index] += sure & -thresholds[index];
            }
        }
        return trades;
    }
}
