package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.membership.Pools.Pool;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Says whether the hosts of a cluster are alike: whether each adapter of its intents has the same number of virtual functions, and of queue
 * pairs, on all of them. Nothing depends on it: the reserve is right for hosts that differ too. But it is for the loss of the largest
 * hosts, so small ones add less to the cluster than people think; and a host that differs is often one that was set up wrongly.
 */
final class HostDifferences {
    /** Of adapters, and of values that one has: a message of all of them could be longer than a status may have. */
    private static final int LISTED = 3;

    private HostDifferences() {}

    /**
     * The cluster's condition; empty if it has no hosts.
     *
     * @param hosts the members that aren't leaving
     */
    static Optional<Finding> finding(Pools pools, List<NodeSnapshot> hosts) {
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        SequencedMap<String, List<String>> adapters = new LinkedHashMap<>();
        for (Pool pool : pools.all()) {
            String ofIntent = pools.several() ? " of intent " + pool.intent() : "";
            // Two names of an intent may be those of the same ports, while they are being renamed.
            Set<List<Optional<String>>> seen = new HashSet<>();
            for (String adapter : pool.adapters().names()) {
                List<Optional<AdapterSnapshot>> ports = hosts.stream()
                        .map(host -> IntentAdapters.find(host, adapter))
                        .toList();
                if (seen.add(ports.stream()
                        .map(port -> port.map(AdapterSnapshot::name))
                        .toList())) {
                    difference(values(hosts, ports))
                            .ifPresent(difference -> adapters.computeIfAbsent(difference, key -> new ArrayList<>())
                                    .add(adapter + ofIntent));
                }
            }
        }
        ConditionType type = ConditionType.HOSTS_ALIKE;
        return Optional.of(
                adapters.isEmpty()
                        ? Finding.holds(
                                type,
                                Reason.PASSED,
                                "Each adapter has the same number of virtual functions, and of queue pairs, on all nodes.")
                        : Finding.fails(
                                type,
                                Reason.HOSTS_DIFFER,
                                sentences(adapters)
                                        + " The reserve is for the loss of the nodes that have most. If that isn't"
                                        + " meant, make the nodes alike, or give those that are alike a cluster of their"
                                        + " own."));
    }

    /** One for all adapters that differ in the same way. */
    private static String sentences(SequencedMap<String, List<String>> adapters) {
        StringJoiner sentences = new StringJoiner(" ");
        adapters.entrySet().stream()
                .limit(LISTED)
                .forEach(each -> sentences.add(Phrases.agree(each.getValue().size(), "Adapter ", "Adapters ")
                        + Phrases.list(each.getValue(), LISTED)
                        + Phrases.agree(each.getValue().size(), " has ", " have ")
                        + each.getKey() + "."));
        int more = adapters.values().stream().skip(LISTED).mapToInt(List::size).sum();
        if (more > 0) {
            sentences.add(Phrases.count(more, "more adapter") + Phrases.agree(more, " differs.", " differ."));
        }
        return sentences.toString();
    }

    /** The nodes by what the adapter has there. */
    private static Map<String, List<String>> values(List<NodeSnapshot> hosts, List<Optional<AdapterSnapshot>> ports) {
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (int host = 0; host < hosts.size(); host++) {
            nodes.computeIfAbsent(
                            ports.get(host).map(HostDifferences::value).orElse("no virtual functions"),
                            value -> new ArrayList<>())
                    .add(hosts.get(host).name());
        }
        return nodes;
    }

    private static String value(AdapterSnapshot adapter) {
        String functions = adapter.virtualFunctions() == 0
                ? "no virtual functions"
                : Phrases.count(adapter.virtualFunctions(), "virtual function");
        String budget = adapter.queuePairs().isPresent()
                ? " with " + Phrases.count(adapter.queuePairs().getAsInt(), "queue pair")
                : "";
        String each = adapter.maxQueuePairsPerFunction().isPresent()
                ? (budget.isEmpty() ? " with at most " : ", at most ")
                        + Phrases.count(adapter.maxQueuePairsPerFunction().getAsInt(), "queue pair") + " each"
                : "";
        return functions + budget + each;
    }

    /** What is rare first: it is what somebody looks for. Empty if all nodes have the same. */
    private static Optional<String> difference(Map<String, List<String>> nodes) {
        if (nodes.size() < 2) {
            return Optional.empty();
        }
        List<String> groups = nodes.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<String>> group) ->
                                group.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .map(group -> group.getKey() + " on " + Phrases.list(group.getValue()))
                .toList();
        String more = groups.size() > LISTED ? "; and " + Phrases.count(groups.size() - LISTED, "other number") : "";
        return Optional.of(String.join("; ", groups.subList(0, Math.min(LISTED, groups.size()))) + more);
    }
}
