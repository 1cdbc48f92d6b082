package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Small clusters, and what plans say of them against a search that tries every set of failures and every place: that a VM can't be
 * admitted, that the reserve holds or doesn't, and how many more VMs there is room for.
 */
final class OracleLife implements Life {
    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = SmallClusters.of(chance);
        steps.take("a small cluster", simulation, OracleLife::check);
        if (chance.nextBoolean()) {
            SmallClusters.change(simulation, chance);
            steps.take("something happened to it", simulation, OracleLife::check);
        }
    }

    private static void check(Simulation simulation) {
        Plan plan = simulation.settle();
        ClusterPlan cluster =
                Optional.ofNullable(plan.clusters().get(SmallClusters.CLUSTER)).orElseThrow();
        boolean everybodyServed = cluster.counts().withoutFunctions() == 0;
        if (everybodyServed) {
            verdict(simulation, finding(cluster.conditions(), ConditionType.RESERVE_HELD));
        }
        plan.vms().forEach((id, vm) -> {
            if (!vm.admitted()) {
                refusal(simulation, id, finding(vm.conditions(), ConditionType.RESOURCES_RESERVED), everybodyServed);
            }
        });
        if (everybodyServed) {
            headroom(simulation, plan);
        }
    }

    private static void verdict(Simulation simulation, Finding held) {
        TestCluster numbers = SmallClusters.numbers(simulation);
        assertThat(held.reason()).as("decided: %s", held).isNotEqualTo(Reason.RESERVE_NOT_PROVEN);
        if (held.reason() != Reason.TOO_MANY_NODES_DOWN) {
            assertThat(held.truth() == Truth.TRUE).as("%s", held).isEqualTo(new Oracle(numbers).standingSurvives());
        }
    }

    private static void refusal(Simulation simulation, VmId id, Finding reserved, boolean everybodyServed) {
        VmSnapshot vm = Optional.ofNullable(simulation.vms.get(id)).orElseThrow();
        TestCluster numbers = SmallClusters.numbers(simulation);
        assertThat(reserved.reason()).as("decided: %s", reserved).isNotEqualTo(Reason.RESERVE_NOT_PROVEN);
        boolean forWantOfResources = reserved.reason() == Reason.CLUSTER_NOT_ENOUGH_RESOURCES
                || reserved.reason() == Reason.RESERVE_VIOLATED;
        if (forWantOfResources && everybodyServed) {
            assertThat(couldBeAdmitted(numbers, SmallClusters.demand(simulation, numbers, vm), reported(vm)))
                    .as("whether %s could be admitted: %s", id, reserved.message())
                    .isFalse();
        }
    }

    private static Optional<String> reported(VmSnapshot vm) {
        return vm.facts().flatMap(VmFacts::reportedNode);
    }

    private static boolean couldBeAdmitted(TestCluster numbers, Demand demand, Optional<String> reported) {
        if (!new Oracle(numbers).everythingSurvives()) {
            return false;
        }
        for (TestCluster.Node node : numbers.nodes) {
            if (node.down || node.cordoned || !reported.orElse(node.name).equals(node.name)) {
                continue;
            }
            for (int[] way : new Oracle(numbers).ways(node, demand)) {
                numbers.vms.put("asking", new TestCluster.Vm("asking", demand, node, way));
                boolean survives = new Oracle(numbers).everythingSurvives();
                numbers.vms.remove("asking");
                if (survives) {
                    return true;
                }
            }
        }
        return false;
    }

    /** So many more are admitted one after another, and the next one isn't, unless it is said that there may be more. */
    private static void headroom(Simulation simulation, Plan plan) {
        ReserveSums sums = Optional.ofNullable(plan.clusters().get(SmallClusters.CLUSTER))
                .flatMap(ClusterPlan::reserve)
                .orElseThrow();
        for (Level level : Level.values()) {
            Simulation more = admittedOnly(simulation);
            int said = sums.headroom().getOrDefault(level, 0);
            for (int vm = 0; vm < said; vm++) {
                VmId id = SmallClusters.add(more, "more" + vm, 1_000 + vm, level, 1, Optional.empty());
                assertThat(admitted(more.settle(), id))
                        .as("%d more of %s, the %dth", said, level, vm + 1)
                        .isTrue();
            }
            if (!sums.headroomIsExact()) {
                continue;
            }
            VmId last = SmallClusters.add(more, "last", 2_000, level, 1, Optional.empty());
            assertThat(admitted(more.settle(), last))
                    .as("no more than %d of %s", said, level)
                    .isFalse();
        }
    }

    private static Simulation admittedOnly(Simulation simulation) {
        Simulation branch = simulation.branch();
        branch.vms.values().removeIf(vm -> !vm.memory().admitted());
        return branch;
    }

    private static boolean admitted(Plan plan, VmId id) {
        return Optional.ofNullable(plan.vms().get(id)).map(VmPlan::admitted).orElseThrow();
    }

    private static Finding finding(List<Finding> findings, ConditionType type) {
        return findings.stream()
                .filter(finding -> finding.type() == type)
                .findFirst()
                .orElseThrow();
    }
}
