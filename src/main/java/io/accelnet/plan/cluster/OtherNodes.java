package io.accelnet.plan.cluster;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Decision.Admitted;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a VM that doesn't run is planned when it leaves its node: where the reserve would have it, unless the VM's own rules exclude that
 * node. The reserve knows nothing of these rules.
 */
final class OtherNodes {
    private final PlanContext context;

    OtherNodes(PlanContext context) {
        this.context = context;
    }

    /**
     * Has the reserve admit a VM that is out of the fleet on another node, which its own rules leave.
     *
     * @return where; empty if that isn't possible. Then the VM is out of the fleet as before
     */
    Optional<Admitted> admitWhereItMayRun(VmSnapshot vm, Demand demand, String from) {
        return admit(vm, demand, from, Optional::empty);
    }

    /** The same, on any other node if there is none that its own rules leave. */
    Optional<Admitted> admit(VmSnapshot vm, Demand demand, String from) {
        return admit(vm, demand, from, () -> admit(vm, demand, Optional.empty()));
    }

    private Optional<Admitted> admit(
            VmSnapshot vm, Demand demand, String from, Supplier<Optional<Admitted>> whereItMayNotRun) {
        Optional<Admitted> first = admit(vm, demand, Optional.empty());
        if (first.isEmpty() || mayRunOn(vm, first.get())) {
            return first;
        }
        context.release(vm);
        return others(vm, demand, from).stream()
                .flatMap(node -> admit(vm, demand, Optional.of(node)).stream())
                .findFirst()
                .or(whereItMayNotRun);
    }

    /** On this node and no other. */
    Optional<Admitted> admitOn(String node, VmSnapshot vm, Demand demand) {
        return admit(vm, demand, Optional.of(node));
    }

    private static boolean mayRunOn(VmSnapshot vm, Admitted admitted) {
        return !FailoverRestrictions.excludes(vm, admitted.host());
    }

    /** Those first on which most is free, as many as are tried. */
    private List<String> others(VmSnapshot vm, Demand demand, String from) {
        context.budget().work().spend(context.view().members().size());
        return context.view().members().keySet().stream()
                .filter(node -> !node.equals(from)
                        && context.view().takesVms(node)
                        && !FailoverRestrictions.excludes(vm, node)
                        && context.hasRoom(node, demand))
                .sorted(Comparator.comparingInt((String node) -> context.fleet().freeOn(node))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(PodOpening.MOST_TRIES)
                .toList();
    }

    private Optional<Admitted> admit(VmSnapshot vm, Demand demand, Optional<String> node) {
        Decision decision = context.fleet().admit(PlanContext.key(vm), demand, node);
        if (decision instanceof Admitted admitted) {
            return Optional.of(admitted);
        }
        context.release(vm);
        return Optional.empty();
    }
}
