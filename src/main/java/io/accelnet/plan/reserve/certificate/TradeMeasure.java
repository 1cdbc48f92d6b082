package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.HostState;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Measures hosts for a proof by typed slots that may be traded. A trade takes and gives whole blocks of each threshold, since
 * no VM is larger than the block of a trade.
 */
public final class TradeMeasure {

    /** With more sizes than this the conditions would be too many. VMs of those between count as the next larger one. */
    private static final int MOST_THRESHOLDS = 4;

    private final int[] thresholds;
    private final NeedMatrix needs;
    private final TradedSlots division;
    private final int block;
    private final int[] slots;

    /** @param model with a block that is no smaller than any VM of the set of demands */
    public TradeMeasure(DemandSet demandSet, TradeModel model) {
        TreeSet<Integer> sizes = new TreeSet<>();
        demandSet.demands().forEach(demand -> sizes.add(SlotModel.sizeClass(demand.virtualFunctions())));
        this.thresholds = Thresholds.among(sizes, MOST_THRESHOLDS);
        this.needs = NeedMatrix.roundedUp(demandSet, thresholds, Demand::virtualFunctions);
        this.division = new TradedSlots(demandSet, model);
        this.block = model.block();
        this.slots = new int[demandSet.ranks()];
    }

    /** Powers of two, ascending, at least one. */
    int[] thresholds() {
        return thresholds.clone();
    }

    /** How many cells there are: one for each rank and threshold. */
    public int cells() {
        return slots.length * thresholds.length;
    }

    /** What trades take and give. */
    TradeRates rates() {
        return division.rates();
    }

    /** In what blocks they come. */
    int block() {
        return block;
    }

    /** What VMs need, by demand. */
    public NeedMatrix needs() {
        return needs;
    }

    /** Adds a host's room before any trade, by cell, and returns which trades it allows. */
    public TradeCapacity addRoom(HostState host, int[] room) {
        TradeCapacity capacity = TradeCapacity.NONE;
        if (!host.isReserve()) {
            return capacity;
        }
        Arrays.fill(slots, 0);
        for (int index = 0; index < host.ports().length; index++) {
            capacity = capacity.plus(division.add(host, host.ports()[index], slots));
        }
        for (int rank = 0; rank < slots.length; rank++) {
            needs.addWhole(rank, slots[rank], room);
        }
        return capacity;
    }
}
