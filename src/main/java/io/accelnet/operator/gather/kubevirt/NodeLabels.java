package io.accelnet.operator.gather.kubevirt;

import io.accelnet.plan.snapshot.ExcludedNodes;
import io.accelnet.plan.snapshot.NodeNumbers;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The labels of Kubernetes Nodes, and which Nodes rules about them exclude, as kube-scheduler reads such rules. A Node without any label
 * isn't looked at: every real one has some, so its labels aren't known.
 */
public final class NodeLabels {
    private static final String NAME = "metadata.name";

    private final NodeNumbers numbers;
    private final List<Map<String, String>> labels;
    /** By key, then by value; made when a rule names the key. */
    private final Map<String, Map<String, BitSet>> nodesByLabel = new HashMap<>();
    /** Many VMs have equal rules. */
    private final Map<NodeRules, ExcludedNodes> known = new HashMap<>();
    /** The names of Nodes, which many pods have in common. */
    private final Map<BitSet, Set<String>> names = new HashMap<>();

    /** The labels of these Nodes. */
    public NodeLabels(List<Node> nodes) {
        Map<String, Map<String, String>> byName = new HashMap<>();
        for (Node node : nodes) {
            @Nullable Map<String, String> its = node.getMetadata().getLabels();
            if (its != null && !its.isEmpty()) {
                byName.put(node.getMetadata().getName(), its);
            }
        }
        numbers = new NodeNumbers(byName.keySet());
        labels = numbers.names().stream()
                .map(name -> Optional.ofNullable(byName.get(name)).orElse(Map.of()))
                .toList();
    }

    /** The Nodes on which nothing with these rules can run. */
    ExcludedNodes excludedBy(NodeRules rules) {
        return rules.isEmpty() ? ExcludedNodes.NONE : known.computeIfAbsent(rules, this::evaluate);
    }

    /**
     * The Nodes that rules leave, by name; empty if they leave all of which labels are known.
     *
     * @param nodeSelector labels that a Node must have
     * @param required of each of these lists one term has to match
     */
    public Optional<Set<String>> left(Map<String, String> nodeSelector, List<List<NodeSelectorTerm>> required) {
        BitSet left = all();
        nodeSelector.forEach((key, value) -> left.and(having(key, value)));
        required.forEach(terms -> left.and(matchingAny(terms)));
        return left.cardinality() == labels.size()
                ? Optional.empty()
                : Optional.of(names.computeIfAbsent(left, this::name));
    }

    private Set<String> name(BitSet nodes) {
        return nodes.stream().mapToObj(numbers.names()::get).collect(Collectors.toUnmodifiableSet());
    }

    private ExcludedNodes evaluate(NodeRules rules) {
        BitSet allowed = all();
        rules.nodeSelector().forEach((key, value) -> allowed.and(having(key, value)));
        rules.terms().ifPresent(terms -> allowed.and(matchingAny(terms)));
        return new ExcludedNodes(numbers, not(allowed));
    }

    private BitSet matchingAny(List<NodeSelectorTerm> terms) {
        BitSet any = new BitSet();
        terms.forEach(term -> any.or(matching(term)));
        return any;
    }

    /** A term without any requirement matches nothing. */
    private BitSet matching(NodeSelectorTerm term) {
        List<NodeSelectorRequirement> expressions =
                Objects.requireNonNullElse(term.getMatchExpressions(), List.<NodeSelectorRequirement>of());
        List<NodeSelectorRequirement> fields =
                Objects.requireNonNullElse(term.getMatchFields(), List.<NodeSelectorRequirement>of());
        if (expressions.isEmpty() && fields.isEmpty()) {
            return new BitSet();
        }
        BitSet matching = all();
        expressions.forEach(expression -> matching.and(matching(expression)));
        fields.forEach(field -> matching.and(byName(field)));
        return matching;
    }

    private BitSet matching(NodeSelectorRequirement requirement) {
        String key = Objects.requireNonNullElse(requirement.getKey(), "");
        List<String> values = Objects.requireNonNullElse(requirement.getValues(), List.<String>of());
        return switch (Objects.requireNonNullElse(requirement.getOperator(), "")) {
            case "In" -> having(key, values);
            case "NotIn" -> not(having(key, values));
            case "Exists" -> having(key);
            case "DoesNotExist" -> not(having(key));
            case "Gt" -> comparing(key, values, limit -> value -> value > limit);
            case "Lt" -> comparing(key, values, limit -> value -> value < limit);
            // No API server accepts another. What isn't understood matches nothing.
            default -> new BitSet();
        };
    }

    private BitSet byName(NodeSelectorRequirement field) {
        if (!NAME.equals(field.getKey())) {
            return new BitSet();
        }
        BitSet named = numbers.of(Objects.requireNonNullElse(field.getValues(), List.<String>of()));
        return switch (Objects.requireNonNullElse(field.getOperator(), "")) {
            case "In" -> named;
            case "NotIn" -> not(named);
            default -> new BitSet();
        };
    }

    /** Makes the test of a value from the one that it is compared with. */
    private interface Comparison {
        LongPredicate with(long limit);
    }

    /** Labels that are no whole numbers match nothing, nor does a rule that has not exactly one. */
    private BitSet comparing(String key, List<String> values, Comparison comparison) {
        BitSet matching = new BitSet();
        Optional<Long> limit = values.size() == 1 ? number(values.getFirst()) : Optional.empty();
        limit.map(comparison::with)
                .ifPresent(test -> byLabel(key)
                        .forEach((value, nodes) ->
                                number(value).filter(test::test).ifPresent(fits -> matching.or(nodes))));
        return matching;
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private BitSet having(String key) {
        BitSet nodes = new BitSet();
        byLabel(key).values().forEach(nodes::or);
        return nodes;
    }

    private BitSet having(String key, String value) {
        return having(key, List.of(value));
    }

    private BitSet having(String key, List<String> values) {
        BitSet nodes = new BitSet();
        Map<String, BitSet> byValue = byLabel(key);
        for (String value : values) {
            Optional.ofNullable(byValue.get(value)).ifPresent(nodes::or);
        }
        return nodes;
    }

    private Map<String, BitSet> byLabel(String key) {
        return nodesByLabel.computeIfAbsent(key, wanted -> {
            Map<String, BitSet> byValue = new HashMap<>();
            for (int node = 0; node < labels.size(); node++) {
                @Nullable String value = labels.get(node).get(wanted);
                if (value != null) {
                    byValue.computeIfAbsent(value, first -> new BitSet()).set(node);
                }
            }
            return byValue;
        });
    }

    private BitSet not(BitSet nodes) {
        BitSet others = all();
        others.andNot(nodes);
        return others;
    }

    private BitSet all() {
        BitSet all = new BitSet(labels.size());
        all.set(0, labels.size());
        return all;
    }
}
