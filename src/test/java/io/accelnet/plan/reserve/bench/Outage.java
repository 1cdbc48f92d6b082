package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.HostEvents;
import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.Recovery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Some hosts of a cluster fail at once, and their VMs are placed anew. */
final class Outage {

    private final Scenario scenario;
    private final IntPredicate down;
    private final List<Host> failing;
    private final List<Host> returning;
    private final List<Scenario.Assignment> lost;
    private final List<Displaced> displaced;

    Outage(Scenario scenario, IntPredicate down) {
        this.scenario = scenario;
        this.down = down;
        this.failing = scenario.hosts(down).stream().filter(Host::down).toList();
        this.returning = failing.stream()
                .map(host -> new Host(host.name(), false, false, host.ports()))
                .toList();
        this.lost = scenario.assignments.stream()
                .filter(assignment -> down.test(assignment.host()))
                .toList();
        this.displaced = lost.stream()
                .map(assignment -> new Displaced(assignment.vm(), assignment.demand(), Optional.empty()))
                .toList();
    }

    /** The hosts fail, and their VMs are placed anew. */
    Recovery strike(Fleet fleet) {
        failing.forEach(host -> HostEvents.put(fleet, host));
        return fleet.recover(displaced);
    }

    /** Makes it so that nothing has happened. */
    void undo(Fleet fleet) {
        displaced.forEach(vm -> fleet.release(vm.vm()));
        returning.forEach(host -> HostEvents.put(fleet, host));
        lost.forEach(assignment -> fleet.hold(
                assignment.vm(), Scenario.name(assignment.host()), assignment.demand(), assignment.functionsPerPort()));
    }

    /**
     * That everybody displaced has a place, on a host that is up and capable, with room for it beside all who were there
     * before and are there still.
     *
     * @throws IllegalStateException if not
     */
    void check(Recovery recovery) {
        Map<String, Integer> free = free();
        Map<String, Placement> placements = recovery.placements();
        for (Displaced vm : displaced) {
            Placement placement = placements.get(vm.vm());
            if (placement == null) {
                throw new IllegalStateException(vm + " has no place");
            }
            int functions = 0;
            for (Map.Entry<String, Integer> part : placement.functionsPerPort().entrySet()) {
                functions += part.getValue();
                if (free.merge(port(placement.host(), part.getKey()), -part.getValue(), Integer::sum) < 0) {
                    throw new IllegalStateException(placement + " has no room");
                }
            }
            if (functions != vm.demand().virtualFunctions()
                    || scenario.tier(placement.host()) < vm.demand().tier()) {
                throw new IllegalStateException(placement + " isn't what " + vm + " needs");
            }
        }
        if (recovery.placed().size() != displaced.size()) {
            throw new IllegalStateException("somebody moved who needn't");
        }
    }

    private Map<String, Integer> free() {
        Map<String, Integer> free = new HashMap<>();
        scenario.hosts(down).stream()
                .filter(host -> !host.down())
                .forEach(host -> host.ports()
                        .forEach(port -> free.put(port(host.name(), port.name()), port.virtualFunctions())));
        for (Scenario.Assignment assignment : scenario.assignments) {
            if (!down.test(assignment.host())) {
                assignment
                        .functionsPerPort()
                        .forEach((port, functions) ->
                                free.merge(port(Scenario.name(assignment.host()), port), -functions, Integer::sum));
            }
        }
        return free;
    }

    private static String port(String host, String port) {
        return host + "/" + port;
    }
}
