package io.accelnet.plan.prerequisite;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the check of SR-IOV found of a node's adapters. An adapter that fails it may be left out: it gives nothing then, as it does
 * anyway, and fails nobody. A node without any other is no use to the cluster, and fails.
 *
 * @param results of each adapter of the intent that counts; one that the intent names twice, by two of its names, counts once
 * @param leftOut of each one that doesn't
 */
record AdapterChecks(List<CheckResult> results, List<CheckResult> leftOut) {
    AdapterChecks {
        results = List.copyOf(results);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Checks the adapters of a node that an intent names.
     *
     * @param leaveOut whether those that fail are left out
     */
    static AdapterChecks of(NodeSnapshot node, IntentAdapters adapters, boolean leaveOut) {
        Map<String, CheckResult> byAdapter = new LinkedHashMap<>();
        for (String name : adapters.names()) {
            IntentAdapters.find(node, name)
                    .ifPresentOrElse(
                            adapter -> byAdapter.computeIfAbsent(
                                    IntentAdapters.key(adapter.name()), key -> SriovCheck.check(node, adapter)),
                            () -> byAdapter.put(IntentAdapters.key(name), SriovCheck.missing(node, name)));
        }
        List<CheckResult> all = List.copyOf(byAdapter.values());
        List<CheckResult> passed =
                all.stream().filter(result -> result.truth() == Truth.TRUE).toList();
        return leaveOut && !passed.isEmpty()
                ? new AdapterChecks(
                        passed,
                        all.stream()
                                .filter(result -> result.truth() != Truth.TRUE)
                                .toList())
                : new AdapterChecks(all, List.of());
    }

    /**
     * Checks the adapters of a node that a cluster's intents name. Each intent is looked at alone: a node without any good adapter of one of
     * them is no use to the VMs that need it.
     *
     * @param leaveOut whether those that fail are left out
     */
    static AdapterChecks of(NodeSnapshot node, Pools pools, boolean leaveOut) {
        if (!pools.several()) {
            return of(node, pools.all().getFirst().adapters(), leaveOut);
        }
        List<CheckResult> results = new ArrayList<>();
        List<CheckResult> leftOut = new ArrayList<>();
        for (Pools.Pool pool : pools.all()) {
            AdapterChecks checks = of(node, pool.adapters(), leaveOut);
            checks.results().forEach(result -> results.add(result.ofIntent(pool.intent())));
            checks.leftOut().forEach(result -> leftOut.add(result.ofIntent(pool.intent())));
        }
        return new AdapterChecks(results, leftOut);
    }

    /** Some of these results by place and reason, and how many more there are. */
    static String list(List<CheckResult> results) {
        return Phrases.list(results.stream()
                .sorted()
                .map(result -> result.place() + " (" + result.brief() + ")")
                .toList());
    }
}
