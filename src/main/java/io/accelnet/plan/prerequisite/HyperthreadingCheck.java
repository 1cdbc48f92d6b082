package io.accelnet.plan.prerequisite;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.List;

/** The check documented as {@code Hyperthreading_check_failed}: hyperthreading must be on for all nodes, or off for all. */
final class HyperthreadingCheck {
    private HyperthreadingCheck() {}

    static CheckReport check(List<NodeSnapshot> nodes) {
        ConditionType type = ConditionType.HYPERTHREADING_CONSISTENT;
        List<String> on = with(nodes, Fact.YES);
        List<String> off = with(nodes, Fact.NO);
        List<CheckResult> notStated = with(nodes, Fact.UNKNOWN).stream()
                .map(HyperthreadingCheck::notStated)
                .toList();
        if (!on.isEmpty() && !off.isEmpty()) {
            return CheckReport.of(
                    Finding.fails(
                            type,
                            Reason.HYPERTHREADING_CHECK_FAILED,
                            "Hyperthreading validation: Failed. There is an inconsistency across the cluster. Either disable or"
                                    + " enable hyperthreading on all nodes. It is enabled on " + Phrases.list(on)
                                    + " and disabled on " + Phrases.list(off) + "."),
                    nodes.stream().map(HyperthreadingCheck::inconsistent).toList());
        }
        if (!notStated.isEmpty() || nodes.isEmpty()) {
            return CheckReport.of(
                    CheckReport.of(type, notStated, "").finding(),
                    nodes.stream()
                            .map(node -> node.host().hyperthreading() == Fact.UNKNOWN
                                    ? notStated(node.name())
                                    : CheckResult.passed(node.name()))
                            .toList());
        }
        return CheckReport.of(
                Finding.holds(
                        type,
                        Reason.PASSED,
                        "Hyperthreading is " + (off.isEmpty() ? "enabled" : "disabled") + " on all nodes."),
                nodes.stream().map(node -> CheckResult.passed(node.name())).toList());
    }

    private static CheckResult notStated(String node) {
        return CheckResult.notStated(node, "spec.hyperthreading", "whether hyperthreading is on");
    }

    /** What a node has to do with it that not all are alike. */
    private static CheckResult inconsistent(NodeSnapshot node) {
        return switch (node.host().hyperthreading()) {
            case YES ->
                CheckResult.failed(
                        node.name(), Reason.HYPERTHREADING_CHECK_FAILED, "", "hyperthreading is enabled here");
            case NO ->
                CheckResult.failed(
                        node.name(), Reason.HYPERTHREADING_CHECK_FAILED, "", "hyperthreading is disabled here");
            case UNKNOWN -> notStated(node.name());
        };
    }

    /** Whether hyperthreading is on; UNKNOWN while it is inconsistent or not stated. */
    static Fact common(List<NodeSnapshot> nodes) {
        if (check(nodes).finding().truth() != Truth.TRUE) {
            return Fact.UNKNOWN;
        }
        return nodes.getFirst().host().hyperthreading();
    }

    private static List<String> with(List<NodeSnapshot> nodes, Fact hyperthreading) {
        return nodes.stream()
                .filter(node -> node.host().hyperthreading() == hyperthreading)
                .map(NodeSnapshot::name)
                .sorted()
                .toList();
    }
}
