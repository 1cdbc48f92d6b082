package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Verdict;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster as it would be with every node and every link up. It tells whether what is refused now would be granted then. If so the
 * VM only has to wait for them ({@code Reconciling}); if not, its user has to change something ({@code Stalled}).
 */
final class AllNodesUp {
    private record Query(Demand demand, Optional<String> node) {}

    /** The name of a VM that is admitted to the fleet only to see whether it would be. */
    private static final String PROBE = "probe";

    private final PlanContext context;
    /** The fleet with every node and every link up; empty while they are up already, since it would be the same fleet. */
    private final Optional<Fleet> fleetAllUp;

    private final Map<Query, Boolean> answers = new HashMap<>();

    AllNodesUp(PlanContext context) {
        this.context = context;
        boolean allUp =
                context.view().nodesDown() == 0 && context.view().linksDown().isEmpty();
        this.fleetAllUp =
                allUp ? Optional.empty() : Optional.of(context.fleets().emptyWithAllNodesUp());
        fleetAllUp.ifPresent(fleet -> {
            for (VmSnapshot vm : context.vms()) {
                context.assignment(vm).ifPresent(assignment -> context.holdAllUp(fleet, vm, assignment));
            }
        });
    }

    /** Whether a new VM would be admitted. */
    boolean wouldAdmit(Demand demand, Optional<String> node) {
        return fleetAllUp
                .map(fleet -> answers.computeIfAbsent(new Query(demand, node), query -> ask(fleet, query)))
                .orElse(false);
    }

    /** Whether a VM that has an assignment could have this one instead, on its node. */
    boolean wouldChange(VmSnapshot vm, Assignment assignment, Demand demand) {
        Optional<Fleet> changed =
                fleetAllUp.filter(fleet -> fleet.change(PlanContext.key(vm), demand) instanceof Decision.Admitted);
        changed.ifPresent(fleet -> {
            fleet.release(PlanContext.key(vm));
            context.holdAllUp(fleet, vm, assignment);
        });
        return changed.isPresent();
    }

    /** Whether some node would have so many virtual functions free, whatever the reserve says. */
    boolean wouldPlace(Demand demand, Collection<String> nodes) {
        return fleetAllUp
                .filter(fleet -> nodes.stream()
                        .anyMatch(node -> fleet.roomOn(node, demand).isPresent()))
                .isPresent();
    }

    /** Whether the cluster's reserve would hold. */
    boolean reserveWouldHold() {
        return fleetAllUp
                .filter(fleet -> fleet.verdict() instanceof Verdict.Holds)
                .isPresent();
    }

    /** What a refusal waits for: the nodes and links, if they would end it, else a change by the user. */
    static Progress progress(boolean wouldEnd) {
        return wouldEnd ? Progress.RECONCILING : Progress.STALLED;
    }

    private static boolean ask(Fleet fleet, Query query) {
        boolean admitted = fleet.admit(PROBE, query.demand(), query.node()) instanceof Decision.Admitted;
        fleet.release(PROBE);
        return admitted;
    }
}
