package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Split;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Decides whether a VM's demand changes in place. */
public final class Change {

    private final FleetIndex index;
    private final FleetState state;
    private final String vm;
    private final Demand demand;

    public Change(FleetIndex index, String vm, Demand demand) {
        if (demand.tier() >= index.state().tiers().count()) {
            throw new IllegalArgumentException("no such tier: " + demand);
        }
        this.index = index;
        this.state = index.state();
        this.vm = vm;
        this.demand = demand;
    }

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
        int missing = demand.virtualFunctions();
        for (Map.Entry<String, Integer> entry : old.functionsPerPort().entrySet()) {
            int kept = Math.min(missing, entry.getValue());
            if (kept > 0) {
                split.put(entry.getKey(), kept);
                missing -= kept;
            }
        }
        state.hold(vm, demand, old.host(), split);
        return new Decision.Admitted(old.host(), split);
    }

    private Decision grow(Holding old) {
        HostState host = old.on();
        if (!host.isMember() || host.isDown()) {
            return new Decision.PinnedHostUnavailable(old.host());
        }
        if (host.tier() < demand.tier()) {
            return new Decision.NoCapablePort(demand.tier());
        }
        if (state.down() > state.failures()) {
            return new Decision.TooManyDown(state.down(), state.failures());
        }
        if (!state.everyVmHasFunctions()) {
            return new Decision.AlreadyViolated(Optional.empty(), state.withoutFunctions());
        }
        List<Split> splits = splits(host, old);
        if (splits.isEmpty()) {
            return new Decision.PinnedHostFull(old.host());
        }
        return judge(old, splits);
    }

    /** First with the ports it has now, then as a new VM would get them. */
    private List<Split> splits(HostState host, Holding old) {
        Optional<Candidate> candidate = Candidate.on(host, demand, state.tiers());
        Stream<HostAllocation> fresh = candidate.stream()
                .flatMap(found -> Stream.concat(Stream.of(found.allocation(state)), found.onePort(state)));
        return Stream.concat(
                        keeping(host, old).stream(),
                        fresh.map(allocation -> allocation.split().byPort()))
                .distinct()
                .map(state.splits()::get)
                .toList();
    }

    private Optional<SortedMap<String, Integer>> keeping(HostState host, Holding old) {
        SortedMap<String, Integer> split = new TreeMap<>();
        int missing = demand.virtualFunctions();
        for (Map.Entry<String, Integer> entry : old.functionsPerPort().entrySet()) {
            PortState port = host.port(entry.getKey());
            if (port != null && port.tier() >= demand.tier() && missing > 0) {
                int kept = Math.min(Math.min(missing, entry.getValue()), port.room(state.queuePairs(demand)));
                if (kept > 0) {
                    split.put(entry.getKey(), kept);
                    missing -= kept;
                }
            }
        }
        if (missing == 0) {
            return Optional.of(split);
        }
        Split kept = state.splits().get(split);
        host.use(kept, state.queuePairs(demand), 1);
        Optional<Split> rest = Candidate.on(host, new Demand(missing, demand.tier()), state.tiers())
                .map(candidate -> candidate.allocation(state).split());
        host.use(kept, state.queuePairs(demand), -1);
        rest.ifPresent(added -> added.byPort().forEach((port, count) -> split.merge(port, count, Integer::sum)));
        return rest.map(added -> split);
    }

    private Decision judge(Holding old, List<Split> splits) {
        Trials trials = new Trials(index, vm, demand, state.failures());
        boolean ended = splits.stream()
                .map(split -> new HostAllocation(old.on(), split))
                .anyMatch(trials::tryAllocation);
        if (!ended) {
            trials.trySplits(old.on());
        }
        return trials.admitted()
                .orElseGet(() -> new Refusal(index, state.failures(), trials.shortage()).reasonWith(old));
    }
}
