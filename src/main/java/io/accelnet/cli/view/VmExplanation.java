package io.accelnet.cli.view;

import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.ReserveText;
import io.accelnet.cli.report.Table;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.Level;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.outcome.Shortfall.Deficit;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a VM has what it has, and what would change that.
 *
 * @param namespace its namespace
 * @param name its name
 * @param clusterName its cluster
 * @param requestedPerformance the level that it asks for
 * @param outcome what becomes of it, in one word
 * @param reason the documented code, or another reason
 * @param nodeName where it has its virtual functions
 * @param performance the level that it holds
 * @param virtualFunctions its virtual functions
 * @param conditions all that was checked and decided, in the order of the documentation
 * @param missingAtWorst what would be missing if as many nodes failed as the reserve is for; null if the reserve isn't what refuses
 * @param remedies what would admit it, each by itself
 * @param clusterConditions what isn't as it should be with the cluster
 */
public record VmExplanation(
        String namespace,
        String name,
        String clusterName,
        String requestedPerformance,
        String outcome,
        String reason,
        @Nullable String nodeName,
        @Nullable String performance,
        List<Function> virtualFunctions,
        List<Said> conditions,
        @Nullable Missing missingAtWorst,
        List<String> remedies,
        List<Said> clusterConditions) {
    /**
     * A virtual function that it has.
     *
     * @param networkAdapter the VM's network adapter
     * @param adapter the port
     * @param virtualFunction its number there
     * @param queuePairs its queue pairs
     * @param pciAddress its PCI address; null if it isn't known
     */
    record Function(
            String networkAdapter,
            String adapter,
            int virtualFunction,
            int queuePairs,
            @Nullable String pciAddress) {}

    /**
     * A condition.
     *
     * @param type its type
     * @param status True, False or Unknown
     * @param reason the documented code, or another reason
     * @param message why, and what to do
     */
    record Said(String type, String status, String reason, String message) {
        static Said of(Finding finding) {
            return new Said(
                    finding.type().wire(),
                    finding.truth().wire(),
                    finding.reason().wire(),
                    finding.message());
        }

        private void print(PrintWriter out, Colours colours) {
            Mark mark = Mark.of(type, status);
            out.println(colours.paint(mark.sign(), mark) + " " + type + " is " + status + ", " + reason
                    + (message.isEmpty() ? "" : ":"));
            if (!message.isEmpty()) {
                TableText.wrap(message, "    ").forEach(out::println);
            }
        }
    }

    /**
     * What VMs would lack.
     *
     * @param failedNodes if all these failed
     * @param performance only VMs of this level and above are counted; null if all are
     * @param networkAdapters only VMs with that many network adapters or more are counted
     * @param virtualFunctions virtual functions missing on the other nodes
     * @param queuePairs queue pairs missing there
     * @param virtualMachines VMs for which no node there has all that they need
     */
    record Missing(
            List<String> failedNodes,
            @Nullable String performance,
            int networkAdapters,
            int virtualFunctions,
            int queuePairs,
            int virtualMachines) {
        private static Missing of(Deficit deficit) {
            return new Missing(
                    deficit.nodes(),
                    deficit.level().map(Level::label).orElse(null),
                    deficit.networkAdapters(),
                    deficit.virtualFunctions(),
                    deficit.queuePairs(),
                    deficit.virtualMachines());
        }

        private String words() {
            List<String> parts = new ArrayList<>();
            if (virtualFunctions > 0) {
                parts.add(Phrases.count(virtualFunctions, "virtual function"));
            }
            if (queuePairs > 0) {
                parts.add(Phrases.count(queuePairs, "queue pair"));
            }
            if (virtualMachines > 0) {
                parts.add("a node for " + Phrases.count(virtualMachines, "VM"));
            }
            return String.join(", ", parts)
                    + (performance == null ? "" : ", of performance " + performance + " or higher")
                    + (networkAdapters > 1 ? ", for VMs with " + networkAdapters + " or more network adapters" : "");
        }
    }

    /**
     * What a plan says of a VM.
     *
     * @throws java.util.NoSuchElementException if the plan has no such VM
     */
    public static VmExplanation of(VmId id, SettledPlan settled) {
        VmPlan plan = Optional.ofNullable(settled.plan().vms().get(id)).orElseThrow();
        VmSnapshot asked = settled.snapshot().vms().stream()
                .filter(vm -> vm.id().equals(id))
                .findFirst()
                .orElseThrow();
        return new VmExplanation(
                id.namespace(),
                id.name(),
                asked.cluster(),
                asked.level().label(),
                VmState.of(plan).word(),
                VmState.ready(plan).reason().wire(),
                plan.node().orElse(null),
                plan.level().map(Level::label).orElse(null),
                plan.functions().stream()
                        .map(held -> new Function(
                                held.networkAdapter(),
                                held.adapter(),
                                held.virtualFunction(),
                                held.queuePairs(),
                                held.pciAddress().orElse(null)))
                        .toList(),
                plan.conditions().stream()
                        .filter(VmExplanation::isNoSummary)
                        .map(Said::of)
                        .toList(),
                plan.shortfall().flatMap(Shortfall::worst).map(Missing::of).orElse(null),
                plan.shortfall().map(VmExplanation::remedies).orElse(List.of()),
                Optional.ofNullable(settled.plan().clusters().get(asked.cluster()))
                        .map(ClusterPlan::conditions)
                        .orElse(List.of())
                        .stream()
                        .filter(finding -> finding.truth() != Truth.TRUE && isNoSummary(finding))
                        .map(Said::of)
                        .toList());
    }

    private static boolean isNoSummary(Finding finding) {
        return switch (finding.type()) {
            case READY, RECONCILING, STALLED -> false;
            default -> true;
        };
    }

    private static List<String> remedies(Shortfall shortfall) {
        List<String> remedies = new ArrayList<>();
        shortfall
                .nodeReservePercentage()
                .ifPresent(percentage -> remedies.add("a nodeReservePercentage of " + percentage + " or less"));
        shortfall.level().ifPresent(level -> remedies.add("performance " + level.label()));
        shortfall.node().ifPresent(node -> remedies.add("another node for the VM, such as " + node));
        if (!shortfall.additions().isEmpty()) {
            remedies.add(shortfall.additions().stream()
                    .map(each -> addition(each.addition())
                            + each.intent()
                                    .map(intent -> " of intent " + intent)
                                    .orElse(""))
                    .collect(Collectors.joining(", and ")));
        }
        return remedies;
    }

    private static String addition(Addition addition) {
        List<String> what = new ArrayList<>();
        if (addition.virtualFunctions() > 0) {
            what.add(Phrases.count(addition.virtualFunctions(), "more virtual function"));
        }
        if (addition.queuePairs() > 0) {
            what.add(Phrases.count(addition.queuePairs(), "more queue pair"));
        }
        return String.join(" and ", what) + " on each of "
                + addition.places().stream()
                        .map(place -> place.host()
                                + place.port().map(port -> "/" + port).orElse(" (a new adapter)"))
                        .collect(Collectors.joining(", "));
    }

    /** Whether it has what it asks for. */
    public boolean allIsWell() {
        return outcome.equals(VmState.ADMITTED.word());
    }

    /** Writes it for people. */
    public void print(SettledPlan settled, PrintWriter out, Colours colours) {
        Mark mark = allIsWell() ? Mark.GOOD : outcome.equals(VmState.WAITING.word()) ? Mark.OPEN : Mark.BAD;
        out.println(colours.paint(mark.sign(), mark) + " " + namespace + "/" + name + " asks cluster " + clusterName
                + " for performance " + requestedPerformance + ", and is " + outcome + ": " + reason
                + (nodeName == null ? "." : ", on node " + nodeName + "."));
        out.println();
        conditions.forEach(said -> said.print(out, colours));
        if (!virtualFunctions.isEmpty()) {
            out.println();
            Table table = new Table("NETWORK ADAPTER", "ADAPTER", "VF", "QUEUE PAIRS", "PCI ADDRESS");
            virtualFunctions.forEach(has -> table.add(
                    has.networkAdapter(),
                    has.adapter(),
                    has.virtualFunction(),
                    has.queuePairs(),
                    Objects.requireNonNullElse(has.pciAddress(), "")));
            table.print(out, colours);
        }
        out.println();
        reserve(settled, out);
        if (missingAtWorst != null) {
            out.println();
            TableText.wrap(
                            "With it, in the worst case "
                                    + String.join(", ", missingAtWorst.failedNodes())
                                    + " fail, and the other nodes lack " + missingAtWorst.words() + ".",
                            "")
                    .forEach(out::println);
        }
        if (!remedies.isEmpty()) {
            out.println();
            out.println("What would admit it, each by itself:");
            remedies.forEach(remedy -> {
                List<String> lines = TableText.wrap(remedy, "    ");
                out.println("  -" + lines.getFirst().substring(3));
                lines.stream().skip(1).forEach(out::println);
            });
        }
        if (!clusterConditions.isEmpty()) {
            out.println();
            out.println("Of the cluster:");
            clusterConditions.forEach(said -> said.print(out, colours));
        }
    }

    private void reserve(SettledPlan settled, PrintWriter out) {
        Optional<ClusterPlan> cluster =
                Optional.ofNullable(settled.plan().clusters().get(clusterName));
        cluster.flatMap(ClusterPlan::reserve)
                .ifPresent(sums -> new ReserveText(out)
                        .print(
                                clusterName,
                                settled.snapshot().clusters().stream()
                                        .filter(one -> one.name().equals(clusterName))
                                        .mapToInt(ClusterDefinition::nodeReservePercentage)
                                        .findFirst()
                                        .orElse(0),
                                cluster.map(ClusterPlan::enabled).orElse(false),
                                sums));
    }
}
