package io.accelnet.cli.view;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.PrerequisiteResult;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.api.v1alpha1.VmCounts;
import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.ReserveText;
import io.accelnet.cli.report.Table;
import io.accelnet.cli.report.TableText;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster stands, by the statuses that the operator has written.
 *
 * @param name its name
 * @param intents its intents
 * @param nodeReservePercentage the share of its nodes that may be down at once
 * @param status True, False or Unknown
 * @param reason the documented code, or another reason
 * @param message why, and what to do
 * @param reserve the numbers of the reserve; null while the operator hasn't counted
 * @param prerequisitesHold whether new VMs are admitted at all
 * @param checks what was found
 * @param virtualMachines its VMs, counted
 * @param shortVms those that don't have what they ask for
 */
public record ClusterStanding(
        String name,
        List<String> intents,
        int nodeReservePercentage,
        String status,
        String reason,
        String message,
        @Nullable ReserveStatus reserve,
        boolean prerequisitesHold,
        List<Check> checks,
        @Nullable VmCounts virtualMachines,
        List<VmListing.Enabled> shortVms) {
    /** So many are told; a cluster of thousands can have thousands of them, for the same reason. */
    private static final int TOLD = 20;

    private static final int DEFAULT_PERCENTAGE = 50;

    /** What sums up the others. */
    private static final Set<String> SUMMARIES =
            Set.of(ConditionType.READY.wire(), ConditionType.RECONCILING.wire(), ConditionType.STALLED.wire());

    /**
     * A condition.
     *
     * @param type its type
     * @param status True, False or Unknown
     * @param reason the documented code, or another reason
     * @param message why, and what to do
     * @param passed how many nodes or adapters passed; null if it is no prerequisite
     * @param failed how many failed
     * @param unknown how many state too little
     */
    public record Check(
            String type,
            String status,
            String reason,
            String message,
            @Nullable Integer passed,
            @Nullable Integer failed,
            @Nullable Integer unknown) {
        private static Check of(Condition condition, Optional<PrerequisiteResult> result) {
            return new Check(
                    condition.getType(),
                    condition.getStatus(),
                    condition.getReason(),
                    Objects.requireNonNullElse(condition.getMessage(), ""),
                    result.map(PrerequisiteResult::passed).orElse(null),
                    result.map(PrerequisiteResult::failed).orElse(null),
                    result.map(PrerequisiteResult::unknown).orElse(null));
        }

        private String counts() {
            return passed == null ? "" : passed + " passed, " + failed + " failed, " + unknown + " unknown";
        }
    }

    /** What the statuses of a cluster and its VMs say. */
    public static ClusterStanding of(AccelNetCluster cluster, List<AccelNetVM> vms) {
        Optional<AccelNetClusterStatus> status = Optional.ofNullable(cluster.getStatus());
        List<Condition> conditions =
                status.map(AccelNetClusterStatus::conditions).orElse(List.of());
        Ready ready = Ready.of(
                cluster, status.map(AccelNetClusterStatus::observedGeneration).orElse(null), conditions);
        return new ClusterStanding(
                cluster.getMetadata().getName(),
                cluster.getSpec().allIntentNames(),
                Objects.requireNonNullElse(cluster.getSpec().nodeReservePercentage(), DEFAULT_PERCENTAGE),
                ready.status(),
                ready.reason(),
                ready.message(),
                status.map(AccelNetClusterStatus::reserve).orElse(null),
                status.map(ReportedReserve::enabled).orElse(false),
                conditions.stream()
                        .filter(condition -> !SUMMARIES.contains(condition.getType()))
                        .map(condition -> Check.of(
                                condition,
                                status.map(AccelNetClusterStatus::prerequisites).orElse(List.of()).stream()
                                        .filter(result -> result.type().equals(condition.getType()))
                                        .findFirst()))
                        .toList(),
                status.map(AccelNetClusterStatus::virtualMachines).orElse(null),
                VmListing.enabled(vms).stream()
                        .filter(vm -> vm.ready().mark() != Mark.GOOD)
                        .toList());
    }

    /** Whether all is as it should be. */
    public boolean allIsWell() {
        return Truth.TRUE.wire().equals(status) && shortVms.isEmpty();
    }

    /** The arithmetic of the reserve in lines for people, so that they can check it. */
    public List<String> arithmetic() {
        if (reserve == null) {
            return List.of("Cluster " + name + " of intent " + String.join(", ", intents) + ".");
        }
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            new ReserveText(out)
                    .print(
                            name,
                            nodeReservePercentage,
                            prerequisitesHold,
                            ReportedReserve.sums(reserve),
                            reserve.worstNodesTotal());
        }
        return text.toString().lines().toList();
    }

    /** Writes it for people. */
    public void print(PrintWriter out, Colours colours) {
        Ready ready = new Ready(status, reason, message);
        arithmetic().forEach(out::println);
        out.println();
        Table table = new Table("", "CONDITION", "STATUS", "REASON", "CHECKED");
        table.add(ready.mark(), ConditionType.READY.wire(), status, reason, "");
        checks.forEach(check -> table.add(
                Mark.of(check.type(), check.status()), check.type(), check.status(), check.reason(), check.counts()));
        table.print(out, colours);
        out.println();
        if (virtualMachines != null) {
            out.println(Phrases.count(virtualMachines.total(), "VM") + ": " + virtualMachines.admitted()
                    + " admitted, of which " + virtualMachines.withoutVirtualFunctions()
                    + " without virtual functions; " + virtualMachines.waiting() + " waiting, "
                    + virtualMachines.refused() + " refused.");
        }
        if (!shortVms.isEmpty()) {
            out.println();
            VmListing.table(told(), false).print(out, colours);
            more(out);
        }
        toDo(out, ready);
    }

    private List<VmListing.Enabled> told() {
        return shortVms.subList(0, Math.min(TOLD, shortVms.size()));
    }

    private void more(PrintWriter out) {
        if (shortVms.size() > TOLD) {
            out.println("and " + (shortVms.size() - TOLD) + " more: -o json has all");
        }
    }

    /** What messages recommend: of each condition and VM that isn't as it should be. What is said twice is said once. */
    private void toDo(PrintWriter out, Ready ready) {
        List<Check> open = checks.stream()
                .filter(check -> !Truth.TRUE.wire().equals(check.status()))
                .toList();
        Set<String> said = open.stream().map(Check::message).collect(Collectors.toSet());
        if (open.isEmpty() && ready.mark() == Mark.GOOD && shortVms.isEmpty()) {
            return;
        }
        out.println();
        out.println("What to do:");
        if (ready.mark() != Mark.GOOD && !said.contains(message)) {
            say(out, ConditionType.READY.wire(), reason, message);
        }
        open.forEach(check -> say(out, check.type(), check.reason(), check.message()));
        SequencedMap<String, List<VmListing.Enabled>> byMessage = told().stream()
                .collect(Collectors.groupingBy(VmListing.Enabled::message, LinkedHashMap::new, Collectors.toList()));
        byMessage.forEach((text, vms) -> say(
                out,
                Phrases.list(vms.stream().map(VmListing.Enabled::id).toList()),
                vms.getFirst().reason(),
                text));
        more(out);
    }

    private static void say(PrintWriter out, String what, String reason, String text) {
        out.println("  " + what + ", " + reason + ":");
        TableText.wrap(text, "    ").forEach(out::println);
    }
}
