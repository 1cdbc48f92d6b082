package io.accelnet.operator.gate;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads from a pod which nodes its own rules leave by name. It may be bound to none but these; other rules, such as labels, may leave
 * fewer.
 */
public final class RequiredNodes {
    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String NAME = "metadata.name";
    private static final String IN = "In";

    private final Function<String, Set<String>> nodesWithHostname;

    /**
     * A reader.
     *
     * @param nodesWithHostname the names of the Nodes whose label kubernetes.io/hostname has a value
     */
    public RequiredNodes(Function<String, Set<String>> nodesWithHostname) {
        this.nodesWithHostname = nodesWithHostname;
    }

    /** The names of the Nodes that a pod's node selector and required node affinity leave; empty if these name none. */
    public Optional<Set<String>> of(PodSpec pod) {
        return intersect(Stream.of(
                        Optional.ofNullable(pod.getNodeSelector())
                                .map(labels -> labels.get(HOSTNAME))
                                .map(nodesWithHostname),
                        ofAny(terms(pod)))
                .flatMap(Optional::stream));
    }

    private static List<NodeSelectorTerm> terms(PodSpec pod) {
        return Optional.ofNullable(pod.getAffinity())
                .map(Affinity::getNodeAffinity)
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .map(NodeSelector::getNodeSelectorTerms)
                .orElse(List.of());
    }

    /** Terms are alternatives: one that names no node leaves all of them. */
    private Optional<Set<String>> ofAny(List<NodeSelectorTerm> terms) {
        List<Optional<Set<String>>> named = terms.stream().map(this::ofAll).toList();
        return named.isEmpty() || named.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(
                        named.stream().flatMap(Optional::stream).flatMap(Set::stream).collect(Collectors.toSet()));
    }

    /** A term without requirements matches no node. */
    private Optional<Set<String>> ofAll(NodeSelectorTerm term) {
        if (term.getMatchExpressions().isEmpty() && term.getMatchFields().isEmpty()) {
            return Optional.of(Set.of());
        }
        return intersect(Stream.concat(
                values(term.getMatchExpressions(), HOSTNAME)
                        .map(values -> values.stream()
                                .map(nodesWithHostname)
                                .flatMap(Set::stream)
                                .collect(Collectors.toSet())),
                values(term.getMatchFields(), NAME).map(Set::copyOf)));
    }

    private static Stream<List<String>> values(List<NodeSelectorRequirement> requirements, String key) {
        return requirements.stream()
                .filter(requirement -> key.equals(requirement.getKey()) && IN.equals(requirement.getOperator()))
                .map(NodeSelectorRequirement::getValues);
    }

    private static Optional<Set<String>> intersect(Stream<Set<String>> sets) {
        return sets.map(Set::copyOf).reduce((one, other) -> {
            Set<String> both = new HashSet<>(one);
            both.retainAll(other);
            return both;
        });
    }
}
