package io.accelnet.plan.reserve;

import io.accelnet.plan.reserve.decision.Failover;
import io.accelnet.plan.reserve.explanation.Explainer;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.pools.PoolAdmission;
import io.accelnet.plan.reserve.pools.PoolAnswers;
import io.accelnet.plan.reserve.pools.PoolChange;
import io.accelnet.plan.reserve.pools.PoolExaminer;
import io.accelnet.plan.reserve.pools.PoolIndex;
import io.accelnet.plan.reserve.pools.PoolPlacing;
import io.accelnet.plan.reserve.pools.PoolRoom;
import io.accelnet.plan.reserve.pools.PoolSums;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reserve of a cluster whose VMs need VFs of several pools, or of different ports. It is exact where VMs need at most one VF of
 * each of two pools, and where they need two of one pool from different ports, or one; otherwise it is sound. A question takes as
 * much time as there are hosts.
 */
public final class PoolFleet implements Reserve {

    private final FleetState state;
    private final int pools;
    private final PoolIndex index;
    /** What was refused since anything changed: many VMs that wait ask for the same. */
    private final Map<Request, Decision.Refused> refusals = new HashMap<>();

    private PoolFleet(FleetState state, int pools) {
        this.state = state;
        this.pools = pools;
        this.index = new PoolIndex(state);
    }

    /**
     * A fleet without VMs.
     *
     * @param tiers the cluster's tiers
     * @param failures how many hosts may be down at once, 0 or more
     * @param pools how many pools there are, also those of which no host has a port at the moment; at least 1
     * @param hosts all members, up or down, with distinct names
     * @throws IllegalArgumentException if failures is negative or two hosts have one name
     */
    public static PoolFleet of(Tiers tiers, int failures, int pools, Collection<Host> hosts) {
        return of(tiers, failures, pools, hosts, new WorkBudget());
    }

    /** The same, with a budget for what all questions cost together. */
    public static PoolFleet of(Tiers tiers, int failures, int pools, Collection<Host> hosts, WorkBudget work) {
        return new PoolFleet(new FleetState(tiers, failures, hosts, work), pools);
    }

    @Override
    public void forgetRefusals() {
        refusals.clear();
    }

    @Override
    public void hold(String vm, String host, Demand demand, Map<String, Integer> functionsPerPort) {
        forgetRefusals();
        state.hold(vm, demand, host, functionsPerPort);
    }

    @Override
    public void release(String vm) {
        if (state.knows(vm)) {
            forgetRefusals();
            state.release(vm);
        }
    }

    @Override
    public Optional<Map<String, Integer>> roomOn(String host, Demand demand) {
        return Optional.ofNullable(state.host(host))
                .filter(HostState::restartsVms)
                .flatMap(member -> PoolRoom.on(member, demand, state.tiers()));
    }

    @Override
    public int freeOn(String host) {
        HostState member = state.host(host);
        return member == null ? 0 : member.freeFunctions();
    }

    @Override
    public Decision admit(String vm, Demand demand, Optional<String> pinned) {
        Request request = new Request(demand, pinned);
        Decision.Refused known = refusals.get(request);
        if (known != null) {
            return known;
        }
        Decision decision = new PoolAdmission(index, demand, state.failures()).admit(vm, pinned);
        if (decision instanceof Decision.Refused refused) {
            refusals.put(request, refused);
        } else {
            forgetRefusals();
        }
        return decision;
    }

    @Override
    public Decision change(String vm, Demand demand) {
        Decision decision = new PoolChange(index, vm, demand).decide();
        if (decision instanceof Decision.Admitted) {
            forgetRefusals();
        }
        return decision;
    }

    @Override
    public Recovery recover(List<Displaced> displaced) {
        forgetRefusals();
        return new Failover(state, () -> new PoolPlacing(index), displaced).recover();
    }

    @Override
    public void put(Host host) {
        forgetRefusals();
        state.put(host);
    }

    @Override
    public Verdict verdict() {
        return state.work().regardless(() -> new PoolExaminer(index).verdict());
    }

    @Override
    public Optional<Shortage> fewestFailures() {
        return new PoolExaminer(index).fewest(Scope.UP, state.failures());
    }

    @Override
    public Sums sums() {
        // As in the other fleet: the numbers don't depend on what the decisions have left in the index.
        index.drop();
        return new PoolSums(index, pools).sums();
    }

    @Override
    public Explanation explain(Demand demand, Optional<String> pinned) {
        return new Explainer(new PoolAnswers(index), demand, pinned).explain();
    }

    @Override
    public Explanation explainChange(String vm, Demand demand) {
        Holding held = state.release(vm)
                .orElseThrow(() -> new IllegalArgumentException(vm + " holds nothing that could change"));
        Explanation explanation = new Explainer(new PoolAnswers(index), demand, Optional.of(held.host())).explain();
        state.hold(held);
        return explanation;
    }

    private record Request(Demand demand, Optional<String> pinned) {}
}
