package io.accelnet.plan.reserve;

import io.accelnet.plan.reserve.bench.Engine;
import io.accelnet.plan.reserve.bench.Scenario;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.model.Split;
import io.accelnet.plan.reserve.placement.BestHost;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;

/**
 * What decides beneath the {@link Fleet}, without names and words: VMs are known by where they are. For those who measure the
 * decision alone.
 */
public final class NamelessEngine implements Engine {

    private final FleetState state;
    private final Examiner examiner;
    private final BestHost choice;
    private final HostState[] hosts;
    private final Split[] splits;
    private final Demand[] demands;

    private NamelessEngine(FleetState state, int newVms) {
        this.state = state;
        FleetIndex index = new FleetIndex(state);
        this.examiner = new Examiner(index);
        this.choice = new BestHost(index);
        this.hosts = new HostState[newVms];
        this.splits = new Split[newVms];
        this.demands = new Demand[newVms];
    }

    /**
     * An engine of a cluster without VMs.
     *
     * @param newVms how many VMs there will be at most at any time
     */
    public static NamelessEngine empty(Tiers tiers, int failures, List<Host> members, int newVms) {
        return new NamelessEngine(new FleetState(tiers, failures, members), newVms);
    }

    /**
     * An engine that knows what all VMs of a cluster have.
     *
     * @param members the cluster's hosts, in the scenario's order
     * @param newVms how many more VMs there will be at most at any time
     */
    public static NamelessEngine of(Scenario scenario, List<Host> members, int newVms) {
        FleetState state = new FleetState(Scenario.TIERS, scenario.failures, members);
        List<HostState> hosts =
                members.stream().map(host -> state.member(host.name())).toList();
        for (Scenario.Assignment assignment : scenario.assignments) {
            state.occupy(
                    hosts.get(assignment.host()),
                    assignment.demand(),
                    state.splits().get(assignment.functionsPerPort()),
                    1);
        }
        return new NamelessEngine(state, newVms);
    }

    /** Whether the tables prove that the cluster survives what it should. */
    public boolean survives() {
        return examiner.isProvenByTables(Scope.ALL, state.failures());
    }

    /** On the best host, if the tables prove that this survives: the way that nearly all VMs take. */
    @Override
    public boolean admit(int vm, Demand demand) {
        if (!mayAdmit(demand) || !choice.find(demand)) {
            return false;
        }
        state.occupy(choice.host(), demand, choice.split(), 1);
        if (!survives()) {
            state.occupy(choice.host(), demand, choice.split(), -1);
            return false;
        }
        hosts[vm] = choice.host();
        splits[vm] = choice.split();
        demands[vm] = demand;
        return true;
    }

    private boolean mayAdmit(Demand demand) {
        return state.down() <= state.failures()
                && state.everyVmHasFunctions()
                && state.tierCounts().usable(demand.tier()) > state.failures();
    }

    @Override
    public void release(int vm) {
        state.occupy(hosts[vm], demands[vm], splits[vm], -1);
    }
}
