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
    /** With every node back; empty while all are up, as then it would be no other fleet. */
    private final Optional<Fleet> back;

    private final Map<Question, Boolean> answers = new HashMap<>();

    AllBack(Workbench bench) {
        this.bench = bench;
        this.back = bench.view().nodesDown() > 0 ? Optional.of(bench.fleets().emptyWithAllBack()) : Optional.empty();
        back.ifPresent(fleet -> {
            for (VmSnapshot vm : bench.vms()) {
                bench.holding(vm).ifPresent(holding -> bench.hold(fleet, vm, holding));
            }
        });
    }

    /** Whether a VM that is new would be admitted. */
    boolean wouldAdmit(Demand demand, Optional<String> node) {
        return back.map(fleet -> answers.computeIfAbsent(new Question(demand, node), question -> ask(fleet, question)))
                .orElse(false);
    }

    /** Whether a VM that has something could have this instead, on its node. */
    boolean wouldChange(VmSnapshot vm, Holding holding, Demand demand) {
        Optional<Fleet> changed =
                back.filter(fleet -> fleet.change(Workbench.key(vm), demand) instanceof Decision.Admitted);
        changed.ifPresent(fleet -> {
            fleet.release(Workbench.key(vm));
            bench.hold(fleet, vm, holding);
        });
        return changed.isPresent();
    }

    /** Whether some node would have so many virtual functions free, whatever the reserve says. */
    boolean wouldPlace(Demand demand, Collection<String> nodes) {
        return back.filter(fleet -> nodes.stream()
                        .anyMatch(node -> fleet.roomOn(node, demand).isPresent()))
                .isPresent();
    }

    /** Whether the reserve would hold. */
    boolean reserveWouldHold() {
        return back.filter(fleet -> fleet.verdict() instanceof Verdict.Holds).isPresent();
    }

    /** What a shortage waits for: the nodes, if they would end it, else its user. */
    static Progress progress(boolean wouldEnd) {
        return wouldEnd ? Progress.RECONCILING : Progress.STALLED;
    }

    private static boolean ask(Fleet fleet, Question question) {
        boolean admitted = fleet.admit(PROBE, question.demand(), question.node()) instanceof Decision.Admitted;
        fleet.release(PROBE);
        return admitted;
    }
}
