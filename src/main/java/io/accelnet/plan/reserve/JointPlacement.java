package io.accelnet.plan.reserve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Places VMs jointly on free room, nobody else moving: by each argument that may have promised it, in a fixed order. */
final class JointPlacement {

    private final FleetState state;
    private final List<HostState> supply;

    JointPlacement(FleetState state, List<HostState> supply) {
        this.state = state;
        this.supply = supply;
    }

    /** On the hosts that take VMs now. */
    static JointPlacement now(FleetState state) {
        return new JointPlacement(
                state, state.hosts.stream().filter(HostState::takesMachines).toList());
    }

    /** Where each VM goes, or empty if no way was found. */
    Optional<Map<String, Seat>> place(List<Displaced> machines) {
        return ways(machines).findFirst();
    }

    /** Ways to place them all, as far as they are found; the first heed wishes most. */
    Stream<Map<String, Seat>> ways(List<Displaced> machines) {
        Stream<Supplier<Optional<Map<String, Seat>>>> attempts = Stream.of(
                () -> byModels(machines, true),
                () -> byModels(machines, false),
                () -> byModels(homeless(machines)),
                () -> new Search(state.tiers, supply, machines, Search.STEPS).place());
        return attempts.map(Supplier::get).flatMap(Optional::stream);
    }

    /** The same for VMs that prefer no host: the answer depends on the demands alone. */
    Optional<Map<String, Seat>> byModels(List<Displaced> machines) {
        return byModels(machines, false);
    }

    private Optional<Map<String, Seat>> byModels(List<Displaced> machines, boolean homesFirst) {
        if (machines.isEmpty()) {
            return Optional.of(Map.of());
        }
        return Stream.of(everyones(machines), own(machines))
                .flatMap(census -> Portfolio.of(supply, census).stream()
                        .map(model -> new ByModel(state, model, census, supply).place(machines, homesFirst)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Displaced> homeless(List<Displaced> machines) {
        return machines.stream()
                .map(machine -> new Displaced(machine.vm(), machine.demand(), Optional.empty()))
                .toList();
    }

    private Census own(List<Displaced> machines) {
        return Census.of(state, machines.stream().map(Displaced::demand).toList());
    }

    /**
     * The promise was made with all demands in mind, so it is kept with all of them in mind: ports that only others need are
     * left to them.
     */
    private Census everyones(List<Displaced> machines) {
        List<Demand> present = state.examiner().current(Sight.RETURNED).census().demands;
        return Census.of(
                state,
                Stream.concat(present.stream(), machines.stream().map(Displaced::demand))
                        .toList());
    }
}
