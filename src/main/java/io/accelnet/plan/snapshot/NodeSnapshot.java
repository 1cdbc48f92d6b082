package io.accelnet.plan.snapshot;

import io.accelnet.plan.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An AccelNetNode.
 *
 * @param name its name
 * @param labels its labels, which clusters select by
 * @param standsForKubernetesNode whether it is up while the Kubernetes Node of the same name is Ready
 * @param availability what its spec says of its availability
 * @param availabilityReason why, if its spec says it
 * @param host its other facts
 * @param adapters its physical ports
 * @param ledger which VM has which virtual function, as its status says
 * @param memory what else its status says from an earlier plan
 */
public record NodeSnapshot(
        String name,
        Map<String, String> labels,
        boolean standsForKubernetesNode,
        DeclaredAvailability availability,
        Optional<String> availabilityReason,
        HostFacts host,
        List<AdapterSnapshot> adapters,
        List<LedgerEntry> ledger,
        NodeMemory memory) {
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

    /** A node that doesn't say why it is available or not. */
    public NodeSnapshot(
            String name,
            Map<String, String> labels,
            boolean standsForKubernetesNode,
            DeclaredAvailability availability,
            HostFacts host,
            List<AdapterSnapshot> adapters,
            List<LedgerEntry> ledger,
            NodeMemory memory) {
        this(name, labels, standsForKubernetesNode, availability, Optional.empty(), host, adapters, ledger, memory);
    }

    /** The same node with other labels. */
    public NodeSnapshot withLabels(Map<String, String> others) {
        return new NodeSnapshot(
                name,
                others,
                standsForKubernetesNode,
                availability,
                availabilityReason,
                host,
                adapters,
                ledger,
                memory);
    }

    /** The same node, said to be up, in maintenance or down. */
    public NodeSnapshot withAvailability(DeclaredAvailability other) {
        return new NodeSnapshot(name, labels, standsForKubernetesNode, other, host, adapters, ledger, memory);
    }

    /** The same node with other ports. */
    public NodeSnapshot withAdapters(List<AdapterSnapshot> others) {
        return new NodeSnapshot(
                name, labels, standsForKubernetesNode, availability, availabilityReason, host, others, ledger, memory);
    }

    /** The same node with another status. */
    public NodeSnapshot withStatus(List<LedgerEntry> otherLedger, NodeMemory otherMemory) {
        return new NodeSnapshot(
                name,
                labels,
                standsForKubernetesNode,
                availability,
                availabilityReason,
                host,
                adapters,
                otherLedger,
                otherMemory);
    }
}
