package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a VM costs a plan doesn't depend on how many nodes there are: whoever goes through all members for each VM makes lists of
 * them, which shows in the bytes. With 5,000 nodes and 200,000 VMs that would be a billion steps.
 */
class CostPerVmTest {
    private static final int FEW_NODES = 500;
    private static final int MANY_NODES = 4_000;
    private static final int FUNCTIONS = 8;
    private static final int VMS = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** For each VM and node. A list takes 8 or more, as it grows while it is made. */
    private static final long MOST_BYTES = 6;

    @Test
    void admittingOneMakesNoListOfAllNodes() {
        // What is allocated once, when a class is first used, doesn't count.
        bytes(cluster(FEW_NODES, VMS));
        assertThat(bytesPerVm(MANY_NODES) - bytesPerVm(FEW_NODES)).isLessThan(MOST_BYTES * (MANY_NODES - FEW_NODES));
    }

    /** The bytes of a plan for each VM, all of which are admitted, beyond those that it takes without VMs. */
    private static long bytesPerVm(int nodes) {
        long none = bytes(cluster(nodes, 0));
        return (bytes(cluster(nodes, VMS)) - none) / VMS;
    }

    private static long bytes(Simulation simulation) {
        ClusterSnapshot snapshot = simulation.snapshot();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Plan plan = new Planner().plan(snapshot);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(plan.vms().values()).allMatch(VmPlan::admitted);
        return bytes;
    }

    private static Simulation cluster(int nodes, int vms) {
        Simulation simulation = new Simulation();
        new RandomEvents(simulation, new Random(1)).create(50, 1);
        simulation.clusters.replaceAll((name, cluster) -> RemediesLife.with(cluster, 50));
        simulation.nodes.clear();
        simulation.vms.clear();
        List<AdapterSnapshot> ports = Stream.of("port1", "port2")
                .map(port -> SampleNodes.port(port, FUNCTIONS, OptionalInt.empty(), OptionalInt.empty()))
                .toList();
        for (int number = 0; number < nodes; number++) {
            String name = "node-" + number;
            simulation.nodes.put(name, SampleNodes.linux(name, Map.of(), ports));
        }
        for (int number = 0; number < vms; number++) {
            VmId id = new VmId("a", "vm" + number);
            simulation.vms.put(
                    id,
                    new VmSnapshot(
                            id,
                            "uid" + number,
                            Instant.ofEpochSecond(number),
                            "main",
                            Level.LOW,
                            new VirtualMachine.Described(new VmFacts(4, List.of("eth0"), Optional.empty())),
                            VmMemory.NONE));
        }
        return simulation;
    }
}
