package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import java.util.ArrayList;
import java.util.List;

/** Makes the trades that some VMs need on the hosts that are left, and the bins for them: the first ports first. */
public final class TradePlan {

    private final Census census;
    private final TradedSlots division;
    private final int block;
    private Deal open;

    public TradePlan(
            FleetState state, Census census, TradeModel model, List<HostState> supply, List<Displaced> machines) {
        this.census = census;
        this.division = new TradedSlots(census, model);
        this.block = model.block();
        TradeGauge gauge = new TradeGauge(census, model);
        int[] need = new int[gauge.cells()];
        machines.forEach(machine -> gauge.needs().addNeed(state.classes().number(machine.demand()), 1, need));
        int[] room = new int[gauge.cells()];
        Offer offer = Offer.NONE;
        for (HostState host : supply) {
            offer = offer.plus(gauge.addRoom(host, room));
        }
        // Without a deal somebody is left out, which the placement finds out.
        this.open = new Bargain(census.ranks(), gauge).deal(need, room, offer).orElse(Deal.NONE);
    }

    /** The bins of the next host. */
    public List<Bin> bins(HostState host) {
        int[][] slots = new int[host.ports().length][census.ranks()];
        for (int index = 0; index < slots.length; index++) {
            Deal made = division.add(host, host.ports()[index], slots[index]).share(open);
            for (int rank = 0; rank < census.ranks(); rank++) {
                slots[index][rank] += block * division.rates().change(made, rank);
            }
            open = open.minus(made);
        }
        List<Bin> bins = new ArrayList<>(census.ranks());
        Binning.addSlots(bins, host, slots, census.ranks());
        return bins;
    }
}
