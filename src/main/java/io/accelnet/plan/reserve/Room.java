package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Room for one VM on one host. Rooms are ordered by preference: the lowest tier that can do it, so that higher ones remain
 * for who needs them; then the smallest power-of-two remainder that still fits is broken, so that large blocks remain;
 * then the most free VFs, so that load is spread; then the lowest name.
 *
 * @param host the host
 * @param demand the VM's demand
 * @param tier the tier of the ports used; where several must be used, one above all tiers
 * @param remainder the power of two that is broken
 * @param free how many VFs of the VM's tier the ports used could give
 */
record Room(HostState host, Demand demand, int tier, int remainder, int free) implements Comparable<Room> {

    private static final Comparator<Room> PREFERENCE = Comparator.comparingInt(Room::tier)
            .thenComparingInt(Room::remainder)
            .thenComparing(Comparator.comparingInt(Room::free).reversed())
            .thenComparing(room -> room.host().name());

    /** The best room that the host has, whether it takes VMs or not. */
    static Optional<Room> on(HostState host, Demand demand, Tiers tiers) {
        int queuePairs = tiers.queuePairs(demand.tier());
        int straddling = 0;
        for (int tier = demand.tier(); tier < tiers.count(); tier++) {
            int free = 0;
            for (PortState port : host.ports) {
                free += port.tier == tier ? port.room(queuePairs) : 0;
            }
            if (free >= demand.virtualFunctions()) {
                return Optional.of(new Room(host, demand, tier, fragment(free, demand.virtualFunctions()), free));
            }
            straddling += free;
        }
        return straddling < demand.virtualFunctions()
                ? Optional.empty()
                : Optional.of(new Room(
                        host, demand, tiers.count(), fragment(straddling, demand.virtualFunctions()), straddling));
    }

    /** The smallest power of two in the free VFs that holds the VM, or all of them if none does. */
    static int fragment(int free, int functions) {
        int fitting = free & -Measure.sizeClass(functions);
        if (fitting == 0) {
            return free < functions ? -free : free;
        }
        return Integer.lowestOneBit(fitting);
    }

    static Comparator<Room> homeFirst(Optional<String> home) {
        return Comparator.comparing(
                        (Room room) -> !home.equals(Optional.of(room.host().name())))
                .thenComparing(PREFERENCE);
    }

    Placement placement(Tiers tiers) {
        return new Placement(host.name(), split(tiers));
    }

    /** The ports that could give all VFs alone, the lowest tier first. */
    Stream<Placement> onePort(Tiers tiers) {
        int queuePairs = tiers.queuePairs(demand.tier());
        return host.ports.stream()
                .filter(port -> port.tier >= demand.tier() && port.room(queuePairs) >= demand.virtualFunctions())
                .sorted(Comparator.comparingInt(port -> port.tier))
                .map(port -> new Placement(host.name(), Map.of(port.port.name(), demand.virtualFunctions())));
    }

    /** How many VFs of the VM each port gives: lowest tier first, within a tier as few ports as possible. */
    Map<String, Integer> split(Tiers tiers) {
        int queuePairs = tiers.queuePairs(demand.tier());
        Map<String, Integer> split = new TreeMap<>();
        int missing = demand.virtualFunctions();
        List<PortState> left = new ArrayList<>(host.ports);
        left.removeIf(port -> port.tier < demand.tier() || (tier < tiers.count() && port.tier != tier));
        while (missing > 0) {
            int wanted = missing;
            PortState next = left.stream()
                    .filter(port -> port.room(queuePairs) > 0)
                    .min(Comparator.comparingInt((PortState port) -> port.tier)
                            .thenComparing(port -> port.room(queuePairs) < wanted)
                            .thenComparingInt(port -> fragment(port.room(queuePairs), wanted))
                            .thenComparing(Comparator.comparingInt((PortState port) -> port.room(queuePairs))
                                    .reversed())
                            .thenComparing(port -> port.port.name()))
                    .orElseThrow();
            int taken = Math.min(missing, next.room(queuePairs));
            split.put(next.port.name(), taken);
            missing -= taken;
            left.remove(next);
        }
        return split;
    }

    @Override
    public int compareTo(Room other) {
        return PREFERENCE.compare(this, other);
    }
}
