package io.accelnet.cli.report;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Readiness;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes that clusters leave out as unsupported, and why: the conditions of the nodes say it. What is the same for several nodes
 * is said once, in the words for the first of them.
 */
final class LeftOutNodes {
    /** For these a node is left out. */
    private static final Set<ConditionType> CHECKS =
            EnumSet.of(ConditionType.OPERATING_SYSTEM_SUPPORTED, ConditionType.SRIOV_SUPPORTED, ConditionType.ENABLED);

    /** By the name of the cluster. */
    private final SaidOnce<String, String> nodes = new SaidOnce<>();

    LeftOutNodes(Plan plan) {
        plan.nodes().forEach((name, node) -> node.leftOutBy().ifPresent(cluster -> add(cluster, name, node)));
    }

    private void add(String cluster, String name, NodePlan node) {
        Optional<Finding> why = Readiness.worst(node.conditions().stream()
                .filter(finding -> CHECKS.contains(finding.type()))
                .toList());
        String said = why.map(finding -> ", " + finding.reason().wire() + ": " + finding.message())
                .orElse(".");
        nodes.add(cluster, name, name, said);
    }

    /** Writes those of a cluster, if there are any. */
    void print(String cluster, PrintWriter out) {
        nodes.groups().stream()
                .filter(group -> group.kind().equals(cluster))
                .flatMap(group -> TableText.wrap(
                        Phrases.list(group.of())
                                + Phrases.agree(group.of().size(), " is", " are")
                                + " left out" + group.said(),
                        "  ")
                        .stream())
                .forEach(out::println);
    }
}
