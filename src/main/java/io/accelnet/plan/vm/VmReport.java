package io.accelnet.plan.vm;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Readiness;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/** Says in a VM's status what was decided for it. */
public final class VmReport {
    /** Shared by all VMs that are admitted, which saves memory. */
    private static final Finding ADMITTED = Finding.holds(
            ConditionType.RESOURCES_RESERVED,
            Reason.ADMITTED,
            "The cluster has promised the VM its virtual functions, and keeps a reserve for them.");

    private static final Set<ConditionType> PROCESSORS =
            EnumSet.of(ConditionType.PROCESSOR_MINIMUM_MET, ConditionType.PROCESSORS_SUFFICIENT);

    private VmReport() {}

    /**
     * The VM's status.
     *
     * @param vm the VM
     * @param checks what its checks found
     * @param outcome what was decided for it
     * @param assignment the virtual functions that it has
     * @param unknownNode the node that it reports, if there is no AccelNetNode of that name
     * @param withoutLink the adapters of its virtual functions whose link is down
     * @param pciAddress the PCI address of an entry's virtual function, if it is known
     * @param intents what its cluster knows of intents
     * @param remark what else its user should know of the node that it is on, and of a pod that can't start; may be empty
     */
    public static VmPlan of(
            VmSnapshot vm,
            VmChecks checks,
            VmOutcome outcome,
            Optional<Assignment> assignment,
            Optional<String> unknownNode,
            List<String> withoutLink,
            Function<LedgerEntry, Optional<String>> pciAddress,
            ClusterIntents intents,
            String remark) {
        List<Finding> findings = new ArrayList<>(checks.findings());
        findings.add(reserved(outcome));
        List<HeldFunction> functions =
                assignment.map(has -> functions(has, pciAddress)).orElse(List.of());
        String has = assignedMessage(assignment, functions, unknownNode, withoutLink, vm.isDescribed(), remark);
        findings.add(assigned(outcome, has));
        boolean admitted = isAdmitted(outcome, assignment);
        List<Finding> relevant = new ArrayList<>(gates(checks, outcome));
        Progress progress = relevant.stream().anyMatch(finding -> finding.truth() == Truth.FALSE)
                ? Progress.STALLED
                : progress(outcome);
        relevant.addAll(findings.subList(checks.findings().size(), findings.size()));
        boolean holds = admitted && !(outcome instanceof VmOutcome.Without) && assignment.isPresent();
        return new VmPlan(
                admitted,
                holds ? assignment.map(Assignment::node) : Optional.empty(),
                holds ? assignment.map(Assignment::level) : Optional.empty(),
                holds && assignment.map(Assignment::differentPorts).orElse(false),
                holds ? functions : List.of(),
                outcome instanceof VmOutcome.Without
                        ? Optional.of(Promises.to(vm, assignment, intents)).filter(promise -> !promise.isEmpty())
                        : Optional.empty(),
                List.of(),
                shortfall(outcome),
                Readiness.summarise(findings, relevant, progress, holds ? has : ""));
    }

    /**
     * The checks that {@code Ready} depends on. They gate what is new, and take nothing from a VM that has what it was promised:
     * whatever fails later stands in the check's own condition. Of a VM that is admitted and has nothing, those tell why that can't
     * be had at all.
     */
    private static List<Finding> gates(VmChecks checks, VmOutcome outcome) {
        return switch (outcome) {
            // A VM without network adapters, or whose network adapters aren't known, asks for something else than it
            // has.
            case VmOutcome.Served served ->
                checks.findings().stream()
                        .filter(finding -> finding.type() == ConditionType.NETWORK_ADAPTERS_FOUND
                                && finding.reason() != Reason.PENDING)
                        .toList();
            case VmOutcome.Unmanaged unmanaged -> List.of();
            case VmOutcome.Without without ->
                checks.findings().stream()
                        .filter(finding -> !PROCESSORS.contains(finding.type()))
                        .toList();
            case VmOutcome.ServedOtherwise served -> checks.findings();
            case VmOutcome.Waiting waiting -> checks.findings();
            case VmOutcome.Refused refused -> checks.findings();
        };
    }

    private static boolean isAdmitted(VmOutcome outcome, Optional<Assignment> assignment) {
        return switch (outcome) {
            case VmOutcome.Served served -> true;
            case VmOutcome.ServedOtherwise served -> true;
            case VmOutcome.Without without -> true;
            case VmOutcome.Unmanaged unmanaged -> assignment.isPresent();
            case VmOutcome.Waiting waiting -> false;
            case VmOutcome.Refused refused -> false;
        };
    }

    private static Optional<Shortfall> shortfall(VmOutcome outcome) {
        return switch (outcome) {
            case VmOutcome.Refused refused -> refused.shortfall();
            case VmOutcome.ServedOtherwise served -> served.shortfall();
            default -> Optional.empty();
        };
    }

