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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        List<String> sentences = new ArrayList<>();
        for (Pool pool : pools.all()) {
            String ofIntent = pools.several() ? " of intent " + pool.intent() : "";
            for (String adapter : pool.adapters().names()) {
                sentence("Adapter " + adapter + ofIntent, values(hosts, adapter))
                        .ifPresent(sentences::add);
            }
        }
        ConditionType type = ConditionType.HOSTS_ALIKE;
        if (sentences.isEmpty()) {
            return Optional.of(Finding.holds(
                    type,
                    Reason.PASSED,
                    "Each adapter has the same number of virtual functions, and of queue pairs, on all nodes."));
        }
        String more = sentences.size() > LISTED
                ? " And " + Phrases.count(sentences.size() - LISTED, "more adapter") + " likewise."
                : "";
        return Optional.of(Finding.fails(
                type,
                Reason.HOSTS_DIFFER,
                String.join(" ", sentences.subList(0, Math.min(LISTED, sentences.size()))) + more
                        + " The reserve is for the loss of the nodes that have most, so those that have less add little to"
                        + " it. If that isn't meant, make the nodes alike, or give those that are alike a cluster of their"
                        + " own. Nothing else depends on it."));
    }

    /** The nodes by what the adapter has there. */
    private static Map<String, List<String>> values(List<NodeSnapshot> hosts, String adapter) {
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (NodeSnapshot host : hosts) {
            nodes.computeIfAbsent(
                            IntentAdapters.find(host, adapter)
                                    .map(HostDifferences::value)
                                    .orElse("no virtual functions"),
                            value -> new ArrayList<>())
                    .add(host.name());
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

    /** What is rare first: it is what somebody looks for. */
    private static Optional<String> sentence(String adapter, Map<String, List<String>> nodes) {
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
        return Optional.of(adapter + " has " + String.join("; ", groups.subList(0, Math.min(LISTED, groups.size())))
                + more + ".");
    }
}
