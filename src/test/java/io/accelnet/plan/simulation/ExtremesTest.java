package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Every number that the schema allows, at its ends, alone and with others at theirs: what a plan takes depends on how many objects
 * there are, not on how large their numbers are.
 */
class ExtremesTest {
    private static final int NODES = 20;
    private static final int[][] PROFILES = {
        {1, 2, 4}, {1, 64, 4096}, {1, 1, 4096}, {1365, 4095, 4096}, {4096, 4096, 4096}
    };
    private static final int[] FUNCTIONS = {0, 1, 128, 2048};
    private static final OptionalInt[] QUEUE_PAIRS = {
        OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(60_000), OptionalInt.of(65_536)
    };
    private static final int[] PERCENTAGES = {0, 50, 99};
    private static final int[] SIZES = {1, 2, 4, 8, 64};

    /** Of garbage too, so that a heap of 768 MB has room for what is needed at once. */
    private static final long MOST_BYTES = 200_000_000;

    private static final long MOST_STEPS = 100_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Taken(String what, long bytes, long steps) {}

    @Test
    void numbersAtTheirEndsTakeNoMoreThanOthers() {
        List<Taken> all = new ArrayList<>();
        for (int[] profile : PROFILES) {
            for (int functions : FUNCTIONS) {
                for (OptionalInt queuePairs : QUEUE_PAIRS) {
                    for (int percentage : PERCENTAGES) {
                        FullCluster cluster = new FullCluster(NODES, percentage, functions, queuePairs);
                        cluster.profile(profile[0], profile[1], profile[2]);
                        addVms(cluster);
                        all.addAll(plans(
                                cluster,
                                String.join("/", List.of("" + profile[0], "" + profile[1], "" + profile[2])) + ", "
                                        + functions + " VFs, " + queuePairs + " queue pairs, " + percentage + " %"));
                    }
                }
            }
        }
        assertThat(all).allSatisfy(taken -> assertThat(taken.bytes()).isLessThan(MOST_BYTES));
        assertThat(all).allSatisfy(taken -> assertThat(taken.steps()).isLessThan(MOST_STEPS));
    }

    /** Three of each level and size. */
    private static void addVms(FullCluster cluster) {
        for (Level level : Level.values()) {
            for (int size : SIZES) {
                for (int vm = 0; vm < 3; vm++) {
                    cluster.addVm(level, size, Optional.empty());
                }
            }
        }
    }

    /** The first plan, and the one after it, when ledgers are full. */
    private static List<Taken> plans(FullCluster cluster, String what) {
        List<Taken> taken = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            ClusterSnapshot snapshot = cluster.simulation().snapshot();
            WorkBudget work = new WorkBudget();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Plan plan = new Planner().plan(snapshot, work);
            taken.add(new Taken(what, THREADS.getCurrentThreadAllocatedBytes() - before, work.spent()));
            cluster.write(plan);
            if (Boolean.getBoolean("print")) {
                System.out.printf(
                        "%,14d bytes %,14d steps %s%n",
                        taken.getLast().bytes(), taken.getLast().steps(), what);
            }
        }
        return taken;
    }
}
