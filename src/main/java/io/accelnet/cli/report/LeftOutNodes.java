package io.accelnet.cli.report;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Readiness;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The nodes that clusters leave out as unsupported, and why: the conditions of the nodes say it. What is the same for several nodes
 * is said once, in the words for the first of them.
 */
final class LeftOutNodes {
    /** For these a node is left out. */
    private static final Set<ConditionType> CHECKS =
            EnumSet.of(ConditionType.OPERATING_SYSTEM_SUPPORTED, ConditionType.SRIOV_SUPPORTED, ConditionType.ENABLED);

    /** By cluster, and by what is said without the node's own name. */
    private final Map<String, Map<String, Group>> clusters = new HashMap<>();

    /**
     * Nodes of which the same is said.
     *
     * @param said what, with the name of the first
     * @param nodes their names
     */
    private record Group(String said, List<String> nodes) {}

    LeftOutNodes(Plan plan) {
        plan.nodes().forEach((name, node) -> node.leftOutBy().ifPresent(cluster -> add(cluster, name, node)));
    }

    private void add(String cluster, String name, NodePlan node) {
        Optional<Finding> why = Readiness.worst(node.conditions().stream()
                .filter(finding -> CHECKS.contains(finding.type()))
                .toList());
        String said = why.map(finding -> ", " + finding.reason().wire() + ": " + finding.message())
                .orElse(".");
        clusters.computeIfAbsent(cluster, first -> new LinkedHashMap<>())
                .computeIfAbsent(without(name, said), first -> new Group(said, new ArrayList<>()))
                .nodes()
                .add(name);
    }

    /** A NUL is in no message. A name is looked for as a whole: n1 isn't in n10, and not in a.n1 either. */
    private static String without(String name, String said) {
        return Pattern.compile("(?<![A-Za-z0-9.-])" + Pattern.quote(name) + "(?![A-Za-z0-9-]|\\.[A-Za-z0-9])")
                .matcher(said)
                .replaceAll("\0");
    }

    /** Writes those of a cluster, if there are any. */
    void print(String cluster, PrintWriter out) {
        clusters.getOrDefault(cluster, Map.of())
                .values()
                .forEach(group -> TableText.wrap(
                                Phrases.list(group.nodes())
                                        + Phrases.agree(group.nodes().size(), " is", " are")
                                        + " left out" + group.said(),
                                "  ")
                        .forEach(out::println));
    }
}
