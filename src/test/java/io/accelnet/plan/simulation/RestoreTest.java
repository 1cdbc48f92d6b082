package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that come back without a status, as from a backup, get it again: ledgers from the VMs, and VMs from the ledgers. */
class RestoreTest {
    private final Simulation simulation = new Simulation();
    private final RandomEvents events = new RandomEvents(simulation, new Random(7));
    private Plan before = new Plan(Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());

    @BeforeEach
    void settle() {
        events.create(30, 5);
        for (int i = 0; i < 40; i++) {
            events.addVmWithoutReport();
        }
        before = simulation.settle();
        assertThat(admitted(before)).hasSizeGreaterThan(5);
    }

    @Test
    void ledgersAreRefilledFromTheVms() {
        List.copyOf(simulation.nodes.keySet()).forEach(events::wipeLedger);
        assertThat(functions(simulation.settle())).isEqualTo(functions(before));
    }

    @Test
    void oneLedgerIsRefilledBeforeAnythingNewIsAdmitted() {
        events.wipeLedger("n0");
        events.addVmWithoutReport();
        assertThat(functions(simulation.settle())).containsAllEntriesOf(functions(before));
    }

    @Test
    void vmsAreToldAgainFromTheLedgers() {
        List.copyOf(simulation.vms.keySet()).forEach(vm -> simulation.remember(vm, VmMemory.NONE));
        assertThat(simulation.settle()).isEqualTo(before);
    }

    @Test
    void vmsWhoseNodeIsDeletedStayAdmitted() {
        List.of("n0", "n1", "n2").forEach(node -> simulation.nodes.remove(node));
        Plan after = simulation.settle();
        assertThat(admitted(after)).containsAll(admitted(before));
        assertThat(functions(after))
                .as("not all have room")
                .hasSizeLessThan(admitted(before).size());
    }

    /** Else the VM's status would name a network adapter twice when the node is lost, and the API server would refuse it. */
    @Test
    void aSecondFunctionOfTheSameNetworkAdapterIsFreed() {
        NodeSnapshot node = simulation.nodes.values().stream()
                .filter(each -> !each.ledger().isEmpty())
                .findFirst()
                .orElseThrow();
        LedgerEntry entry = node.ledger().getFirst();
        List<LedgerEntry> ledger = new ArrayList<>(node.ledger());
        ledger.add(new LedgerEntry(
                "port3",
                0,
                entry.vm(),
                entry.uid(),
                entry.cluster(),
                entry.networkAdapter(),
                entry.level(),
                entry.queuePairs(),
                entry.displacedFrom()));
        simulation.writeLedger(node.name(), ledger);

        Plan after = simulation.settle();

        assertThat(after).isEqualTo(before);
        assertThat(simulation.node(node.name()).ledger()).isEqualTo(node.ledger());
    }

    private static List<VmId> admitted(Plan plan) {
        return plan.vms().entrySet().stream()
                .filter(entry -> entry.getValue().admitted())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<VmId, String> functions(Plan plan) {
        return plan.vms().entrySet().stream()
                .filter(entry -> entry.getValue().node().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> place(entry.getValue()), (a, b) -> a, TreeMap::new));
    }

    private static String place(VmPlan vm) {
        return vm.node().orElseThrow() + vm.functions();
    }
}
