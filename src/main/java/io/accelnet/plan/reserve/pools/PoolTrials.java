package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.model.Split;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries places for one VM and says what came of it. Interchangeable places are tried once. Where the budget is used up, the first
 * place is the only one.
 */
final class PoolTrials {

    /** Places that are tried before a VM is refused. */
    private static final int MOST = 1_024;
    /** Ways to divide the VFs among the ports of one host. */
    private static final int MOST_SPLITS = 64;
    /** What a place that is tried may cost, in steps of the budget, about. */
    private static final long STEPS_PER_TRIAL = 1_000;

    private final PoolIndex index;
    private final FleetState state;
    private final String vm;
    private final Demand demand;
    private final int failures;
    private final Set<String> seen = new HashSet<>();
    private Optional<Decision> admitted = Optional.empty();
    private Optional<Shortage> shortage = Optional.empty();
    /** Whether some place wasn't tried, or it isn't known whether it would do. */
    private boolean open;

    private boolean ended;

    /** @param vm a VM that holds nothing */
    PoolTrials(PoolIndex index, String vm, Demand demand, int failures) {
        this.index = index;
        this.state = index.state();
        this.vm = vm;
        this.demand = demand;
        this.failures = failures;
    }

    /** Whether something would be short wherever the VM were put. Then nothing needs to be tried. */
    boolean isRefusedAnywhere() {
        if (Scope.ALL.failuresLeft(state, failures) > 0) {
            shortage = index.conditionsWith(Scope.ALL, demand).breachWithOneMore(demand, failures);
            ended = shortage.isPresent();
        }
        return ended;
    }

    /** Tries a host as it best gives its VFs. True if nothing else needs to be tried. */
    boolean tryBest(HostState host, FreeHost free) {
        FreeHost after = free.copy();
        return tryPlace(host, free, after.take(demand));
    }

    /** Tries the other ways in which the host can give them. True if nothing else needs to be tried. */
    boolean trySplits(HostState host, FreeHost free) {
        List<int[]> splits = Splits.all(free, demand, MOST_SPLITS);
        for (int[] split : splits) {
            if (tryPlace(host, free, split)) {
                return true;
            }
        }
        // There may be more than were looked at.
        open |= splits.size() >= MOST_SPLITS;
        return ended;
    }

    boolean tryPlace(HostState host, FreeHost free, int[] taken) {
        if (ended) {
            return true;
        }
        if (!seen.isEmpty() && (seen.size() >= MOST || !state.work().allows(STEPS_PER_TRIAL))) {
            open = true;
            ended = true;
            return true;
        }
        if (!seen.add(free.likeness() + Arrays.toString(taken) + host.equivalenceKey(Map.of()))) {
            return false;
        }
        Split split = state.splits().get(free.byName(taken));
        state.hold(new Holding(vm, demand, host, split));
        PoolExaminer.Answer answer = new PoolExaminer(index).examine(Scope.ALL, failures);
        if (answer.holds()) {
            admitted = Optional.of(new Decision.Admitted(host.name(), split.byPort()));
            ended = true;
            return true;
        }
        state.release(vm);
        open |= !answer.isRefuted();
        shortage = shortage.or(answer::shortage);
        return ended;
    }

    /** The admission, with the VM held, or why not, given that nothing changes. */
    Decision decision() {
        if (admitted.isPresent()) {
            return admitted.get();
        }
        PoolExaminer.Answer present = new PoolExaminer(index).examine(Scope.UP, failures);
        if (present.isRefuted()) {
            return new Decision.AlreadyViolated(present.shortage(), List.of());
        }
        return Optional.of(shortage)
                .filter(known -> !open)
                .flatMap(known -> known)
                .<Decision>map(Decision.ReserveShort::new)
                .orElseGet(Decision.Unproven::new);
    }

    /** Whether the VM is admitted and held. */
    boolean isAdmitted() {
        return admitted.isPresent();
    }
}
