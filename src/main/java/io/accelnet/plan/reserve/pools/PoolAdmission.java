package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.List;
import java.util.Optional;

/** Decides whether one more VM is admitted, and where, for a given number of failures to survive. */
public final class PoolAdmission {

    /** So many kinds of demands are looked at together. Who asks for one more is refused, so that others' questions stay cheap. */
    private static final int MOST_DEMANDS = 96;

    /** Steps that are left if conditions for one more kind are worth the time. */
    private static final long LEAST_STEPS = 10_000;

    private final PoolIndex index;
    private final FleetState state;
    private final Demand demand;
    private final int failures;

    /** @throws IllegalArgumentException if there is no such tier */
    public PoolAdmission(PoolIndex index, Demand demand, int failures) {
        if (demand.tier() >= index.state().tiers().count()) {
            throw new IllegalArgumentException("no such tier: " + demand);
        }
        this.index = index;
        this.state = index.state();
        this.demand = demand;
        this.failures = failures;
    }

    /** The decision; on admission the VM is held. */
    public Decision admit(String vm, Optional<String> pinned) {
        Optional<Decision.Refused> never = neverAdmitted();
        if (never.isPresent()) {
            return never.get();
        }
        PoolTrials trials = new PoolTrials(index, vm, demand, failures);
        return pinned.isPresent() ? onHost(pinned.get(), trials) : anywhere(trials);
    }

    private Optional<Decision.Refused> neverAdmitted() {
        int capable = 0;
        int usable = 0;
        for (HostState host : state.hosts()) {
            boolean can = isCapable(host, demand);
            capable += can ? 1 : 0;
            usable += can && host.isReserve() ? 1 : 0;
        }
        if (capable == 0) {
            return Optional.of(new Decision.NoCapablePort(demand.tier()));
        }
        if (state.down() > failures) {
            return Optional.of(new Decision.TooManyDown(state.down(), failures));
        }
        if (usable <= failures) {
            return Optional.of(new Decision.TierTooRare(demand.tier(), usable, failures));
        }
        if (!state.everyVmHasFunctions()) {
            return Optional.of(new Decision.AlreadyViolated(Optional.empty(), state.withoutFunctions()));
        }
        return isKindTaken(index, demand) ? Optional.empty() : Optional.of(new Decision.Unproven());
    }

    /** Whether a VM of this demand isn't one kind too many: as a new one among many it takes conditions of its own, which cost much. */
    static boolean isKindTaken(PoolIndex index, Demand demand) {
        List<Demand> present = index.presentDemands();
        return present.size() < ConditionSets.FEW_DEMANDS
                || present.contains(demand)
                || (present.size() < MOST_DEMANDS && index.state().work().allows(LEAST_STEPS));
    }

    /** Whether the host has ports of every pool that can do the tier, and enough of them if they must be different. */
    static boolean isCapable(HostState host, Demand demand) {
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            int each = demand.ofPool(pool);
            if (each > 0 && ports(host, pool, demand.tier()) < (demand.differentPorts() ? each : 1)) {
                return false;
            }
        }
        return true;
    }

    private static int ports(HostState host, int pool, int tier) {
        int ports = 0;
        for (PortState port : host.ports()) {
            boolean can = port.tier() >= tier && port.port().virtualFunctions() > 0;
            ports += can && port.port().pool() == pool ? 1 : 0;
        }
        return ports;
    }

    private Decision onHost(String name, PoolTrials trials) {
        HostState host = state.host(name);
        if (host == null || !host.takesVms()) {
            return new Decision.PinnedHostUnavailable(name);
        }
        FreeHost free = FreeHost.of(host, state.tiers());
        if (free.bundles(demand) == 0) {
            return new Decision.PinnedHostFull(name);
        }
        if (!trials.tryBest(host, free)) {
            trials.trySplits(host, free);
        }
        return trials.decision();
    }

    /** Each host as it best gives its VFs, then every other way to divide them. */
    private Decision anywhere(PoolTrials trials) {
        PoolCandidates candidates = index.candidatesFor(demand);
        Optional<PoolCandidates.Candidate> first = candidates.best(demand);
        if (first.isEmpty()) {
            return new Decision.NoRoom();
        }
        if (trials.isRefusedAnywhere()
                || trials.tryBest(first.get().host(), first.get().free())) {
            return trials.decision();
        }
        List<PoolCandidates.Candidate> all = candidates.all(demand);
        for (PoolCandidates.Candidate each : all) {
            if (trials.tryBest(each.host(), each.free())) {
                return trials.decision();
            }
        }
        for (PoolCandidates.Candidate each : all) {
            if (trials.trySplits(each.host(), each.free())) {
                return trials.decision();
            }
        }
        return trials.decision();
    }
}
