package io.accelnet.plan.vm;

import io.accelnet.plan.Level;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * The prerequisites of a VM, in the order in which they are reported. They count only for admissions and changes: a VM that has
 * its virtual functions keeps them when a check fails later.
 *
 * @param findings one for each check
 */
public record VmChecks(List<Finding> findings) {

    /**
     * Checks a VM against its cluster.
     *
     * @param hyperthreading whether it is on for all nodes of the cluster
     * @param provisionable the finding about the level, which depends on the cluster's adapters
     * @param wrongIntents what is wrong with the intents that its network adapters name
     * @param severalIntents whether the cluster has several
     */
    public static VmChecks of(
            VmSnapshot vm,
            Fact hyperthreading,
            Finding provisionable,
            Optional<Finding> wrongIntents,
            boolean severalIntents) {
        Finding minimum;
        Finding sufficient;
        Optional<VmFacts> facts = vm.facts();
        if (facts.isEmpty()) {
            minimum = pending(ConditionType.PROCESSOR_MINIMUM_MET, "Depends on NetworkAdaptersFound.");
            sufficient = pending(ConditionType.PROCESSORS_SUFFICIENT, "Depends on NetworkAdaptersFound.");
        } else if (hyperthreading == Fact.UNKNOWN) {
            String message = "Depends on HyperthreadingConsistent of AccelNetCluster " + vm.cluster() + ".";
            minimum = pending(ConditionType.PROCESSOR_MINIMUM_MET, message);
            sufficient = pending(ConditionType.PROCESSORS_SUFFICIENT, message);
        } else {
            boolean on = hyperthreading == Fact.YES;
            minimum = minimumMet(vm, facts.get(), on);
            sufficient = sufficient(vm, facts.get(), on);
        }
        return new VmChecks(List.of(
                wrongIntents.orElseGet(() -> networkAdapters(vm, severalIntents)), minimum, sufficient, provisionable));
    }

    /** Whether every check passed. */
    public boolean passed() {
        for (Finding finding : findings) {
            if (finding.truth() != Truth.TRUE) {
                return false;
            }
        }
        return true;
    }

    /** Whether some check failed, so that only a change by the user helps. */
    public boolean failed() {
        for (Finding finding : findings) {
            if (finding.truth() == Truth.FALSE) {
                return true;
            }
        }
        return false;
    }

    private static Finding networkAdapters(VmSnapshot vm, boolean severalIntents) {
        return switch (vm.virtualMachine()) {
            case VirtualMachine.Unresolved unresolved -> unresolved(vm, unresolved);
            case VirtualMachine.Resolved resolved ->
                networkAdapters(
                        vm,
                        resolved.facts(),
                        "Give VirtualMachine " + resolved.name() + " at least one interface with sriov: {}.",
                        resolved.others().isEmpty()
                                ? ""
                                : " Not protected, since they aren't on the resource of "
                                        + (severalIntents ? "one of the cluster's intents: " : "the cluster's intent: ")
                                        + String.join(", ", resolved.others()) + ".");
            case VirtualMachine.Described described ->
                networkAdapters(
                        vm,
                        described.facts(),
                        "Give the VM at least one, and name it in spec.virtualMachine.networkAdapters.",
                        "");
        };
    }

    private static Finding networkAdapters(VmSnapshot vm, VmFacts facts, String remedy, String note) {
        ConditionType type = ConditionType.NETWORK_ADAPTERS_FOUND;
        return facts.networkAdapters().isEmpty()
                ? Finding.fails(
                        type,
                        Reason.GET_NETWORK_ADAPTER_FAILED,
                        "Failed to get network adapters for VM " + vm.id().name() + ". " + remedy + note)
                : Finding.holds(
                        type,
                        Reason.PASSED,
                        "The VM has " + Phrases.count(facts.networkAdapters().size(), "network adapter") + "." + note);
    }

    /** What was promised stays: that a fact can't be found is no reason to take it away. */
    private static Finding unresolved(VmSnapshot vm, VirtualMachine.Unresolved unresolved) {
        ConditionType type = ConditionType.NETWORK_ADAPTERS_FOUND;
        Reason reason = Obstacles.reason(unresolved.obstacle());
        String message = unresolved.message()
                + (vm.memory().admitted()
                        ? " What the VM was promised stays its own until this AccelNetVM is deleted."
                        : "");
        return Obstacles.progress(unresolved.obstacle()) == Progress.STALLED
                ? Finding.fails(type, reason, message)
                : Finding.unknown(type, reason, message);
    }

    private static Finding minimumMet(VmSnapshot vm, VmFacts facts, boolean hyperthreading) {
        ConditionType type = ConditionType.PROCESSOR_MINIMUM_MET;
        int minimum = minimum(vm.level(), hyperthreading);
        String required = "The minimum required processor count for requested performance with hyperthreading "
                + (hyperthreading ? "enabled" : "disabled") + " is " + minimum + ".";
        return facts.vCpus() >= minimum
                ? Finding.holds(type, Reason.PASSED, required)
                : Finding.fails(
                        type,
                        Reason.HT_ENABLED_MIN_PROCESSOR_COUNTER,
                        required + " " + remedy(vm, facts, hyperthreading));
    }

    private static Finding sufficient(VmSnapshot vm, VmFacts facts, boolean hyperthreading) {
        ConditionType type = ConditionType.PROCESSORS_SUFFICIENT;
        return facts.vCpus() >= minimum(vm.level(), hyperthreading)
                ? Finding.holds(type, Reason.PASSED, "The VM has " + Phrases.count(facts.vCpus(), "vCPU") + ".")
                : Finding.fails(
                        type,
                        Reason.VM_NOT_ENOUGH_VCPUS,
                        "VM " + vm.id().name()
                                + " does not have enough vCPUs to enable Accelerated Networking with the specified"
                                + " performance. " + remedy(vm, facts, hyperthreading));
    }

    private static String remedy(VmSnapshot vm, VmFacts facts, boolean hyperthreading) {
        int missing = minimum(vm.level(), hyperthreading) - facts.vCpus();
        String lower = List.of(Level.values()).stream()
                .filter(level -> minimum(level, hyperthreading) <= facts.vCpus())
                .reduce((one, higher) -> higher)
                .map(level -> ", or ask for performance " + level.label())
                .orElse("");
        return "The VM has " + facts.vCpus() + ": add " + Phrases.count(missing, "vCPU") + lower + ".";
    }

    /** The documented least number of vCPUs for a level. */
    private static int minimum(Level level, boolean hyperthreading) {
        return hyperthreading || level == Level.HIGH ? 4 : 2;
    }

    private static Finding pending(ConditionType type, String message) {
        return Finding.unknown(type, Reason.PENDING, message);
    }
}
