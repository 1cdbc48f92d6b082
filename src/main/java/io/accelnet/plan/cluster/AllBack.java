package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Holding;
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

/** Whether a VM that is refused would be admitted if every node that is down were back: then nobody need change anything. */
final class AllBack {
    private record Question(Demand demand, Optional<String> node) {}

    private static final String PROBE = "probe";

    private final Workbench bench;
    private final boolean anyDown;
    private final Fleet fleet;
    private final Map<Question, Boolean> answers = new HashMap<>();

    AllBack(Workbench bench) {
        this.bench = bench;
        this.anyDown = bench.view().nodesDown() > 0;
        this.fleet = bench.fleets().emptyWithAllBack();
        if (anyDown) {
            for (VmSnapshot vm : bench.vms()) {
                bench.holding(vm).ifPresent(holding -> bench.hold(fleet, vm, holding));
            }
        }
    }

    /** Whether a VM that is new would be admitted. */
    boolean wouldAdmit(Demand demand, Optional<String> node) {
        return anyDown && answers.computeIfAbsent(new Question(demand, node), this::ask);
    }

    /** Whether a VM that has something could have this instead, on its node. */
    boolean wouldChange(VmSnapshot vm, Holding holding, Demand demand) {
        boolean changed = anyDown && fleet.change(Workbench.key(vm), demand) instanceof Decision.Admitted;
        if (changed) {
            fleet.release(Workbench.key(vm));
            bench.hold(fleet, vm, holding);
        }
        return changed;
    }

    /** Whether some node would have so many virtual functions free, whatever the reserve says. */
    boolean wouldPlace(Demand demand, Collection<String> nodes) {
        return anyDown
                && nodes.stream().anyMatch(node -> fleet.roomOn(node, demand).isPresent());
    }

    /** Whether the reserve would hold. */
    boolean reserveWouldHold() {
        return anyDown && fleet.verdict() instanceof Verdict.Holds;
    }

    /** What a shortage waits for: the nodes, if they would end it, else its user. */
    static Progress progress(boolean wouldEnd) {
        return wouldEnd ? Progress.RECONCILING : Progress.STALLED;
    }

    private boolean ask(Question question) {
        boolean admitted = fleet.admit(PROBE, question.demand(), question.node()) instanceof Decision.Admitted;
        fleet.release(PROBE);
        return admitted;
    }
}
