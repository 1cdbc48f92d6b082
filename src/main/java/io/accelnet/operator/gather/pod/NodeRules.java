package io.accelnet.operator.gather.pod;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The nodes that a pod's own rules name: its node selector, and the required terms of its node affinity. */
public final class NodeRules {
    /** The label by which the rules of pods name a Node; it needn't be the Node's name. */
    public static final String HOSTNAME = "kubernetes.io/hostname";

    private static final String NAME = "metadata.name";
    private static final String IN = "In";

    /** The Nodes that have a value of the label with the host's name. */
    private final Function<String, Set<String>> nodesOfHostname;

    NodeRules(Function<String, Set<String>> nodesOfHostname) {
        this.nodesOfHostname = nodesOfHostname;
    }

    /** The Nodes that are left by name; empty if the rules name none. Other rules can only leave fewer. */
    Optional<Set<String>> nodes(PodSpec spec) {
        Optional<Set<String>> selected = Optional.ofNullable(spec.getNodeSelector())
                .map(labels -> labels.get(HOSTNAME))
                .map(nodesOfHostname);
        return both(selected, affinity(spec));
    }

    /** One of the terms has to hold: the pod may go wherever one of them lets it. */
    private Optional<Set<String>> affinity(PodSpec spec) {
        List<NodeSelectorTerm> terms = terms(spec);
        Set<String> all = new HashSet<>();
        for (NodeSelectorTerm term : terms) {
            Optional<Set<String>> its = term(term);
            if (its.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(its.get());
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /** All requirements of a term have to hold. One that has none lets the pod nowhere, as kube-scheduler sees it. */
    private Optional<Set<String>> term(NodeSelectorTerm term) {
        if (isEmpty(term)) {
            return Optional.of(Set.of());
        }
        Optional<Set<String>> byLabel = orEmpty(term.getMatchExpressions()).stream()
                .filter(requirement -> isNaming(requirement, HOSTNAME))
                .map(requirement -> values(requirement)
                        .flatMap(value -> nodesOfHostname.apply(value).stream())
                        .collect(Collectors.toSet()))
                .reduce(NodeRules::intersection);
        Optional<Set<String>> byName = orEmpty(term.getMatchFields()).stream()
                .filter(requirement -> isNaming(requirement, NAME))
                .map(requirement -> values(requirement).collect(Collectors.toSet()))
                .reduce(NodeRules::intersection);
        return both(byLabel, byName);
    }

    /** The required terms of a pod's node affinity, of which one has to match; none if it requires nothing. */
    public static List<NodeSelectorTerm> terms(PodSpec spec) {
        return Optional.ofNullable(spec.getAffinity())
                .map(Affinity::getNodeAffinity)
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .map(NodeSelector::getNodeSelectorTerms)
                .orElse(List.of());
    }

    static boolean isEmpty(NodeSelectorTerm term) {
        return orEmpty(term.getMatchExpressions()).isEmpty()
                && orEmpty(term.getMatchFields()).isEmpty();
    }

    static boolean isNaming(NodeSelectorRequirement requirement) {
        return isNaming(requirement, HOSTNAME) || isNaming(requirement, NAME);
    }

    /** What of a pod's node selector names a node. */
    static Map<String, String> hostname(PodSpec spec) {
        return Optional.ofNullable(spec.getNodeSelector())
                .map(labels -> labels.get(HOSTNAME))
                .map(name -> Map.of(HOSTNAME, name))
                .orElse(Map.of());
    }

    private static boolean isNaming(NodeSelectorRequirement requirement, String key) {
        return key.equals(requirement.getKey()) && IN.equals(requirement.getOperator());
    }

    private static Stream<String> values(NodeSelectorRequirement requirement) {
        return Optional.ofNullable(requirement.getValues()).stream().flatMap(List::stream);
    }

    private static Optional<Set<String>> both(Optional<Set<String>> some, Optional<Set<String>> others) {
        return Stream.of(some, others).flatMap(Optional::stream).reduce(NodeRules::intersection);
    }

    private static Set<String> intersection(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    private static List<NodeSelectorRequirement> orEmpty(@Nullable List<NodeSelectorRequirement> requirements) {
        return requirements == null ? List.of() : requirements;
    }
}
