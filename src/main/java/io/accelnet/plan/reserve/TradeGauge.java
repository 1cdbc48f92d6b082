package io.accelnet.plan.reserve;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Measures hosts for a proof by typed slots that may be traded. A trade takes and gives whole blocks of each threshold, since
 * no VM is larger than the block of a trade.
 */
final class TradeGauge {

    private final Census census;
    private final int[] thresholds;
    private final Blocks blocks;
    private final TradedSlots division;
    private final int[] slots;

    /** @param model with a block that is no smaller than any VM of the census */
    TradeGauge(Census census, TradeModel model) {
        this.census = census;
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

    /**
     * Adds up one host.
     *
     * @param host the host
     * @param weights gets for each cell what the host's failure costs before any trade: what its VMs need, and its room
     * @param room gets for each cell the host's room alone, before any trade; must be empty
     * @return how many trades its room allows
     */
    int measure(HostState host, int[] weights, int[] room) {
        blocks.addNeeds(host, weights);
        if (host.host.cordoned()) {
            return 0;
        }
        int trades = addRoom(host, room);
        for (int cell = 0; cell < room.length; cell++) {
            weights[cell] += room[cell];
        }
        return trades;
    }

    /** Adds what one VM of a demand in the census needs, by cell. */
    void addNeed(Demand demand, int[] need) {
        blocks.addNeed(census.demands.indexOf(demand), need);
    }

    /** Adds a host's room before any trade, by cell, and returns how many trades it allows. */
    int addRoom(HostState host, int[] room) {
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
