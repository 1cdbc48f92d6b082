package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With 5,000 nodes every message stays below 1,000 characters; the plan has the details. */
class LargeClusterMessagesTest {
    private static final int NODES = 5_000;
    private static final int FUNCTIONS = 4;
    private static final int ADMITTED = NODES / 2 * FUNCTIONS;
    private static final int PINNED = 300;

    private final Simulation simulation = new Simulation();

    private void build() {
        RandomEvents events = new RandomEvents(simulation, new Random(1));
        events.create(50, 1);
        simulation.clusters.replaceAll((name, cluster) -> leavingAdaptersOut(RemediesLife.with(cluster, 50)));
        simulation.nodes.clear();
        for (int index = 0; index < NODES; index++) {
            String name = "node-with-a-name-that-is-rather-long-" + index;
            AdapterSnapshot port = port("port1", FUNCTIONS);
            AdapterSnapshot none = port("port2", 0);
            simulation.nodes.put(name, SampleNodes.linux(name, Map.of(), List.of(port, none)));
        }
        for (int vm = 0; vm < ADMITTED + 10; vm++) {
            add(vm, Level.LOW, Optional.empty());
        }
        List<String> names = List.copyOf(simulation.nodes.keySet());
        for (int vm = 0; vm < PINNED; vm++) {
            add(2 * ADMITTED + vm, Level.HIGH, Optional.of(names.get(vm)));
        }
    }

    private static AdapterSnapshot port(String name, int functions) {
        return SampleNodes.port(name, functions, OptionalInt.empty(), OptionalInt.empty());
    }

    /** A cluster that leaves out the ports without virtual functions. */
    private static ClusterDefinition leavingAdaptersOut(ClusterDefinition cluster) {
        return new ClusterDefinition(
                cluster.name(),
                cluster.created(),
                cluster.intentName(),
                cluster.nodeReservePercentage(),
                cluster.nodes(),
                cluster.queuePairs(),
                cluster.excludeUnsupported(),
                true,
                cluster.namespaces(),
                cluster.maxFunctionsPerNamespace());
    }

    private void add(int number, Level level, Optional<String> node) {
        VmId id = new VmId("a", "vm" + number);
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid" + number,
                        Instant.ofEpochSecond(number),
                        "main",
                        level,
                        new VirtualMachine.Described(new VmFacts(4, List.of("eth0"), node)),
                        VmMemory.NONE));
    }

    @Test
    void messagesStayShort() {
        build();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Plan plan = new Planner().plan(simulation.snapshot());
        long seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000_000;
        System.out.printf("%d nodes, %d VMs planned in %d s%n", NODES, simulation.vms.size(), seconds);

        List<Finding> findings = new ArrayList<>();
        plan.clusters().values().forEach(cluster -> findings.addAll(cluster.conditions()));
        plan.vms().values().forEach(vm -> findings.addAll(vm.conditions()));
        assertThat(findings).allSatisfy(finding -> assertThat(finding.message()).hasSizeLessThan(1_000));

        List<VmPlan> refused =
                plan.vms().values().stream().filter(vm -> !vm.admitted()).toList();
        assertThat(refused).hasSize(10 + PINNED);
        Shortfall full = refused.getFirst().shortfall().orElseThrow();
        assertThat(full.worst().orElseThrow().nodes()).hasSize(NODES / 2);
        assertThat(full.fewest().orElseThrow().nodes()).hasSize(NODES / 2);
        assertThat(full.nodeReservePercentage()).hasValue(49);
        assertThat(full.additions().getFirst().addition().places()).hasSize(NODES / 2 + 1);
        System.out.println(refused.getFirst().conditions().getFirst().message());
        System.out.println(refused.getLast().conditions().getFirst().message());
        assertThat(seconds).isLessThan(120);
    }
}
