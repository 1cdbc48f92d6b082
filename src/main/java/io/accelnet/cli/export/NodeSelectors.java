package io.accelnet.cli.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds labels that a group of Nodes has, all of it, and no other Node. */
final class NodeSelectors {
    /** What says of a Node that it has such ports, or for what it is, goes first; what Kubernetes no longer wants, last. */
    private static final List<String> FIRST =
            List.of("feature.node.kubernetes.io/network-sriov.capable", "node-role.kubernetes.io/worker");

    private static final String DEPRECATED = "beta.kubernetes.io/";

    private static final Comparator<Map.Entry<String, String>> ORDER =
            Comparator.<Map.Entry<String, String>>comparingInt(label -> rank(label.getKey()))
                    .thenComparing(Map.Entry::getKey);

    private NodeSelectors() {}

    private static int rank(String key) {
        int preferred = FIRST.indexOf(key);
        if (preferred >= 0) {
            return preferred;
        }
        return key.startsWith(DEPRECATED) ? FIRST.size() + 1 : FIRST.size();
    }

    /**
     * One label, or two, that select the group and nothing else; empty: there are none.
     *
     * @param group names of Nodes
     * @param nodes the labels of all Nodes, by name
     */
    static Optional<SortedMap<String, String>> of(Set<String> group, Map<String, Map<String, String>> nodes) {
        List<Map.Entry<String, String>> common = common(group, nodes);
        List<Map<String, String>> others = nodes.entrySet().stream()
                .filter(node -> !group.contains(node.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        for (int one = 0; one < common.size(); one++) {
            Optional<SortedMap<String, String>> found = ifNoneHas(others, List.of(common.get(one)));
            if (found.isPresent()) {
                return found;
            }
        }
        for (int one = 0; one < common.size(); one++) {
            for (int two = one + 1; two < common.size(); two++) {
                Optional<SortedMap<String, String>> found =
                        ifNoneHas(others, List.of(common.get(one), common.get(two)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Map.Entry<String, String>> common(Set<String> group, Map<String, Map<String, String>> nodes) {
        List<Map.Entry<String, String>> common = new ArrayList<>();
        List<Map<String, String>> theirs = group.stream()
                .map(name -> Optional.ofNullable(nodes.get(name)).orElse(Map.of()))
                .collect(Collectors.toList());
        for (Map.Entry<String, String> label : theirs.getFirst().entrySet()) {
            if (!label.getKey().equals(PoolHost.HOSTNAME)
                    && theirs.stream().allMatch(its -> label.getValue().equals(its.get(label.getKey())))) {
                common.add(label);
            }
        }
        common.sort(ORDER);
        return common;
    }

    private static Optional<SortedMap<String, String>> ifNoneHas(
            List<Map<String, String>> others, List<Map.Entry<String, String>> labels) {
        boolean taken = others.stream()
                .anyMatch(its ->
                        labels.stream().allMatch(label -> label.getValue().equals(its.get(label.getKey()))));
        if (taken) {
            return Optional.empty();
        }
        SortedMap<String, String> selector = new TreeMap<>();
        labels.forEach(label -> selector.put(label.getKey(), label.getValue()));
        return Optional.of(selector);
    }
}
