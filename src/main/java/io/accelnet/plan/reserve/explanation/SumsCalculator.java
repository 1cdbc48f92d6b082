package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.Sums;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.decision.Examination;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.ArrayList;
import java.util.List;

/** Adds up what there is, and finds by binary search how much more there may be. */
public final class SumsCalculator {

    private final FleetIndex index;
    private final FleetState state;
    private int capacity;
    private int used;
    private int free;
    private int cordoned;
    private int leaving;

    public SumsCalculator(FleetIndex index) {
        this.index = index;
        this.state = index.state();
    }

    /**
     * The arithmetic of the reserve.
     *
     * @param now whether the hosts that are up survive as many failures as they were promised to
     */
    public Sums sums(Examination now) {
        state.hosts().stream().filter(host -> !host.isDown()).forEach(this::add);
        List<Headroom.Found> found = new ArrayList<>();
        for (int tier : state.tiers().offered()) {
            found.add(new Headroom(index, tier).find());
        }
        List<Integer> headroom = found.stream().map(Headroom.Found::vms).toList();
        return new Sums(
                state.hosts().size(),
                state.failures(),
                state.down(),
                capacity,
                used,
                free,
                cordoned,
                leaving,
                free - headroom.getFirst(),
                tolerated(now.holds()),
                worst(now),
                headroom,
                found.stream().allMatch(Headroom.Found::exact),
                List.of(),
                List.of());
    }

    private List<String> worst(Examination now) {
        return now.shortage().map(Shortage::worstHosts).orElseGet(() -> WorstHosts.asManyAsMayFail(index));
    }

    private void add(HostState host) {
        for (PortState port : host.ports()) {
            if (port.tier() == PortState.INCAPABLE) {
                continue;
            }
            capacity += port.port().virtualFunctions();
            used += port.port().virtualFunctions() - port.freeFunctions();
            if (host.isCordoned()) {
                cordoned += port.freeFunctions();
            } else if (host.isLeaving()) {
                leaving += port.freeFunctions();
            } else {
                free += port.freeFunctions();
            }
        }
    }

    /** Who survives so many failures survives fewer. */
    private int tolerated(boolean promiseHolds) {
        if (!state.everyVmHasFunctions()) {
            return 0;
        }
        return BinarySearch.last(
                0,
                state.hosts().size() - state.down() + 1,
                more -> (promiseHolds && state.down() + more <= state.failures())
                        || new Examiner(index)
                                .examine(Scope.UP, state.down() + more)
                                .holds());
    }
}
