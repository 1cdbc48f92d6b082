package io.accelnet.testing.invariant;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What pods say of their gate, their nodes and their devices. */
final class Pods {
    static final String GATE = "accelnet.io/virtual-functions";

    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String NETWORK_STATUS = "k8s.v1.cni.cncf.io/network-status";

    private Pods() {}

    static boolean isGated(Pod pod) {
        return pod.getSpec().getSchedulingGates().stream()
                .anyMatch(gate -> gate.getName().equals(GATE));
    }

    static boolean isBound(Pod pod) {
        return pod.getSpec().getNodeName() != null;
    }

    /** Whether it has its devices: until it has finished, also while it is Terminating. */
    static boolean uses(Pod pod) {
        return isBound(pod)
                && !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    static boolean isMigrationTarget(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels())
                .filter(labels -> labels.containsKey("kubevirt.io/migrationJobUID"))
                .isPresent();
    }

    static int requested(Pod pod, Set<String> resourceNames) {
        return pod.getSpec().getContainers().stream()
                .map(container -> container.getResources())
                .filter(Objects::nonNull)
                .flatMap(resources -> Optional.ofNullable(resources.getLimits()).stream())
                .flatMap(limits -> limits.entrySet().stream())
                .filter(limit -> resourceNames.contains(limit.getKey()))
                .map(Map.Entry::getValue)
                .map(Quantity::getNumericalAmount)
                .mapToInt(Number::intValue)
                .sum();
    }

    /** The nodes that it may be bound to by their labels; empty: some term of its required node affinity names none. */
    static Optional<Set<String>> openedTo(Pod pod) {
        List<NodeSelectorTerm> terms = Optional.ofNullable(pod.getSpec().getAffinity())
                .flatMap(affinity -> Optional.ofNullable(affinity.getNodeAffinity()))
                .flatMap(affinity -> Optional.ofNullable(affinity.getRequiredDuringSchedulingIgnoredDuringExecution()))
                .map(required -> required.getNodeSelectorTerms())
                .orElse(List.of());
        Set<String> nodes = new TreeSet<>();
        for (NodeSelectorTerm term : terms) {
            Optional<Set<String>> named = hostnames(term);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            nodes.addAll(named.get());
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(nodes);
    }

    /** All of a term's requirements hold at once; empty: none is about hostnames. */
    private static Optional<Set<String>> hostnames(NodeSelectorTerm term) {
        return term.getMatchExpressions().stream()
                .filter(expression -> expression.getKey().equals(HOSTNAME)
                        && expression.getOperator().equals("In"))
                .map(NodeSelectorRequirement::getValues)
                .<Set<String>>map(HashSet::new)
                .reduce((one, other) -> {
                    one.retainAll(other);
                    return one;
                });
    }

    /** The PCI addresses of its devices, as Multus tells them. */
    static Set<String> addresses(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(NETWORK_STATUS))
                .map(Pods::read)
                .orElse(Set.of());
    }

    private static Set<String> read(String networkStatus) {
        Set<String> addresses = new TreeSet<>();
        for (Object network : Serialization.unmarshal(networkStatus, List.class)) {
            if (network instanceof Map<?, ?> fields
                    && fields.get("device-info") instanceof Map<?, ?> device
                    && device.get("pci") instanceof Map<?, ?> pci) {
                addresses.add(String.valueOf(pci.get("pci-address")));
            }
        }
        return addresses;
    }
}
