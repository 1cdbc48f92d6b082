package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides whether a VM's demand changes in place. */
public final class PoolChange {

    private static final int MOST_SPLITS = 256;

    private final PoolIndex index;
    private final FleetState state;
    private final String vm;
    private final Demand demand;

    /** @throws IllegalArgumentException if there is no such tier */
    public PoolChange(PoolIndex index, String vm, Demand demand) {
        if (demand.tier() >= index.state().tiers().count()) {
            throw new IllegalArgumentException("no such tier: " + demand);
        }
        this.index = index;
        this.state = index.state();
        this.vm = vm;
        this.demand = demand;
    }

    /**
     * The decision; on admission the VM holds what it asks for.
     *
     * @throws IllegalArgumentException if the VM holds nothing
     */
    public Decision decide() {
        Holding old = state.release(vm)
                .orElseThrow(() -> new IllegalArgumentException(vm + " holds nothing that could change"));
        Decision decision = demand.within(old.demand()) ? reduce(old) : grow(old);
        if (!(decision instanceof Decision.Admitted)) {
            state.hold(old);
        }
        return decision;
    }

    /** Wherever the VM would have fitted it still fits, and no other VM has less: no need to ask. */
    private Decision reduce(Holding old) {
        Map<String, Integer> split = new TreeMap<>();
        int[] missing = new int[demand.ofPools().size()];
        for (int pool = 0; pool < missing.length; pool++) {
            missing[pool] = demand.ofPool(pool);
        }
        old.functionsPerPort().forEach((name, count) -> {
            PortState port = old.on().port(name);
            int pool = port == null ? 0 : port.port().pool();
            int kept = pool < missing.length ? Math.min(missing[pool], count) : 0;
            if (kept > 0) {
                split.put(name, kept);
                missing[pool] -= kept;
            }
        });
        state.hold(vm, demand, old.host(), split);
        return new Decision.Admitted(old.host(), split);
    }

    private Decision grow(Holding old) {
        HostState host = old.on();
        if (!host.isMember() || host.isDown()) {
            return new Decision.PinnedHostUnavailable(old.host());
        }
        if (!PoolAdmission.isCapable(host, demand)) {
            return new Decision.NoCapablePort(demand.tier());
        }
        if (state.down() > state.failures()) {
            return new Decision.TooManyDown(state.down(), state.failures());
        }
        if (!state.everyVmHasFunctions()) {
            return new Decision.AlreadyViolated(Optional.empty(), state.withoutFunctions());
        }
        FreeHost free = FreeHost.of(host, state.tiers());
        if (free.bundles(demand) == 0) {
            return new Decision.PinnedHostFull(old.host());
        }
        PoolTrials trials = new PoolTrials(index, vm, demand, state.failures());
        boolean ended = Splits.all(free, demand, MOST_SPLITS).stream()
                .sorted(Comparator.comparingInt(split -> -kept(free.byName(split), old.functionsPerPort())))
                .anyMatch(split -> trials.tryPlace(host, free, split));
        if (!ended) {
            trials.tryBest(host, free);
        }
        return trials.isAdmitted() ? trials.decision() : refusal(old, trials);
    }

    /** How many VFs stay where they are. */
    private static int kept(Map<String, Integer> split, Map<String, Integer> before) {
        return split.entrySet().stream()
                .mapToInt(entry -> Math.min(entry.getValue(), before.getOrDefault(entry.getKey(), 0)))
                .sum();
    }

    /** The reason, given that the VM keeps what it had. */
    private Decision refusal(Holding old, PoolTrials trials) {
        state.hold(old);
        Decision reason = trials.decision();
        state.release(vm);
        return reason;
    }
}
