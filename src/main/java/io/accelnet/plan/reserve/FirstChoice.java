package io.accelnet.plan.reserve;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Admits VMs where they would go first, if that is proven to survive: the way that nearly all take, at a cost that depends
 * on nothing but the number of conditions. Makes no objects as long as VFs alone bind.
 */
final class FirstChoice {

    private final FleetState state;
    private @Nullable HostState host;
    private Split split = Split.NOTHING;

    FirstChoice(FleetState state) {
        this.state = state;
    }

    /** Whether there is a host with room; {@link #host} and {@link #split} are the best place then. */
    boolean find(Demand demand) {
        int number = state.rooms().bestHost(demand);
        if (number == Shelf.NONE) {
            return false;
        }
        HostState found = state.numbered(number);
        host = found;
        split = PortChoice.split(found, demand, Room.tierOn(found, demand, state.tiers), state);
        return true;
    }

    /** Puts a VM without a name on the best host, if the tables prove that this survives. */
    boolean admit(Demand demand) {
        if (!mayAdmit(demand) || !find(demand)) {
            return false;
        }
        state.occupy(host(), demand, split, 1);
        if (state.examiner().isProvenByTables(Sight.RETURNED, state.failures)) {
            return true;
        }
        state.occupy(host(), demand, split, -1);
        return false;
    }

    private boolean mayAdmit(Demand demand) {
        return state.down <= state.failures
                && state.everybodyHasFunctions()
                && state.tierCounts().usable(demand.tier()) > state.failures;
    }

    HostState host() {
        return Objects.requireNonNull(host);
    }

    Split split() {
        return split;
    }
}
