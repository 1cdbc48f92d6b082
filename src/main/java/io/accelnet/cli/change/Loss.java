package io.accelnet.cli.change;

import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.List;
import java.util.Optional;

/**
 * What a VM loses by a change.
 *
 * @param vm the VM
 * @param kind what it loses
 * @param node where it has its virtual functions now; empty: it has none, and was promised some
 * @param why the reason that the operator would give
 */
record Loss(VmId vm, Kind kind, Optional<String> node, Finding why) {
    /** What can be lost. */
    enum Kind {
        /** Its virtual functions, or the promise of some. */
        VIRTUAL_FUNCTIONS("loses its virtual functions"),
        /** These virtual functions: it gets others, which its traffic notices. */
        EXCHANGED("loses its virtual functions and gets others"),
        /** Its place in the reserve: it keeps its virtual functions until its node fails, or until it is stopped. */
        FAILOVER("keeps its virtual functions, but none are reserved for it if its node fails"),
        /** What it asks for: it keeps what it had. */
        CHANGE("keeps its virtual functions, and can't have those that it should have now");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As people read it, after the VM's name. */
        String words() {
            return words;
        }
    }

    /** What a VM loses if the one plan is followed by the other; empty if it loses nothing. */
    static Optional<Loss> of(VmId vm, VmPlan before, VmPlan after) {
        Optional<Kind> kind = kind(before, after);
        return kind.map(found -> new Loss(vm, found, before.node(), VmState.ready(after)));
    }

    private static Optional<Kind> kind(VmPlan before, VmPlan after) {
        boolean had = before.node().isPresent();
        boolean has = after.node().isPresent();
        if (!has) {
            return had || (before.admitted() && !after.admitted())
                    ? Optional.of(Kind.VIRTUAL_FUNCTIONS)
                    : Optional.empty();
        }
        if (!had) {
            return Optional.empty();
        }
        if (isUnmanaged(after)) {
            return isUnmanaged(before) ? Optional.empty() : Optional.of(Kind.FAILOVER);
        }
        if (!before.node().equals(after.node()) || !functions(before).equals(functions(after))) {
            return Optional.of(Kind.EXCHANGED);
        }
        return VmState.of(before) == VmState.ADMITTED && VmState.of(after) == VmState.KEPT
                ? Optional.of(Kind.CHANGE)
                : Optional.empty();
    }

    /** Whether its cluster is gone, and it has kept what it had. */
    static boolean isUnmanaged(VmPlan plan) {
        return VmState.ready(plan).reason() == Reason.UNMANAGED;
    }

    /** By port and number: the address of one comes later, and the level of one may change in place. */
    private static List<String> functions(VmPlan plan) {
        return plan.functions().stream()
                .map(HeldFunction::withoutAddress)
                .map(held -> held.networkAdapter() + " " + held.adapter() + " " + held.virtualFunction())
                .toList();
    }
}
