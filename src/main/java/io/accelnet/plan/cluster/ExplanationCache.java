package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Explains why the fleet refuses a request. All VMs that ask for the same get one explanation, and one plan spends a limited amount
 * of work on them.
 */
final class ExplanationCache {
    /**
     * A request that was refused.
     *
     * @param demand the virtual functions that the VM asks for
     * @param node the only node that would do; empty if any would
     * @param instead what the VM has now and would give up; empty for a new VM
     */
    private record RefusedRequest(Demand demand, Optional<String> node, Optional<Given> instead) {}

    private record Given(int queuePairs, Map<String, Integer> functionsPerPort) {}

    private final PlanContext context;
    private final Map<RefusedRequest, Explanation> known = new HashMap<>();

    ExplanationCache(PlanContext context) {
        this.context = context;
    }

    /** Why a new VM is refused; empty if the plan's work for explanations is used up. */
    Optional<Explanation> of(Demand demand, Optional<String> node) {
        return of(
                new RefusedRequest(demand, node, Optional.empty()),
                () -> context.fleet().explain(demand, node));
    }

    /** Why a VM can't change its assignment; empty if the plan's work for explanations is used up. */
    Optional<Explanation> ofChange(VmSnapshot vm, Demand demand, Assignment assignment) {
        return of(instead(demand, assignment), () -> context.fleet().explainChange(PlanContext.key(vm), demand));
    }

    /** Why a VM can't have others instead of its assignment, which must be released first; likewise. */
    Optional<Explanation> ofReplacement(Demand demand, Assignment assignment) {
        return of(instead(demand, assignment), () -> context.fleet().explain(demand, Optional.of(assignment.node())));
    }

    private RefusedRequest instead(Demand demand, Assignment assignment) {
        Given given = new Given(assignment.queuePairs(), context.fleets().functionsPerPort(assignment));
        return new RefusedRequest(demand, Optional.of(assignment.node()), Optional.of(given));
    }

    private Optional<Explanation> of(RefusedRequest request, Supplier<Explanation> question) {
        Optional<Explanation> found = Optional.ofNullable(known.get(request));
        if (found.isEmpty() && context.budget().allowsExplanation()) {
            Explanation explanation = context.budget().explain(question);
            // What was tried after the work was used up was refused for that: the numbers would be too high.
            if (context.budget().allowsExplanation()) {
                known.put(request, explanation);
                found = Optional.of(explanation);
            }
        }
        return found;
    }
}
