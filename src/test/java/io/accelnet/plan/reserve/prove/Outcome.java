package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Reserve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * How much of a sequence of VMs was admitted, and how much nobody could exceed.
 *
 * @param vms VMs up to the first that was refused
 * @param admitted their VFs
 * @param bound VFs of as many of the same sequence as the bound allows
 */
record Outcome(int vms, long admitted, long bound) {

    static final Outcome NOTHING = new Outcome(0, 0, 0);

    double lost() {
        return 1 - (double) admitted / bound;
    }

    Outcome plus(Outcome other) {
        return new Outcome(vms + other.vms, admitted + other.admitted, bound + other.bound);
    }

    /** VMs come to an empty cluster until one is refused; the bound is told more of them than could ever fit. */
    static Outcome fill(Cluster cluster, Supplier<Demand> next, ToIntFunction<List<Vm>> bound) {
        Reserve reserve = Fleets.of(cluster);
        List<Vm> wanted = new ArrayList<>();
        int served = 0;
        boolean open = true;
        long capacity = 0;
        for (Node node : cluster.nodes) {
            capacity += Judge.room(node, cluster.pairs[0]);
        }
        for (long functions = 0; functions <= capacity; ) {
            Demand demand = next.get();
            String name = "vm" + wanted.size();
            wanted.add(new Vm(name, demand, cluster.nodes.getFirst(), new int[0]));
            functions += demand.virtualFunctions();
            open = open && reserve.admit(name, demand, Optional.empty()) instanceof Decision.Admitted;
            served += open ? 1 : 0;
        }
        int most = bound.applyAsInt(wanted);
        return new Outcome(served, functions(wanted.subList(0, served)), functions(wanted.subList(0, most)));
    }

    private static long functions(List<Vm> vms) {
        return vms.stream().mapToLong(Vm::size).sum();
    }
}
