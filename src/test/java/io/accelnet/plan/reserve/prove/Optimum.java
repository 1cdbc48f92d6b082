package io.accelnet.plan.reserve.prove;

import java.util.ArrayList;
import java.util.List;

/** How many of a sequence of VMs could be promised their VFs at most, by whoever knew all of them beforehand. */
final class Optimum {

    private final Cluster empty;
    private final List<Vm> wanted;

    /**
     * A question.
     *
     * @param empty a cluster in which nobody has anything
     * @param wanted VMs in the order in which they come; what they have doesn't matter
     */
    Optimum(Cluster empty, List<Vm> wanted) {
        this.empty = empty;
        this.wanted = wanted;
    }

    /** The longest beginning of the sequence that can be served as a whole, if so many surely can. */
    int atLeast(int known) {
        int most = known;
        while (most < wanted.size() && possible(most + 1)) {
            most++;
        }
        return most;
    }

    private boolean possible(int vms) {
        Snapshot snapshot = new Snapshot(Math.max(1, empty.nodes.size()));
        snapshot.take(empty);
        for (Vm vm : wanted.subList(0, vms)) {
            snapshot.number(vm.demand);
        }
        int[] need = new int[snapshot.classes];
        for (Vm vm : wanted.subList(0, vms)) {
            need[snapshot.number(vm.demand)]++;
        }
        List<Integer> sets = new ArrayList<>();
        for (int set = 0; set < 1 << snapshot.nodes; set++) {
            if (Integer.bitCount(set) == empty.failures()) {
                if (!snapshot.enough(need, ~set & snapshot.up & snapshot.open)) {
                    return false;
                }
                sets.add(set);
            }
        }
        return new Solver(snapshot).survivable(need, sets);
    }
}
