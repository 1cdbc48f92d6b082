package io.accelnet.plan.simulation;

import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.lang.management.ManagementFactory;
import java.util.OptionalInt;

/**
 * What a plan costs in a full cluster when its profile changes and VMs can't follow, beside the plan of the same cluster before.
 * Arguments: nodes, VMs per node, reserve percentage.
 */
final class ProfileChangeBench {
    private static final int[][] PROFILES = {{1, 2, 4}, {2, 3, 5}, {1, 2, 8}, {3, 7, 11}, {1, 64, 4096}};
    private static final int RUNS = 3;

    private ProfileChangeBench() {}

    public static void main(String[] arguments) {
        int nodes = argument(arguments, 0, 100);
        FullCluster cluster = new FullCluster(nodes, argument(arguments, 2, 25), 128, OptionalInt.of(160));
        cluster.addVms(nodes * argument(arguments, 1, 70));
        time("first plan", cluster.simulation().snapshot(), 1);
        cluster.simulation().settle();
        for (int[] profile : PROFILES) {
            cluster.profile(profile[0], profile[1], profile[2]);
            time(
                    "held 1/2/4, profile " + profile[0] + "/" + profile[1] + "/" + profile[2],
                    cluster.simulation().snapshot(),
                    RUNS);
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static void time(String what, ClusterSnapshot snapshot, int runs) {
        for (int run = 0; run < runs; run++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            WorkBudget work = new WorkBudget();
            Plan plan = new Planner().plan(snapshot, work);
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            long admitted =
                    plan.vms().values().stream().filter(vm -> vm.admitted()).count();
            System.out.printf(
                    "%d nodes, %s: %.2f s of processor time, %,d steps of work, %d of %d VMs admitted%n",
                    snapshot.nodes().size(),
                    what,
                    seconds,
                    work.spent(),
                    admitted,
                    plan.vms().size());
        }
    }
}
