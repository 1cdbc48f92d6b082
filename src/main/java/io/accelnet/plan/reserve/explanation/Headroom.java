package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.BestHost;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.ArrayList;
import java.util.List;

/** How many more VMs of one VF of a tier would be admitted, one after another. */
final class Headroom {

    private final FleetIndex index;
    private final FleetState state;
    private final Demand demand;
    /** What the VMs hold that are there on trial, in the order in which they came. */
    private final List<HostAllocation> held = new ArrayList<>();

    Headroom(FleetIndex index, int tier) {
        this.index = index;
        this.state = index.state();
        this.demand = new Demand(1, tier);
    }

    /** Found by trial: a fleet that has room for so many more has room for fewer. */
    int vms() {
        if (state.down() > state.failures() || !state.everyVmHasFunctions()) {
            return 0;
        }
        int vms = fits(1) ? mostFrom(1) : 0;
        hold(0);
        return vms;
    }

    /** As many or more, given that so many fit. Most often it is what the tightest condition leaves room for. */
    private int mostFrom(int some) {
        ProofSet proofs = index.current(Scope.ALL);
        long slack = Math.max(0, proofs.slackFor(demand, state.failures()));
        int admitted = some;
        int refused = room() + some + 1;
        int guess = (int) Math.min(refused - 1, some + slack);
        for (int tried = guess; tried <= guess + 1; tried++) {
            if (tried > admitted && tried < refused) {
                if (fits(tried)) {
                    admitted = tried;
                } else {
                    refused = tried;
                }
            }
        }
        return BinarySearch.last(admitted, refused, this::fits);
    }

    private int room() {
        int room = 0;
        for (HostState host : state.hosts()) {
            room += host.takesVms() ? host.roomFrom(demand.tier(), state.queuePairs(demand)) : 0;
        }
        return room;
    }

    private boolean fits(int vms) {
        return hold(vms)
                && new Examiner(index).examine(Scope.ALL, state.failures()).holds();
    }

    /** Holds or releases VMs until there are so many, if there is room. */
    private boolean hold(int vms) {
        BestHost choice = new BestHost(index);
        while (held.size() < vms && choice.find(demand)) {
            state.occupy(choice.host(), demand, choice.split(), 1);
            held.add(new HostAllocation(choice.host(), choice.split()));
        }
        while (held.size() > vms) {
            HostAllocation last = held.removeLast();
            state.occupy(last.host(), demand, last.split(), -1);
        }
        return held.size() == vms;
    }
}
