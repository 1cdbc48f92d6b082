package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back without its status, as from a backup, is put together again from the other side. */
class RestoreTest {
    private final World world = new World();
    private final Events events = new Events(world, new Random(7));
    private Plan before = new Plan(Map.of(), Map.of(), Map.of(), Map.of());

    @BeforeEach
    void settle() {
        events.found(30, 5);
        for (int i = 0; i < 40; i++) {
            events.addQuietVm();
        }
        before = world.settle();
        assertThat(admitted(before)).hasSizeGreaterThan(5);
    }

    @Test
    void ledgersAreRefilledFromTheVms() {
        List.copyOf(world.nodes.keySet()).forEach(events::wipeLedger);
        assertThat(functions(world.settle())).isEqualTo(functions(before));
    }

    @Test
    void oneLedgerIsRefilledBeforeAnythingNewIsAdmitted() {
        events.wipeLedger("n0");
        events.addQuietVm();
        assertThat(functions(world.settle())).containsAllEntriesOf(functions(before));
    }

    @Test
    void vmsAreToldAgainFromTheLedgers() {
        List.copyOf(world.vms.keySet()).forEach(vm -> world.remember(vm, VmMemory.NONE));
        assertThat(world.settle()).isEqualTo(before);
    }

    @Test
    void whoeverLosesItsNodeForGoodStaysAdmitted() {
        List.of("n0", "n1", "n2").forEach(node -> world.nodes.remove(node));
        Plan after = world.settle();
        assertThat(admitted(after)).containsAll(admitted(before));
        assertThat(functions(after))
                .as("not all have room")
                .hasSizeLessThan(admitted(before).size());
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
