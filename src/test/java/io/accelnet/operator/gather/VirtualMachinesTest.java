package io.accelnet.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A VirtualMachine has one AccelNetVM. */
class VirtualMachinesTest {
    @Test
    void theOlderCounts() {
        AccelNetVM older = vm("b", "2026-01-01T00:00:00Z", false);
        AccelNetVM newer = vm("a", "2026-01-01T00:00:01Z", false);

        assertCounts(older, newer);
    }

    @Test
    void ofTwoOfTheSameAgeTheOneWithTheLowerName() {
        assertCounts(vm("a", "2026-01-01T00:00:00Z", false), vm("b", "2026-01-01T00:00:00Z", false));
    }

    /** Whatever a backup has restored first, what was promised is kept. */
    @Test
    void oneThatWasAdmittedCountsBeforeAnOlder() {
        AccelNetVM older = vm("a", "2026-01-01T00:00:00Z", false);
        AccelNetVM admitted = vm("b", "2026-01-01T00:00:01Z", true);

        assertCounts(admitted, older);
    }

    @Test
    void oneInAnotherNamespaceIsForAnotherVirtualMachine() {
        AccelNetVM here = vm("a", "2026-01-01T00:00:00Z", false);
        AccelNetVM there = vm("b", "2026-01-01T00:00:01Z", false);
        there.getMetadata().setNamespace("elsewhere");
        VirtualMachines machines = machines(here, there);

        assertThat(machines.of(here)).isInstanceOf(VirtualMachine.Resolved.class);
        assertThat(machines.of(there))
                .isInstanceOfSatisfying(
                        VirtualMachine.Unresolved.class,
                        unresolved -> assertThat(unresolved.obstacle()).isEqualTo(Obstacle.NOT_FOUND));
    }

    private static void assertCounts(AccelNetVM counts, AccelNetVM other) {
        for (VirtualMachines machines : List.of(machines(counts, other), machines(other, counts))) {
            assertThat(machines.of(counts)).isInstanceOf(VirtualMachine.Resolved.class);
            assertThat(machines.of(other))
                    .isEqualTo(new VirtualMachine.Unresolved(
                            "web",
                            Obstacle.TAKEN,
                            "AccelNetVM " + counts.getMetadata().getName()
                                    + " is for VirtualMachine web already. Delete one of the two."));
        }
    }

    private static VirtualMachines machines(AccelNetVM... vms) {
        KubeVirtVirtualMachine web = new KubeVirtVirtualMachine();
        web.setMetadata(
                new ObjectMetaBuilder().withNamespace("shop").withName("web").build());
        return new VirtualMachines(new ClusterObjects(
                        List.of(Objects.intent()),
                        List.of(),
                        List.of(Objects.cluster(50)),
                        List.of(vms),
                        List.of(),
                        List.of())
                .with(KubeVirtObjects.of(List.of(web))));
    }

    private static AccelNetVM vm(String name, String created, boolean admitted) {
        AccelNetVM vm = Objects.reference("shop", name, "web");
        vm.getMetadata().setCreationTimestamp(created);
        if (admitted) {
            vm.setStatus(new AccelNetVMStatus(1L, true, null, null, List.of(), null, List.of(), List.of()));
        }
        return vm;
    }
}
