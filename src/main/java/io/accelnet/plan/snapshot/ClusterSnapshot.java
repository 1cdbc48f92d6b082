package io.accelnet.plan.snapshot;

import io.accelnet.plan.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a plan is made from. The order of the lists doesn't matter.
 *
 * @param intents all NetworkIntents
 * @param nodes all AccelNetNodes
 * @param clusters all AccelNetClusters
 * @param vms all AccelNetVMs
 * @param kubernetesNodes the Kubernetes Nodes by name; one that isn't in the map doesn't exist
 * @param namespaceLabels the labels of each namespace
 * @param pods the pods that request virtual functions of these intents
 * @param unlisted the resources of intents for which not all pods are known yet: what is free of them can't be told
 * @param unreadable AccelNetVMs that exist and can't be read: nothing is decided for them, and they keep what they have
 * @param now what time it is
 */
public record ClusterSnapshot(
        List<IntentSnapshot> intents,
        List<NodeSnapshot> nodes,
        List<ClusterDefinition> clusters,
        List<VmSnapshot> vms,
        Map<String, KubernetesNode> kubernetesNodes,
        Map<String, Map<String, String>> namespaceLabels,
        List<PodSnapshot> pods,
        Set<String> unlisted,
        Set<VmId> unreadable,
        Instant now) {
    /**
     * What a Kubernetes Node says of a host.
     *
     * @param ready whether its condition Ready is True
     * @param unschedulable whether it is cordoned
     * @param hostname its label {@code kubernetes.io/hostname}, by which the rules of pods name it; empty if it has none
     * @param allocatable how much pods may have there of each extended resource; of one that isn't in the map, nothing. Empty: the
     *     Node doesn't say what pods may have
     */
    public record KubernetesNode(
            boolean ready,
            boolean unschedulable,
            Optional<String> hostname,
            Optional<Map<String, Integer>> allocatable) {
        public KubernetesNode {
            allocatable = allocatable.map(Map::copyOf);
        }

        /** A Node that no rule can name, and that doesn't say what pods may have. */
        public KubernetesNode(boolean ready, boolean unschedulable) {
            this(ready, unschedulable, Optional.empty(), Optional.empty());
        }
    }

    public ClusterSnapshot {
        intents = List.copyOf(intents);
        nodes = List.copyOf(nodes);
        clusters = List.copyOf(clusters);
        vms = List.copyOf(vms);
        kubernetesNodes = Map.copyOf(kubernetesNodes);
        namespaceLabels = Map.copyOf(namespaceLabels);
        pods = List.copyOf(pods);
        unlisted = Set.copyOf(unlisted);
        unreadable = Set.copyOf(unreadable);
    }

    /** A snapshot without pods, in which every object can be read. */
    public ClusterSnapshot(
            List<IntentSnapshot> intents,
            List<NodeSnapshot> nodes,
            List<ClusterDefinition> clusters,
            List<VmSnapshot> vms,
            Map<String, KubernetesNode> kubernetesNodes,
            Map<String, Map<String, String>> namespaceLabels,
            Instant now) {
        this(intents, nodes, clusters, vms, kubernetesNodes, namespaceLabels, List.of(), Set.of(), Set.of(), now);
    }
}
