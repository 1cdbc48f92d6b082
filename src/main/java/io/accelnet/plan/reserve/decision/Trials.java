package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.conditions.Breach;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.AllSplits;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries places for one VM, at most 64, and says what came of it. Interchangeable places are tried once. Where the budget is used
 * up, the first place is the only one.
 */
final class Trials {

    /** Places that are tried before a VM is refused. */
    private static final int MOST = 64;
    /** What is counted for a place that is compared with those before, by port of its host. */
    private static final long STEPS_PER_PORT = 16;

    private final FleetIndex index;
    private final FleetState state;
    private final String vm;
    private final Demand demand;
    private final int failures;
    private final Set<List<Integer>> seen = new HashSet<>(2);
    private final Set<List<Integer>> splitHosts = new HashSet<>(0);
    private Optional<Decision> admitted = Optional.empty();
    private Optional<Shortage> shortage = Optional.empty();
    private boolean open;
    private boolean ended;

    /** @param vm a VM that holds nothing */
    Trials(FleetIndex index, String vm, Demand demand, int failures) {
        this.index = index;
        this.state = index.state();
        this.vm = vm;
        this.demand = demand;
        this.failures = failures;
    }

    /** Tries a place. True if nothing else needs to be tried: a refusal that no other place could avert ends it too. */
    boolean tryAllocation(HostAllocation allocation) {
        if (!seen.isEmpty()) {
            if (!state.work().allows(1)) {
                open = true;
                ended = true;
                return true;
            }
            state.work().spend(STEPS_PER_PORT * allocation.host().ports().length);
            if (seen.contains(equivalenceKey(allocation))) {
                return false;
            }
        }
        state.hold(new Holding(vm, demand, allocation.host(), allocation.split()));
        Examination examination = new Examiner(index).examine(Scope.ALL, failures);
        if (examination.holds()) {
            admitted = Optional.of(new Decision.Admitted(
                    allocation.host().name(), allocation.split().byPort()));
            ended = true;
            return true;
        }
        ProofSet proofs = index.current(Scope.ALL);
        state.release(vm);
        if (seen.isEmpty() && examination.isRefuted()) {
            Optional<Breach> anywhere =
                    examination.breach().isPresent() ? proofs.breachWithOneMore(demand, failures) : Optional.empty();
            ended = anywhere.isPresent();
            shortage = anywhere.map(Breach::shortage).or(examination::shortage);
        }
        seen.add(equivalenceKey(allocation));
        open |= !examination.isRefuted();
        if (!ended && seen.size() >= MOST) {
            open = true;
            ended = true;
        }
        return ended;
    }

    private static List<Integer> equivalenceKey(HostAllocation allocation) {
        return allocation.host().equivalenceKey(allocation.split().byPort());
    }

    /** Tries all ways to divide the VFs among a host's ports, unless it makes no difference. */
    boolean trySplits(HostState host) {
        if (!dependsOnSplit(host) || !splitHosts.add(host.equivalenceKey(Map.of()))) {
            return false;
        }
        List<HostAllocation> splits = AllSplits.of(state, host, demand, MOST);
        boolean found = splits.stream().anyMatch(this::tryAllocation);
        // There may be more than were looked at.
        open |= splits.size() >= MOST;
        return found;
    }

    /** What ports of one tier have free counts together as long as VFs run out before queue pairs. */
    private boolean dependsOnSplit(HostState host) {
        int tier = PortState.INCAPABLE;
        for (PortState port : host.ports()) {
            if (demand.virtualFunctions() > 1 && port.tier() >= demand.tier() && port.freeFunctions() > 0) {
                if ((tier != PortState.INCAPABLE && port.tier() != tier)
                        || port.room(state.tiers().queuePairs(port.tier())) < port.freeFunctions()) {
                    return true;
                }
                tier = port.tier();
            }
        }
        return false;
    }

    boolean ended() {
        return ended;
    }

    /** The admission that ended it; the VM is held then. */
    Optional<Decision> admitted() {
        return admitted;
    }

    /** What would be short wherever the VM were put; empty if that isn't known of every place. */
    Optional<Shortage> shortage() {
        return open ? Optional.empty() : shortage;
    }
}
