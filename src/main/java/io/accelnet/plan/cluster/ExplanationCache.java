package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Explains why the fleet refuses a request. All VMs that ask for the same get one explanation, and one plan spends a limited amount
 * of work on them.
 */
final class ExplanationCache {
    /** A few seconds of work: a hundred explanations with 100 nodes, a few with 5,000. */
    private static final long MOST_WORK = 2_000_000;

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
    private long work;

    ExplanationCache(PlanContext context) {
        this.context = context;
    }

    /** Why a new VM is refused; empty if the plan's work for explanations is used up. */
    Optional<Explanation> of(Demand demand, Optional<String> node) {
        return of(new RefusedRequest(demand, node, Optional.empty()));
    }

    /** Why a VM can't change its assignment, which must be released first; empty if the plan's work for explanations is used up. */
    Optional<Explanation> of(Demand demand, Assignment instead) {
        Given given = new Given(instead.queuePairs(), context.fleets().functionsPerPort(instead));
        return of(new RefusedRequest(demand, Optional.of(instead.node()), Optional.of(given)));
    }

    private Optional<Explanation> of(RefusedRequest request) {
        Explanation found = known.get(request);
        if (found == null && work < MOST_WORK) {
            found = context.fleet().explain(request.demand(), request.node());
            known.put(request, found);
            work += found.effort();
        }
        return Optional.ofNullable(found);
    }
}
