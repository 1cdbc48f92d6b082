package io.accelnet.plan.cluster;

import io.accelnet.plan.cluster.RefusalMessages.RefusalMessage;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Optional;

/**
 * Explains what was decided, by what is free once all VMs have been judged. There is none before the ledgers are final: no decision
 * waits for an explanation, and what many explanations need, such as the cluster with every node up, is made once.
 */
final class RefusalExplainer {
    private final PlanContext context;
    private final RefusalMessages messages;
    private final ExplanationCache explanations;
    /** Made when it is first asked for: most plans need none. */
    private Optional<AbsentNodes> absentNodes = Optional.empty();

    RefusalExplainer(PlanContext context) {
        this.context = context;
        this.messages = new RefusalMessages(context);
        this.explanations = new ExplanationCache(context);
    }

    /** Why a new VM is refused, which can be on this node only, or on any. */
    RefusalMessage ofNewVm(VmSnapshot vm, Demand demand, Optional<String> node, Decision.Refused decision) {
        return messages.explain(
                vm,
                demand,
                node,
                decision,
                explanations.of(demand, node),
                absentNodes().refusing(vm, demand, node));
    }

    /**
     * Why a VM can't have this on its node instead of what it has.
     *
     * @param lack the nodes for want of which it can't
     */
    RefusalMessage ofChange(
            VmSnapshot vm,
            Demand demand,
            Assignment assignment,
            Decision.Refused decision,
            Optional<AbsentNodes.Lack> lack) {
        return messages.explain(
                vm,
                demand,
                Optional.of(assignment.node()),
                decision,
                explanations.ofChange(vm, demand, assignment),
                lack);
    }

    /**
     * Why a VM can't have this on its node instead of what it has on adapters that the cluster no longer uses.
     *
     * @param lack the nodes for want of which it can't
     */
    RefusalMessage ofReplacement(
            VmSnapshot vm,
            Demand demand,
            Assignment assignment,
            Decision.Refused decision,
            Optional<AbsentNodes.Lack> lack) {
        context.release(vm);
        RefusalMessage message = messages.explain(
                vm,
                demand,
                Optional.of(assignment.node()),
                decision,
                explanations.ofReplacement(demand, assignment),
                lack);
        context.hold(vm, assignment);
        return message;
    }

    /** The nodes that give nothing for a time, and for want of which VMs may be refused. */
    AbsentNodes absentNodes() {
        AbsentNodes made = absentNodes.orElseGet(() -> new AbsentNodes(context));
        absentNodes = Optional.of(made);
        return made;
    }
}
