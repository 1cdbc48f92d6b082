package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Split;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the best host for a new VM, where nearly all VMs are placed. Makes no objects as long as VFs alone bind. */
public final class BestHost {

    private final FleetIndex index;
    private final FleetState state;
    private @Nullable HostState host;
    private Split split = Split.NOTHING;

    public BestHost(FleetIndex index) {
        this.index = index;
        this.state = index.state();
    }

    /** Whether there is a host with room; {@link #host} and {@link #split} are the best place then. */
    public boolean find(Demand demand) {
        int number = index.candidates().bestHost(demand);
        if (number == BestFitIndex.NONE) {
            return false;
        }
        HostState found = state.numbered(number);
        host = found;
        split = PortChoice.split(found, demand, Candidate.tierOn(found, demand, state.tiers()), state);
        return true;
    }

    public HostState host() {
        return Objects.requireNonNull(host);
    }

    public Split split() {
        return split;
    }
}
