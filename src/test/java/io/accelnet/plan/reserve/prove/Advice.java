package io.accelnet.plan.reserve.prove;

import static io.accelnet.plan.reserve.prove.Finding.Fault.UNTRUE;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.reserve.Shortage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a VM that is refused is told, tried out: what is offered admits it, one step less doesn't, and the failure of the nodes that
 * are blamed does leave VMs without VFs.
 */
final class Advice {

    private final Cluster cluster;
    private final Demand demand;
    private final Optional<String> pinned;
    private final boolean exact;

    Advice(Cluster cluster, Demand demand, Optional<String> pinned, boolean exact) {
        this.cluster = cluster;
        this.demand = demand;
        this.pinned = pinned;
        this.exact = exact;
    }

    void check(Explanation explanation) {
        failures(explanation.failuresThatAdmit());
        tier(explanation.tierThatAdmits());
        explanation
                .hostThatAdmits()
                .ifPresent(host -> unless(admits(Fleets.of(cluster), demand, Optional.of(host)), "on another host"));
        additions(explanation.additions());
        explanation.shortage().ifPresent(shortage -> shortage(shortage, explanation));
        explanation.fewest().ifPresent(shortage -> fewest(shortage, explanation));
    }

    private static void unless(boolean holds, String what) {
        Finding.unless(holds, UNTRUE, () -> what);
    }

    private static boolean admits(Reserve reserve, Demand demand, Optional<String> pinned) {
        return reserve.admit("explained", demand, pinned) instanceof Decision.Admitted;
    }

    private boolean admits(int failures) {
        return admits(Fleets.of(cluster, failures), demand, pinned);
    }

    private void failures(OptionalInt named) {
        named.ifPresent(failures -> unless(admits(failures), "not with so few failures: " + failures));
        for (int more = named.orElse(cluster.down() - 1) + 1; more <= cluster.failures(); more++) {
            unless(!exact || !admits(more), "with more failures: " + more + " and not " + named);
        }
    }

    private void tier(OptionalInt named) {
        named.ifPresent(tier ->
                unless(admits(Fleets.of(cluster), demand.ofTier(tier), pinned), "not of the lower tier " + tier));
        for (int tier = named.orElse(-1) + 1; tier <= demand.tier(); tier++) {
            unless(!admits(Fleets.of(cluster), demand.ofTier(tier), pinned), "of the higher tier " + tier);
        }
    }

    /** All together are enough; any of them with something less isn't. */
    private void additions(List<Addition> additions) {
        if (additions.isEmpty()) {
            return;
        }
        unless(
                additions.stream().map(Addition::pool).distinct().count() == additions.size(),
                "twice for a pool: " + additions);
        unless(admitsWith(additions), "not even with it: " + additions);
        for (int number = 0; number < additions.size(); number++) {
            for (Addition less : less(additions.get(number))) {
                List<Addition> others = new ArrayList<>(additions);
                others.set(number, less);
                unless(!admitsWith(others), "also with " + less + ": " + additions);
            }
        }
    }

    /** Without a VF, without a queue pair, without a place. */
    private static List<Addition> less(Addition addition) {
        int functions = addition.virtualFunctions();
        int pairs = addition.queuePairs();
        List<Addition.Place> places = addition.places();
        unless(
                functions + pairs > 0
                        && !places.isEmpty()
                        && places.stream().distinct().count() == places.size(),
                "nothing is added, or twice to a port: " + addition);
        List<Addition> less = new ArrayList<>();
        if (functions > 0) {
            less.add(new Addition(addition.pool(), functions - 1, pairs, places));
        }
        if (pairs > 0) {
            less.add(new Addition(addition.pool(), functions, pairs - 1, places));
        }
        for (Addition.Place place : places) {
            List<Addition.Place> others = new ArrayList<>(places);
            others.remove(place);
            less.add(new Addition(addition.pool(), functions, pairs, others));
        }
        return less;
    }

    private boolean admitsWith(List<Addition> additions) {
        Cluster larger = cluster.copy();
        for (Addition addition : additions) {
            for (Addition.Place place : addition.places()) {
                Node node = larger.node(place.host()).orElseThrow();
                if (place.port().isPresent()) {
                    int port = Fleets.port(place.port().get());
                    enlarge(larger, node, port, addition.virtualFunctions(), addition.queuePairs());
                } else if (addition.virtualFunctions() > 0) {
                    addPort(larger, node, addition.virtualFunctions(), addition.pool());
                }
            }
        }
        return admits(Fleets.of(larger), demand, pinned);
    }

    private static void enlarge(Cluster cluster, Node node, int port, int functions, int pairs) {
        int[] more = node.functions.clone();
        int[] budget = node.budget.clone();
        more[port] += functions;
        budget[port] += budget[port] == Node.UNBOUNDED ? 0 : pairs;
        cluster.refit(node, more, budget, node.most, node.pool);
    }

    private static void addPort(Cluster cluster, Node node, int functions, int pool) {
        cluster.refit(
                node,
                with(node.functions, functions),
                with(node.budget, Node.UNBOUNDED),
                with(node.most, 1_000),
                with(node.pool, pool));
    }

    private static int[] with(int[] numbers, int last) {
        int[] more = Arrays.copyOf(numbers, numbers.length + 1);
        more[numbers.length] = last;
        return more;
    }

    /** Whether those that are blamed may fail, wherever the VM would be put. */
    private void shortage(Shortage shortage, Explanation explanation) {
        unless(shortage.worstHosts().size() <= cluster.failures(), "more than may fail: " + shortage);
        unless(isFatal(shortage, explanation), "it is survived: " + shortage);
    }

    private void fewest(Shortage fewest, Explanation explanation) {
        unless(isFatal(fewest, explanation), "it is survived: " + fewest);
        int worst = explanation.shortage().orElseThrow().worstHosts().size();
        unless(fewest.worstHosts().size() <= worst, "there are fewer: " + fewest);
    }

    /** Whether it still is with a spare node that has all that is short but one VF, and more than enough of the other pools. */
    private boolean isFatal(Shortage shortage, Explanation explanation) {
        Exhaustive oracle = new Exhaustive();
        Cluster larger = cluster.copy();
        if (shortage.unit() == Shortage.Unit.VIRTUAL_FUNCTIONS && shortage.shortBy() > 1) {
            larger.nodes.add(spare(shortage));
        }
        if (explanation.decision() instanceof Decision.AlreadyViolated) {
            return !oracle.survivesWithout(larger, shortage.worstHosts());
        }
        for (Node each : cluster.nodes) {
            if (!each.takesVms() || !pinned.orElse(each.name).equals(each.name)) {
                continue;
            }
            Node node = larger.node(each.name).orElseThrow();
            for (int[] way : larger.ways(node, demand)) {
                Vm vm = new Vm("explained", demand, node, way);
                larger.add(vm);
                boolean survives = oracle.survivesWithoutOfAll(larger, shortage.worstHosts());
                larger.remove(vm);
                if (!survives) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The VFs of each pool are on two ports, for those who need different ones. */
    private Node spare(Shortage shortage) {
        Node spare = new Node("spare");
        for (int pool = 0; pool < cluster.pools; pool++) {
            boolean isShort = cluster.pools == 1 || shortage.pools().contains(pool);
            int functions = isShort ? shortage.shortBy() - 1 : 1_000;
            addPort(cluster, spare, functions / 2, pool);
            addPort(cluster, spare, functions - functions / 2, pool);
        }
        return spare;
    }
}
