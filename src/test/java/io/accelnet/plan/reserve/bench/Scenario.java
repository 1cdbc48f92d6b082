package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A cluster with forty VMs per host, nearly as full as a reserve for 49.6% of the hosts allows. The same arguments give the
 * same cluster.
 */
public final class Scenario {

    public static final Tiers TIERS = new Tiers(List.of(1, 2, 4));

    /** So that the order of names is the order of numbers. */
    private static final int FIRST = 100_000;

    private static final int HEAVY = 60;
    private static final int LIGHT = 20;
    private static final List<Integer> SIZES = List.of(1, 2, 1, 1, 4, 1, 2, 1, 1, 2);
    private static final List<Integer> WANTED_TIERS = List.of(0, 1, 0, 2, 0, 1, 0);

    final Kind kind;
    final int nodes;
    /** How many hosts may fail. */
    public final int failures;

    public final List<Assignment> assignments;

    /**
     * What one VM has.
     *
     * @param host index of its host
     */
    public record Assignment(String vm, int host, Demand demand, Map<String, Integer> functionsPerPort) {}

    private Scenario(Kind kind, int nodes, int failures, List<Assignment> assignments) {
        this.kind = kind;
        this.nodes = nodes;
        this.failures = failures;
        this.assignments = assignments;
    }

    public static Scenario of(Kind kind, int nodes) {
        Map<Demand, Demand> demands = new HashMap<>();
        Map<Map<String, Integer>, Map<String, Integer>> splits = new HashMap<>();
        List<Assignment> assignments = new ArrayList<>();
        for (int host = 0; host < nodes; host++) {
            int free = kind.functions(host) / 2;
            for (int vm = 0; vm < (kind.heavy(host) ? HEAVY : LIGHT); vm++) {
                Demand demand = demand(kind, host, vm);
                int first = Math.min(free, demand.virtualFunctions());
                free -= first;
                assignments.add(new Assignment(
                        "vm-" + assignments.size(),
                        host,
                        demands.computeIfAbsent(demand, same -> same),
                        splits.computeIfAbsent(split(first, demand.virtualFunctions() - first), same -> same)));
            }
        }
        return new Scenario(kind, nodes, failures(nodes), assignments);
    }

    static int failures(int nodes) {
        return nodes * 248 / 500;
    }

    /** How many VMs lose their host if as many hosts fail as may. */
    static int displacedAtMost(int nodes) {
        return HEAVY * failures(nodes);
    }

    private static Demand demand(Kind kind, int host, int vm) {
        int wanted = WANTED_TIERS.get(vm % WANTED_TIERS.size());
        return new Demand(SIZES.get(vm % SIZES.size()), Math.min(wanted, kind.tier(host)));
    }

    private static Map<String, Integer> split(int first, int second) {
        if (second == 0) {
            return Map.of("p0", first);
        }
        return first == 0 ? Map.of("p1", second) : Map.of("p0", first, "p1", second);
    }

    /** What new VMs want, one after the other. */
    static Demand newVm(Kind kind, int number) {
        return demand(kind, 0, Math.floorMod(number, HEAVY));
    }

    static String name(int host) {
        return "node-" + (FIRST + host);
    }

    /** The highest tier that the host of this name serves. */
    int tier(String host) {
        return kind.tier(Integer.parseInt(host.substring(host.indexOf('-') + 1)) - FIRST);
    }

    /** All hosts, by index. */
    public List<Host> hosts(IntPredicate down) {
        return IntStream.range(0, nodes)
                .mapToObj(index -> {
                    Host host = kind.host(name(index), index);
                    return new Host(host.name(), down.test(index), false, host.ports());
                })
                .toList();
    }

    /** The hosts whose failure displaces most: as many as may fail, heavy all of them. */
    public boolean amongTheWorst(int host) {
        return kind.heavy(host) && host < 2 * failures;
    }

    /** Everything anew, as after a restart. */
    Fleet fleet(IntPredicate down) {
        return fleet(hosts(down));
    }

    Fleet fleet(List<Host> hosts) {
        Fleet fleet = Fleet.of(TIERS, failures, hosts);
        for (Assignment assignment : assignments) {
            fleet.hold(
                    assignment.vm(),
                    hosts.get(assignment.host()).name(),
                    assignment.demand(),
                    assignment.functionsPerPort());
        }
        return fleet;
    }

    /** What each VM needs. */
    public List<Demand> demands() {
        return assignments.stream().map(Assignment::demand).toList();
    }

    /** The VFs of a host, used or not. */
    public int functions(int host) {
        return kind.functions(host);
    }

    /**
     * A host that is left when others fail.
     *
     * @param free VFs that nobody has
     * @param tier the highest tier that it serves
     */
    public record Left(int free, int tier) {}

    /**
     * A failure in plain numbers.
     *
     * @param displaced how many VMs of each class have lost their host
     */
    public record Rest(List<Left> hosts, Map<Demand, Integer> displaced) {}

    /** The cluster's state if these hosts fail. */
    public Rest rest(IntPredicate down) {
        int[] free = IntStream.range(0, nodes).map(kind::functions).toArray();
        Map<Demand, Integer> displaced = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            free[assignment.host()] -= assignment.demand().virtualFunctions();
            if (down.test(assignment.host())) {
                displaced.merge(assignment.demand(), 1, Integer::sum);
            }
        }
        List<Left> left = IntStream.range(0, nodes)
                .filter(down.negate())
                .mapToObj(host -> new Left(free[host], kind.tier(host)))
                .toList();
        return new Rest(left, displaced);
    }
}
