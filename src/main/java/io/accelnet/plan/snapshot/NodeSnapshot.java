package io.accelnet.plan.snapshot;

import io.accelnet.plan.LedgerEntry;
import java.util.List;
import java.util.Map;

/**
 * An AccelNetNode.
 *
 * @param name its name
 * @param labels its labels, which clusters select by
 * @param standsForKubernetesNode whether it is up while the Kubernetes Node of the same name is Ready
 * @param availability what its spec says of its availability
 * @param host its other facts
 * @param adapters its physical ports
 * @param ledger which VM has which virtual function, as its status says
 */
public record NodeSnapshot(
        String name,
        Map<String, String> labels,
        boolean standsForKubernetesNode,
        DeclaredAvailability availability,
        HostFacts host,
        List<AdapterSnapshot> adapters,
        List<LedgerEntry> ledger) {
    /** The values of {@code spec.availability}. */
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
