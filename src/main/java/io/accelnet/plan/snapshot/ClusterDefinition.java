package io.accelnet.plan.snapshot;

import io.accelnet.plan.Level;
import io.accelnet.plan.PortPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An AccelNetCluster.
 *
 * @param name its name
 * @param created when it was created; the older of two gets a node that both select
 * @param intentNames the NetworkIntents whose adapters it uses, at least one, each a pool; the first has the network adapters of VMs that name
 *     none
 * @param portPolicy from which ports a VM has its virtual functions, if it doesn't say so itself
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
        List<String> intentNames,
        PortPolicy portPolicy,
        int nodeReservePercentage,
        Selector nodes,
        Map<Level, Integer> queuePairs,
        boolean excludeUnsupported,
        boolean excludeUnsupportedAdapters,
        Selector namespaces,
        OptionalInt maxFunctionsPerNamespace) {
    public ClusterDefinition {
        intentNames = List.copyOf(intentNames);
        queuePairs = Map.copyOf(queuePairs);
        if (intentNames.isEmpty()) {
            throw new IllegalArgumentException("cluster " + name + " names no intent");
        }
    }

    /** A cluster with one pool, whose VMs may have their virtual functions from any ports. */
    public ClusterDefinition(
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
        this(
                name,
                created,
                List.of(intentName),
                PortPolicy.ANY,
                nodeReservePercentage,
                nodes,
                queuePairs,
                excludeUnsupported,
                excludeUnsupportedAdapters,
                namespaces,
                maxFunctionsPerNamespace);
    }

    /** The NetworkIntent to which the network adapters of VMs belong that name none. */
    public String intentName() {
        return intentNames.getFirst();
    }

    /** Whether it has more than one pool. */
    public boolean hasPools() {
        return intentNames.size() > 1;
    }

    /** Queue pairs of one virtual function of that level. */
    public int queuePairsOf(Level level) {
        return java.util.Objects.requireNonNull(queuePairs.get(level), "every level has its queue pairs");
    }
}
