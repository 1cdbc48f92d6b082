package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.model.Split;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.Room;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves a state as part of another: with one VM more, somewhere. Who survives with it survives without, but where slots are
 * rounded to whole ones a VM that goes can take a proof with it. Putting one in its place brings that back, and needs no
 * memory of who was there.
 */
final class OneMore {

    /** Places that are tried: of those who were proven before, nearly all are proven by one of the first hundred or two. */
    private static final int MOST_TRIALS = 500;

    private final FleetIndex index;
    private final FleetState state;
    private final Sight sight;
    private final int tolerated;
    private int trials;

    OneMore(FleetIndex index, Sight sight, int tolerated) {
        this.index = index;
        this.state = index.state();
        this.sight = sight;
        this.tolerated = tolerated;
    }

    /** Whether a VM is found with which the tables prove it. Nothing is different afterwards. */
    boolean isProven() {
        List<Demand> demands = index.current(sight).census().demands();
        Set<List<Integer>> seen = new HashSet<>();
        for (HostState host : state.hosts()) {
            if (trials >= MOST_TRIALS) {
                return false;
            }
            if (host.takesMachines() && seen.add(host.likeness(Map.of()))) {
                for (Demand demand : demands) {
                    if (trials < MOST_TRIALS && isProvenWith(host, demand)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isProvenWith(HostState host, Demand demand) {
        Optional<Room> room = Room.on(host, demand, state.tiers());
        if (room.isEmpty()) {
            return false;
        }
        trials++;
        Split split = room.get().seat(state).split();
        state.occupy(host, demand, split, 1);
        boolean proven = new Examiner(index).isProvenByTables(sight, tolerated);
        state.occupy(host, demand, split, -1);
        return proven;
    }
}
