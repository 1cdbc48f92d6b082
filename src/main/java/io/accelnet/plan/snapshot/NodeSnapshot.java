package io.accelnet.plan.snapshot;

import io.accelnet.plan.LedgerEntry;
import java.util.List;
import java.util.Map;

/**
 * An AccelNetNode.
 *
 * @param name its name
 * @param labels its labels, which clusters select by
 * @param standsForKubernetesNode whether the Kubernetes Node of the same name tells if it is up
 * @param availability what its own spec says
 * @param host the host's facts
 * @param adapters the host's physical ports
 * @param ledger which VM has which virtual function, as the status says
 */
public record NodeSnapshot(
        String name,
        Map<String, String> labels,
        boolean standsForKubernetesNode,
        DeclaredAvailability availability,
        HostFacts host,
        List<AdapterSnapshot> adapters,
        List<LedgerEntry> ledger) {
    /** What whoever describes a host says of its availability. */
    public enum DeclaredAvailability {
        AVAILABLE,
        MAINTENANCE,
        DOWN
    }

    public NodeSnapshot {
        labels = Map.copyOf(labels);
        adapters = List.copyOf(adapters);
        ledger = List.copyOf(ledger);
    }
}
