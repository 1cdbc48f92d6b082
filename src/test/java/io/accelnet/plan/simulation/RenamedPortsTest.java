package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ports that are renamed. {@link RenamingLife} does it in any order; here is what goes wrong on the way. */
class RenamedPortsTest {
    private final Simulation simulation = new Simulation();
    private final RandomEvents events = new RandomEvents(simulation, new Random(5));

    /**
     * The other name is stated late, after the virtual functions of the former name were taken for lost and those of the new one were
     * given to somebody else: who has them keeps them, and the first gets others.
     */
    @Test
    void whoHasAVirtualFunctionUnderThePresentNameKeepsIt() {
        events.create(0, 1);
        events.addVmWithoutReport();
        events.addVmWithoutReport();
        simulation.settle();
        NodeSnapshot node = simulation.node("n0");
        VmSnapshot older = vm("vm1");
        VmSnapshot newer = vm("vm2");
        AdapterSnapshot port = node.adapters().getFirst();
        List<AdapterSnapshot> renamed =
                node.adapters().stream().map(HostEvents::renamed).toList();
        simulation.nodes.put(
                "n0",
                node.withAdapters(renamed)
                        .withStatus(
                                List.of(
                                        entry(node, older).withAdapter(port.name()),
                                        entry(node, newer)
                                                .withAdapter(renamed.getFirst().name())),
                                node.memory()));

        Plan plan = simulation.settle();

        assertThat(planned(plan, newer).functions().getFirst().adapter())
                .isEqualTo(renamed.getFirst().name());
        assertThat(planned(plan, newer).functions().getFirst().virtualFunction())
                .isZero();
        assertThat(planned(plan, older).node()).contains("n0");
        assertThat(simulation.node("n0").ledger())
                .extracting(entry -> entry.adapter() + entry.virtualFunction())
                .doesNotHaveDuplicates();
    }

    private VmSnapshot vm(String name) {
        return Objects.requireNonNull(simulation.vms.get(new VmId("a", name)), name);
    }

    private static VmPlan planned(Plan plan, VmSnapshot vm) {
        return Objects.requireNonNull(plan.vms().get(vm.id()), "not planned");
    }

    /** An entry of the VM, for virtual function 0. */
    private static LedgerEntry entry(NodeSnapshot node, VmSnapshot vm) {
        LedgerEntry found = node.ledger().stream()
                .filter(entry -> entry.vm().equals(vm.id()))
                .findFirst()
                .orElseThrow();
        return new LedgerEntry(
                found.adapter(),
                0,
                vm.id(),
                vm.uid(),
                found.cluster(),
                found.networkAdapter(),
                found.level(),
                found.queuePairs(),
                Optional.empty());
    }
}
