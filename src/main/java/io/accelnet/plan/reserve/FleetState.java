package io.accelnet.plan.reserve;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The hosts in the order of their names and what every VM holds; everything else is computed from it. */
final class FleetState {

    final Tiers tiers;
    final int failures;
    final List<HostState> hosts;
    final int down;
    final DemandClasses classes = new DemandClasses();
    private final Map<String, HostState> hostsByName = new HashMap<>();
    private final Map<String, Holding> holdings = new HashMap<>();
    private final SortedSet<String> withoutFunctions = new TreeSet<>();

    FleetState(Tiers tiers, int failures, Collection<Host> members) {
        if (failures < 0) {
            throw new IllegalArgumentException("failures to survive: " + failures);
        }
        this.tiers = tiers;
        this.failures = failures;
        this.hosts = members.stream()
                .sorted(Comparator.comparing(Host::name))
                .map(host -> new HostState(host, tiers))
                .toList();
        for (HostState host : hosts) {
            if (hostsByName.put(host.name(), host) != null) {
                throw new IllegalArgumentException("two hosts named " + host.name());
            }
        }
        this.down = (int) hosts.stream().filter(host -> host.host.down()).count();
    }

    @Nullable HostState host(String name) {
        return hostsByName.get(name);
    }

    /** The member of this name, which must be one. */
    HostState member(String name) {
        return Objects.requireNonNull(hostsByName.get(name), name);
    }

    Optional<Holding> holding(String vm) {
        return Optional.ofNullable(holdings.get(vm));
    }

    /** Whether the VM holds something or is known to be without. */
    boolean knows(String vm) {
        return holdings.containsKey(vm) || withoutFunctions.contains(vm);
    }

    int queuePairs(Demand demand) {
        return tiers.queuePairs(demand.tier());
    }

    void hold(String vm, Holding holding) {
        if (holding.demand().tier() >= tiers.count()) {
            throw new IllegalArgumentException(vm + " wants a tier that isn't there: " + holding.demand());
        }
        if (holdings.putIfAbsent(vm, holding) != null) {
            throw new IllegalArgumentException(vm + " holds VFs already");
        }
        withoutFunctions.remove(vm);
        count(vm, holding, 1);
    }

    Optional<Holding> release(String vm) {
        withoutFunctions.remove(vm);
        Holding holding = holdings.remove(vm);
        if (holding != null) {
            count(vm, holding, -1);
        }
        return Optional.ofNullable(holding);
    }

    private void count(String vm, Holding holding, int sign) {
        HostState host = hostsByName.get(holding.host());
        if (host == null) {
            return;
        }
        host.count(classes.number(holding.demand()), holding.functionsPerPort(), queuePairs(holding.demand()), sign);
        if (sign > 0 && host.host.down()) {
            withoutFunctions.add(vm);
        }
    }

    /** Remembers that a VM that was promised VFs has none, until it is held or released. */
    void leaveWithout(String vm) {
        withoutFunctions.add(vm);
    }

    /** The VMs that were promised VFs and have none, by name. */
    List<String> withoutFunctions() {
        return List.copyOf(withoutFunctions);
    }

    /** The hosts that are up, of which so many more may fail as are left of {@code tolerated}. */
    View standing(int tolerated) {
        List<HostState> up = hosts.stream().filter(host -> !host.host.down()).toList();
        return new View(this, up, Math.max(0, tolerated - down));
    }

    /**
     * All members, those that are down taken as returned with what they still hold. What survives here also survives while
     * they are down: that is the case of a set of failures that has them in it.
     */
    View returned(int tolerated) {
        return new View(this, hosts, tolerated);
    }
}
