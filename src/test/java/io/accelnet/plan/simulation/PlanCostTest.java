package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is asked of a full cluster doesn't make its plans several times as long: the work that is counted stays below three times what
 * it was before the change. Its VMs can't follow most of these changes, so that each plan asks everything anew.
 */
class PlanCostTest {
    private static final int NODES = 100;
    private static final int VMS = 7_000;
    private static final int PERCENTAGE = 25;

    private final FullCluster cluster = new FullCluster(NODES, PERCENTAGE, 128, OptionalInt.of(160));
    private long usual;

    @BeforeEach
    void fill() {
        cluster.addVms(VMS);
        Plan plan = cluster.simulation().settle();
        assertThat(plan.vms().values().stream().filter(vm -> vm.admitted()).count())
                .as("it is full")
                .isBetween(VMS / 2L, VMS - 1_000L);
        usual = work();
    }

    private long work() {
        WorkBudget work = new WorkBudget();
        new Planner().plan(cluster.simulation().snapshot(), work);
        return work.spent();
    }

    private void assertNotMuchMore(String what) {
        assertThat(work()).as(what).isLessThan(3 * usual);
    }

    @Test
    void otherQueuePairsThatVmsCannotFollow() {
        int[][] profiles = {{2, 3, 5}, {1, 2, 8}, {3, 7, 11}, {2, 2, 2}, {1, 64, 4096}, {4096, 4096, 4096}};
        for (int[] profile : profiles) {
            cluster.profile(profile[0], profile[1], profile[2]);
            assertNotMuchMore(profile[0] + "/" + profile[1] + "/" + profile[2]);
        }
    }

    /** With each profile a few new VMs come that it is small enough for, so that more and more tiers are held. */
    @Test
    void queuePairsThatChangeAgainAndAgain() {
        cluster.simulation().vms.values().removeIf(vm -> vm.id().name().endsWith("7"));
        for (int round = 0; round < 6; round++) {
            cluster.profile(1 + round, 2 + 2 * round, 4 + 3 * round);
            cluster.addVms(40);
            Plan plan = new Planner().plan(cluster.simulation().snapshot());
            cluster.write(plan);
            assertNotMuchMore("round " + round);
        }
    }

    @Test
    void everyVmAsksForMore() {
        cluster.simulation()
                .vms
                .replaceAll((id, vm) -> new VmSnapshot(
                        vm.id(), vm.uid(), vm.created(), vm.cluster(), Level.HIGH, vm.virtualMachine(), vm.memory()));
        assertNotMuchMore("all are High");
    }

    @Test
    void anotherReserve() {
        for (int percentage : new int[] {0, 1, 26, 50, 99}) {
            cluster.percentage(percentage);
            assertNotMuchMore(percentage + " %");
        }
    }

    /** Counted work is work that doesn't depend on chance, time, or the order in which objects come. */
    @Test
    void theSameObjectsGiveTheSamePlanForTheSameWork() {
        cluster.profile(2, 3, 5);
        ClusterSnapshot snapshot = cluster.simulation().snapshot();
        WorkBudget first = new WorkBudget();
        WorkBudget second = new WorkBudget();
        Plan plan = new Planner().plan(snapshot, first);
        assertThat(new Planner().plan(shuffled(snapshot), second)).isEqualTo(plan);
        assertThat(second.spent()).isEqualTo(first.spent());
    }

    private static ClusterSnapshot shuffled(ClusterSnapshot snapshot) {
        return new ClusterSnapshot(
                shuffled(snapshot.intents()),
                shuffled(snapshot.nodes()),
                shuffled(snapshot.clusters()),
                shuffled(snapshot.vms()),
                snapshot.kubernetesNodes(),
                snapshot.namespaceLabels(),
                snapshot.now());
    }

    private static <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, new Random(7));
        return shuffled;
    }
}
