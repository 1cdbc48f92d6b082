package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.Vms;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Decided;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a plan allocates, as the measure of its work: what is made of the whole cluster is made once, not once for each VM. */
class PlanWorkTest {
    private static final int NODES = 100;
    private static final int FUNCTIONS = 16;
    private static final int HALF = 50;
    private static final int FEW = 2;
    private static final int MANY = 14;
    private static final int MORE = 60;

    /** With the cluster made anew for each VM it would be four times as much and more. */
    private static final double LITTLE_MORE = 1.5;

    private final Planner planner = new Planner();
    private final Statuses statuses = new Statuses(new ConditionMerger(Clock.systemUTC()));

    @Test
    void vmsThatLostHardwareWhileANodeIsDown() {
        long few = work(lost(FEW), Reason.VIRTUAL_FUNCTIONS_LOST, FEW);
        long many = work(lost(MANY), Reason.VIRTUAL_FUNCTIONS_LOST, MANY);

        assertThat(many).isLessThan((long) (few * LITTLE_MORE));
    }

    @Test
    void vmsThatAreRefusedAfterOthersWereGranted() {
        long few = work(changed(FEW), Reason.TOO_MANY_NODES_DOWN, FEW);
        long many = work(changed(MORE), Reason.TOO_MANY_NODES_DOWN, MORE);

        assertThat(many).isLessThan((long) (few * LITTLE_MORE));
    }

    @Test
    void refusalsAreExplainedAfterTheDecisions() {
        Stages few = stages(refused(FEW));
        Stages many = stages(refused(MORE));

        assertThat(many.decisions()).isLessThan((long) (few.decisions() * LITTLE_MORE));
        assertThat(many.explanation()).as("each has an explanation of its own").isGreaterThan(2 * few.explanation());
    }

    private record Stages(long decisions, long explanation) {}

    private Stages stages(ClusterSnapshot snapshot) {
        long start = allocated();
        Decided decided = planner.decide(snapshot);
        long middle = allocated();
        decided.explained();
        return new Stages(middle - start, allocated() - middle);
    }

    /** Half of all is held back, and so many ask for more, each on a node of its own. */
    private ClusterSnapshot refused(int vms) {
        List<AccelNetNode> nodes = IntStream.range(0, NODES)
                .mapToObj(i -> Objects.node("node-" + i, FUNCTIONS))
                .toList();
        List<AccelNetVM> admitted = vms(NODES * FUNCTIONS / 2);
        apply(objects(HALF, nodes, admitted));
        List<AccelNetVM> all = new ArrayList<>(admitted);
        IntStream.range(0, vms)
                .mapToObj(i -> Objects.vm("tenant", "zz-" + i, Performance.HIGH, List.of("nic-1"), "node-" + i))
                .forEach(all::add);
        return Gather.snapshot(objects(HALF, nodes, all), Instant.EPOCH);
    }

    /** All is in use, a node is down, and another one has lost some of its VFs. */
    private ClusterSnapshot lost(int functions) {
        List<AccelNetNode> nodes = IntStream.range(0, NODES)
                .mapToObj(i -> Objects.node("node-" + i, FUNCTIONS))
                .toList();
        ClusterObjects objects = objects(0, nodes, vms(NODES * FUNCTIONS));
        apply(objects);
        Objects.with(nodes.getFirst(), Availability.DOWN);
        nodes.get(1).setSpec(Objects.node("other", FUNCTIONS - functions).getSpec());
        return Gather.snapshot(objects, Instant.EPOCH);
    }

    /** A node is down, so that nobody gets more: of some VMs every other one asks for less, and each after it for more. */
    private ClusterSnapshot changed(int refused) {
        List<AccelNetNode> nodes = IntStream.range(0, NODES)
                .mapToObj(i -> Objects.node("node-" + i, FUNCTIONS))
                .toList();
        List<AccelNetVM> vms = vms(NODES * FUNCTIONS / 2);
        vms.forEach(vm -> ask(vm, List.of("nic-1", "nic-2")));
        ClusterObjects objects = objects(0, nodes, vms);
        apply(objects);
        Objects.with(nodes.getLast(), Availability.DOWN);
        List<AccelNetVM> up = vms.stream()
                .filter(vm -> !nodes.getLast()
                        .getMetadata()
                        .getName()
                        .equals(vm.getStatus().nodeName()))
                .toList();
        for (int i = 0; i < refused; i++) {
            ask(up.get(2 * i), List.of("nic-1"));
            ask(up.get(2 * i + 1), List.of("nic-1", "nic-2", "nic-3"));
        }
        return Gather.snapshot(objects, Instant.EPOCH);
    }

    private static void ask(AccelNetVM vm, List<String> adapters) {
        vm.setSpec(Objects.vm("tenant", "any", Performance.LOW, adapters, null).getSpec());
    }

    private static List<AccelNetVM> vms(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Objects.vm("tenant", "vm-%04d".formatted(i)))
                .toList();
    }

    private static ClusterObjects objects(int percentage, List<AccelNetNode> nodes, List<AccelNetVM> vms) {
        return new ClusterObjects(
                List.of(Objects.intent()), nodes, List.of(Objects.cluster(percentage)), vms, List.of(), List.of());
    }

    private void apply(ClusterObjects objects) {
        Plan plan = planner.plan(Gather.snapshot(objects, Instant.EPOCH));
        objects.nodes()
                .forEach(node -> node.setStatus(statuses.of(
                        node,
                        Optional.ofNullable(plan.nodes().get(node.getMetadata().getName()))
                                .orElseThrow())));
        objects.vms()
                .forEach(vm -> vm.setStatus(statuses.of(
                        vm, Optional.ofNullable(plan.vms().get(Vms.id(vm))).orElseThrow())));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private long work(ClusterSnapshot snapshot, Reason reason, int vms) {
        long before = allocated();
        Plan plan = planner.plan(snapshot);
        long allocated = allocated() - before;
        assertThat(plan.vms().values().stream()
                        .filter(vm -> vm.conditions().stream()
                                .anyMatch(finding ->
                                        finding.type() != ConditionType.READY && finding.reason() == reason)))
                .hasSize(vms);
        return allocated;
    }
}
