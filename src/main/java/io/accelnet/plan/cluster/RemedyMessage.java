package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what would admit a VM that is refused for want of resources. */
final class RemedyMessage {
    /** How many nodes a message names; the shortfall in the status has all. */
    private static final int NAMED = 4;

    private RemedyMessage() {}

    /** Sentences for the end of a message; empty if the VM can only wait. */
    static String text(
            VmSnapshot vm, Decision.Refused decision, Optional<Explanation> explanation, Shortfall shortfall) {
        if (decision instanceof Decision.TooManyDown || leavesAdmittedVmsWithout(decision)) {
            return "";
        }
        if (explanation.isEmpty()) {
            return " Too many VMs are refused for different reasons to work out now what would admit this one.";
        }
        if (explanation.get().decision() instanceof Decision.Admitted) {
            return " By now it could be admitted, and will be when the cluster is looked at again.";
        }
        List<String> remedies = new ArrayList<>();
        shortfall
                .nodeReservePercentage()
                .ifPresent(percentage -> remedies.add("a nodeReservePercentage of at most " + percentage));
        shortfall.level().ifPresent(level -> remedies.add("performance " + level.label()));
        shortfall
                .node()
                .ifPresent(node ->
                        remedies.add("another node for the VM"
                                + (vm.isDescribed() ? " (spec.virtualMachine.nodeName)" : "") + ", such as " + node));
        shortfall.addition().ifPresent(addition -> remedies.add(addition(addition, vm)));
        if (remedies.isEmpty()) {
            remedies.add("more nodes that take VMs");
        }
        return " What would admit it: " + String.join(", or ", remedies) + ".";
    }

    /** Whether VMs that are admitted already have no virtual functions: they come first. */
    private static boolean leavesAdmittedVmsWithout(Decision.Refused decision) {
        return decision instanceof Decision.AlreadyViolated violated
                && !violated.withoutFunctions().isEmpty();
    }

    private static String addition(Addition addition, VmSnapshot vm) {
        int functions = addition.virtualFunctions();
        String where = where(addition.hosts());
        if (addition.onNewPorts()) {
            return "an adapter with " + Phrases.count(functions, "virtual function") + " of performance "
                    + vm.level().label() + where;
        }
        String pairs = addition.queuePairs() + (addition.queuePairs() == 1 ? " more queue pair" : " more queue pairs");
        if (functions == 0) {
            return pairs + where;
        }
        return functions
                + (functions == 1 ? " more virtual function" : " more virtual functions")
                + (addition.queuePairs() > 0 ? " with " + pairs : "")
                + where;
    }

    private static String where(List<String> nodes) {
        return nodes.size() == 1
                ? " on node " + nodes.getFirst()
                : " on each of " + nodes.size() + " nodes ("
                        + Phrases.list(nodes.stream().sorted().toList(), NAMED) + ")";
    }
}
