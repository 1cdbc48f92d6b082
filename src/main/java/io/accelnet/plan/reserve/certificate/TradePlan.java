package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import java.util.ArrayList;
import java.util.List;

/** Makes the trades that some VMs need on the hosts that are left, and the bins for them: the first ports first. */
public final class TradePlan {

    private final DemandSet demandSet;
    private final TradedSlots division;
    private final int block;
    private TradeCounts open;

    public TradePlan(
            FleetState state, DemandSet demandSet, TradeModel model, List<HostState> supply, List<Displaced> vms) {
        this.demandSet = demandSet;
        this.division = new TradedSlots(demandSet, model);
        this.block = model.block();
        TradeMeasure measure = new TradeMeasure(demandSet, model);
        int[] need = new int[measure.cells()];
        vms.forEach(vm -> measure.needs().addNeed(state.classes().number(vm.demand()), 1, need));
        int[] room = new int[measure.cells()];
        TradeCapacity capacity = TradeCapacity.NONE;
        for (HostState host : supply) {
            capacity = capacity.plus(measure.addRoom(host, room));
        }
        // Without such trades a VM is left out, which the placement finds out.
        this.open = new TradeSearch(demandSet.ranks(), measure)
                .find(need, room, capacity)
                .orElse(TradeCounts.NONE);
    }

    /** The bins of the next host. */
    public List<Bin> bins(HostState host) {
        int[][] slots = new int[host.ports().length][demandSet.ranks()];
        for (int index = 0; index < slots.length; index++) {
            TradeCounts made =
                    division.add(host, host.ports()[index], slots[index]).share(open);
            for (int rank = 0; rank < demandSet.ranks(); rank++) {
                slots[index][rank] += block * division.rates().change(made, rank);
            }
            open = open.minus(made);
        }
        List<Bin> bins = new ArrayList<>(demandSet.ranks());
        Binning.addSlots(bins, host, slots, demandSet.ranks());
        return bins;
    }
}
