package io.accelnet.cli.scenario;

import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.VmMemory;
import java.util.Optional;

/**
 * What the operator ends at: a plan that changes nothing about what it was made from.
 *
 * @param snapshot what there is, with the ledgers and the memories that the plans have left
 * @param plan the plan
 */
public record SettledPlan(ClusterSnapshot snapshot, Plan plan) {
    /** A move takes two plans, and may make room for another one. More rounds than this were never seen. */
    private static final int ROUNDS = 64;

    /** The same with the planner's usual settings. */
    public static SettledPlan of(ClusterSnapshot start) {
        return of(start, new Planner());
    }

    /**
     * Plans, writes ledgers and memories, and plans again, until nothing changes.
     *
     * @throws IllegalStateException if that never ends, which would be an error of the planner
     */
    public static SettledPlan of(ClusterSnapshot start, Planner planner) {
        ClusterSnapshot snapshot = start;
        for (int round = 0; round < ROUNDS; round++) {
            Plan plan = planner.plan(snapshot);
            Optional<ClusterSnapshot> next = SimulatedApply.of(plan, snapshot);
            if (next.isEmpty()) {
                return new SettledPlan(snapshot, plan);
            }
            if (servesEverybodyAtOnce(snapshot, plan)) {
                return new SettledPlan(next.get(), plan);
            }
            snapshot = next.get();
        }
        throw new IllegalStateException("plans still change something after " + ROUNDS + " rounds");
    }

    /**
     * Whether nobody had anything, and everybody has what it asks for now. Then the next plan would say the same, and needn't be
     * made: everybody is an incumbent that keeps what it has, where it has it, and nobody is left to serve. Nothing else looks at
     * ledgers and memories but the clusters' membership, which stays, as clusters give only what their own members have; and the
     * fleet, whose answers depend on what is held, never on how that came to be. With anybody refused it isn't so: the reasons
     * are told as things are once all are served, and those who are younger count then.
     */
    private static boolean servesEverybodyAtOnce(ClusterSnapshot before, Plan plan) {
        return before.unreadable().isEmpty()
                && before.nodes().stream().allMatch(node -> node.ledger().isEmpty())
                && before.nodes().stream().allMatch(node -> node.memory().equals(NodeMemory.NONE))
                && before.vms().stream().allMatch(vm -> vm.memory().equals(VmMemory.NONE))
                && plan.vms().values().stream().allMatch(vm -> VmState.of(vm) == VmState.ADMITTED);
    }
}
