package io.accelnet.cli.scenario;

import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.VmMemory;
import java.util.Optional;

/**
 * The state in which the operator has nothing left to do: the plan changes nothing of the snapshot from which it is made.
 *
 * @param snapshot the objects, with ledgers and memories as the plans have written them
 * @param plan the plan
 */
public record Settlement(ClusterSnapshot snapshot, Plan plan) {
    /** A move takes two plans, and may make room for another move. No simulation needed more rounds than this. */
    private static final int ROUNDS = 64;

    /**
     * Plans, writes ledgers and memories, and plans again, until nothing changes.
     *
     * @throws IllegalStateException if that never ends, which would be an error of the planner
     */
    public static Settlement of(ClusterSnapshot start) {
        Planner planner = new Planner();
        ClusterSnapshot snapshot = start;
        for (int round = 0; round < ROUNDS; round++) {
            Plan plan = planner.plan(snapshot);
            Optional<ClusterSnapshot> next = InMemoryApply.apply(plan, snapshot);
            if (next.isEmpty()) {
                return new Settlement(snapshot, plan);
            }
            if (servesEveryVmAtOnce(snapshot, plan)) {
                return new Settlement(next.get(), plan);
            }
            snapshot = next.get();
        }
        throw new IllegalStateException("plans still change something after " + ROUNDS + " rounds");
    }

    /**
     * Whether no VM had virtual functions before, and each has what it asks for now. Then the next plan would be equal, and needn't be
     * made: each VM is admitted and keeps its assignment, and none is left to admit.
     *
     * <p>Two other parts of the planner read ledgers and memories, and don't change the result. Membership stays, since a cluster gives
     * only VFs of its own members. The fleet's answers depend on the assignments only, not on how they came about.
     *
     * <p>If a VM is refused this isn't so. The refusal is explained by the state after all admissions, which younger VMs change.
     */
    private static boolean servesEveryVmAtOnce(ClusterSnapshot before, Plan plan) {
        return before.unreadable().isEmpty()
                && before.nodes().stream().allMatch(node -> node.ledger().isEmpty())
                && before.vms().stream().allMatch(vm -> vm.memory().equals(VmMemory.NONE))
                && plan.vms().values().stream().allMatch(vm -> VmState.of(vm) == VmState.ADMITTED);
    }
}