    private static Progress progress(VmOutcome outcome) {
        return switch (outcome) {
            case VmOutcome.Served served -> Progress.DONE;
            case VmOutcome.ServedOtherwise served -> served.progress();
            case VmOutcome.Without without -> without.progress();
            case VmOutcome.Waiting waiting -> waiting.progress();
            case VmOutcome.Refused refused -> refused.progress();
            case VmOutcome.Unmanaged unmanaged -> Progress.RECONCILING;
        };
    }

    private static Finding reserved(VmOutcome outcome) {
        ConditionType type = ConditionType.RESOURCES_RESERVED;
        return switch (outcome) {
            case VmOutcome.Served served -> ADMITTED;
            case VmOutcome.Without without -> ADMITTED;
            case VmOutcome.ServedOtherwise served ->
                served.reserved().message().isEmpty() ? ADMITTED : served.reserved();
            case VmOutcome.Waiting waiting -> Finding.unknown(type, waiting.reason(), waiting.message());
            case VmOutcome.Refused refused -> Finding.fails(type, refused.reason(), refused.message());
            case VmOutcome.Unmanaged unmanaged ->
                Finding.unknown(
                        type,
                        Reason.UNMANAGED,
                        "AccelNetCluster " + unmanaged.cluster()
                                + " doesn't exist: the VM keeps what it has, doesn't fail"
                                + " over, and nothing of it changes until a cluster of this name is created.");
        };
    }

    private static Finding assigned(VmOutcome outcome, String has) {
        ConditionType type = ConditionType.VIRTUAL_FUNCTIONS_ASSIGNED;
        return switch (outcome) {
            case VmOutcome.Served served -> Finding.holds(type, Reason.ASSIGNED, has);
            case VmOutcome.Unmanaged unmanaged -> Finding.holds(type, Reason.ASSIGNED, has);
            case VmOutcome.ServedOtherwise served ->
                served.assigned().message().isEmpty() ? Finding.holds(type, Reason.ASSIGNED, has) : served.assigned();
            case VmOutcome.Without without -> Finding.fails(type, without.reason(), without.message());
            case VmOutcome.Waiting waiting -> notAdmitted(type);
            case VmOutcome.Refused refused -> notAdmitted(type);
        };
    }

    private static Finding notAdmitted(ConditionType type) {
        return Finding.unknown(type, Reason.NOT_ADMITTED, "Depends on ResourcesReserved.");
    }

    private static String assignedMessage(
            Optional<Assignment> assignment,
            List<HeldFunction> functions,
            Optional<String> unknownNode,
            List<String> withoutLink,
            boolean described,
            String remark) {
        StringJoiner each = new StringJoiner(", ");
        for (HeldFunction one : functions) {
            each.add(one.networkAdapter() + " has " + one.adapter() + " VF " + one.virtualFunction()
                    + one.pciAddress().map(address -> " (" + address + ")").orElse(""));
        }
        return assignment
                .map(has -> Phrases.count(has.size(), "virtual function") + " of performance "
                        + has.level().label() + " on node " + has.node() + ": "
                        + each + "." + noTraffic(withoutLink) + whatIsLeft(has, withoutLink)
                        + has.displacedFrom()
                                .filter(node -> !unknownNode.equals(Optional.of(node)))
                                .map(node -> " It came here when node " + node + " went down.")
                                .orElse("")
                        + unknownNode
                                .map(node -> " The VM reports node " + node + ", and there is no AccelNetNode of this"
                                        + " name: " + (described ? "correct the report, or create it." : "create it."))
                                .orElse("")
                        + remark)
                .orElse("");
    }

    private static String noTraffic(List<String> withoutLink) {
        return withoutLink.isEmpty()
                ? ""
                : " The link of " + Phrases.list(withoutLink) + " is down: no traffic passes there until it is up.";
    }

    /** What a VM with virtual functions from different ports has them for. */
    private static String whatIsLeft(Assignment assignment, List<String> withoutLink) {
        List<String> left = assignment.entries().stream()
                .filter(entry -> !withoutLink.contains(entry.adapter()))
                .map(LedgerEntry::networkAdapter)
                .sorted()
                .toList();
        return assignment.differentPorts() && !withoutLink.isEmpty() && !left.isEmpty()
                ? " It passes by " + Phrases.list(left) + "."
                : "";
    }

    private static List<HeldFunction> functions(
            Assignment assignment, Function<LedgerEntry, Optional<String>> pciAddress) {
        List<HeldFunction> functions = new ArrayList<>(assignment.size());
        for (LedgerEntry entry : assignment.entries()) {
            functions.add(new HeldFunction(
                    entry.networkAdapter(),
                    entry.adapter(),
                    entry.virtualFunction(),
                    entry.queuePairs(),
                    pciAddress.apply(entry)));
        }
        functions.sort(Comparator.comparing(HeldFunction::networkAdapter));
        return List.copyOf(functions);
    }
}
