package io.accelnet.plan.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.VirtualMachine.Resolved;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VmSnapshotTest {
    /** Its own rules hold for where it goes next. */
    @Test
    void aVmThatRunsSomewhereKeepsTheNodesOnWhichItCantRun() {
        NodeNumbers numbers = new NodeNumbers(List.of("node-1", "node-2"));
        BitSet second = new BitSet();
        second.set(1);
        Resolved machine = new Resolved(
                "web",
                new VmFacts(4, List.of("fast"), Optional.empty()),
                List.of(),
                new ExcludedNodes(numbers, second),
                true);
        VmSnapshot vm = new VmSnapshot(
                new VmId("shop", "for-web"), "uid", Instant.EPOCH, "east", Level.HIGH, machine, VmMemory.NONE);

        VmSnapshot running = vm.runningOn("node-1");

        assertThat(running.facts().flatMap(VmFacts::reportedNode)).contains("node-1");
        assertThat(running.virtualMachine()).isEqualTo(machine.runningOn("node-1"));
        assertThat(((Resolved) running.virtualMachine()).excluded()).isSameAs(machine.excluded());
        assertThat(vm.isStopped()).isTrue();
        assertThat(running.isStopped()).isFalse();
    }
}
