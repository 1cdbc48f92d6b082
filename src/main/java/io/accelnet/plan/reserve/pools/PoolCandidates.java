package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.JournalReader;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Where a VM of each known demand is best put, kept up to date host by host. */
final class PoolCandidates extends JournalReader {

    private static final int NOWHERE = -1;

    private final FleetState state;
    private final PoolHosts hosts;
    /** By the number of a host, its place in the list. */
    private final int[] places;

    private final int renumberings;
    private final BitSet classes;
    private final Losses losses;
    private final DemandGroups groups;
    /** By place, the ports by which the groups were found. */
    private final List<PortState[]> ports;

    /** Whether there is a member that isn't in the list, or has other ports. */
    private boolean isOfOthers;

    /** Which place is the best for the group that was asked about last. */
    private Optional<Tournament> best = Optional.empty();

    private int groupOfBest = DemandGroups.NONE;
    /** The places that have changed since it was asked. */
    private final BitSet changed = new BitSet();

    /** @param classes the classes of demands that count when it is asked what others lose */
    PoolCandidates(FleetState state, BitSet classes) {
        super(state);
        this.state = state;
        this.classes = classes;
        this.losses = new Losses(state.tiers(), state.hosts());
        this.groups = DemandGroups.of(state, losses, classes);
        List<HostState> members = state.hosts();
        this.hosts = new PoolHosts(members, state.tiers(), groups.demands(), state.work());
        this.places = new int[state.numbers()];
        Arrays.fill(places, NOWHERE);
        for (int place = 0; place < members.size(); place++) {
            places[members.get(place).number()] = place;
        }
        this.ports = members.stream().map(HostState::ports).toList();
        this.renumberings = state.renumberings();
    }

    /** Whether it is about the hosts that there are, and these classes of demands; else another one must be made. */
    boolean isAbout(BitSet demands) {
        if (renumberings != state.renumberings()
                || !classes.equals(demands)
                || hosts.size() != state.hosts().size()) {
            return false;
        }
        catchUp();
        return !isOfOthers;
    }

    /** A host that gets other ports gets another array of them: with these, demands may no longer be alike. */
    @SuppressWarnings("ReferenceEquality")
    @Override
    protected void refresh(HostState host) {
        int place = host.number() < places.length ? places[host.number()] : NOWHERE;
        if (place == NOWHERE) {
            isOfOthers |= host.isMember();
        } else {
            isOfOthers |= host.isMember() && (ports.get(place) != host.ports() || losses.lacks(host));
            hosts.look(place);
            changed.set(place);
        }
    }

    /** What the host has free, and how the VM is best given its VFs there. */
    record Candidate(HostState host, FreeHost free) {}

    /** The best host that takes VMs and has room; empty if there is none. */
    Optional<Candidate> best(Demand demand) {
        Tournament places = placesFor(demand);
        return places.winner() == Tournament.NOBODY ? Optional.empty() : Optional.of(candidate(places.winner()));
    }

    private Tournament placesFor(Demand demand) {
        int group = groups.group(demand);
        Tournament places = best.filter(known -> group == groupOfBest)
                .map(this::playAgain)
                .orElseGet(() -> {
                    state.work().spend(2L * hosts.size());
                    return new Tournament(
                            hosts.size(),
                            place -> hosts.host(place).takesVms() && hosts.hasRoom(place, group),
                            (place, than) -> hosts.isBetter(place, than, demand, group));
                });
        changed.clear();
        groupOfBest = group;
        best = Optional.of(places);
        return places;
    }

    private Tournament playAgain(Tournament places) {
        state.work().spend((long) changed.cardinality() * (1 + places.rounds()));
        places.again(changed);
        return places;
    }

    /** All hosts that take VMs and have room, the best one first. */
    List<Candidate> all(Demand demand) {
        int group = groups.group(demand);
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < hosts.size(); place++) {
            if (hosts.host(place).takesVms() && hosts.hasRoom(place, group)) {
                places.add(place);
            }
        }
        state.work().spend(16L * hosts.size());
        places.sort((one, other) -> {
            if (hosts.isBetter(one, other, demand, group)) {
                return -1;
            }
            return hosts.isBetter(other, one, demand, group) ? 1 : Integer.compare(one, other);
        });
        return places.stream().map(this::candidate).toList();
    }

    private Candidate candidate(int place) {
        return new Candidate(hosts.host(place), hosts.free(place).copy());
    }
}
