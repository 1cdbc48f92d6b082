package io.accelnet.plan.snapshot;

import io.accelnet.plan.Level;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An AccelNetCluster.
 *
 * @param name its name
 * @param created when it was created; the older of two gets a node that both select
 * @param intentName the NetworkIntent whose adapters it uses
 * @param nodeReservePercentage the share of nodes that may be down at once, 0 to 99
 * @param nodes which AccelNetNodes it selects
 * @param queuePairs queue pairs per virtual function of each level, ascending
 * @param excludeUnsupported whether nodes that fail a prerequisite are left out, instead of blocking the cluster
 * @param excludeUnsupportedAdapters whether adapters that fail their check are left out, instead of failing the check of their node
 * @param namespaces which namespaces' VMs it serves
 * @param maxFunctionsPerNamespace the most virtual functions that the VMs of one namespace may have; empty: no limit
 */
public record ClusterDefinition(
        String name,
        Instant created,
        String intentName,
        int nodeReservePercentage,
        Selector nodes,
        Map<Level, Integer> queuePairs,
        boolean excludeUnsupported,
        boolean excludeUnsupportedAdapters,
        Selector namespaces,
        OptionalInt maxFunctionsPerNamespace) {
    public ClusterDefinition {
        queuePairs = Map.copyOf(queuePairs);
    }

    /** All its intents, the order in which pools are counted. */
    public java.util.List<String> intentNames() {
        return java.util.List.of(intentName);
    }

    /** Queue pairs of one virtual function of that level. */
    public int queuePairsOf(Level level) {
        return java.util.Objects.requireNonNull(queuePairs.get(level), "every level has its queue pairs");
    }
}
