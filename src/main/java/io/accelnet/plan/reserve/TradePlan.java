package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.List;

/** Makes as many trades as some VMs need on the hosts that are left, and the bins for them: the first ports first. */
final class TradePlan {

    private final Census census;
    private final TradedSlots division;
    private long open;

    TradePlan(FleetState state, Census census, TradeModel model, List<HostState> supply, List<Displaced> machines) {
        this.census = census;
        this.division = new TradedSlots(census, model);
        TradeGauge gauge = new TradeGauge(census, model);
        int cells = census.ranks() * gauge.thresholds().length;
        int[] need = new int[cells];
        machines.forEach(machine -> gauge.needs().addNeed(state.classes.number(machine.demand()), 1, need));
        int[] room = new int[cells];
        supply.forEach(host -> gauge.addRoom(host, room));
        this.open = new TradeConditions(census.ranks(), gauge).fewest(need, room);
    }

    /** The bins of the next host. */
    List<Bin> bins(HostState host) {
        int[][] slots = new int[host.ports.length][census.ranks()];
        for (int index = 0; index < slots.length; index++) {
            int possible = division.add(host, host.ports[index], slots[index]);
            int made = (int) Math.min(open, possible);
            for (int rank = 0; rank < census.ranks(); rank++) {
                slots[index][rank] += made * division.change(rank);
            }
            open -= made;
        }
        List<Bin> bins = new ArrayList<>(census.ranks());
        Binning.addSlots(bins, host, slots, census.ranks());
        return bins;
    }
}
