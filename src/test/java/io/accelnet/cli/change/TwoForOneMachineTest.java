package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.Selector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two AccelNetVMs for one VirtualMachine, of which one counts: each is changed by its own name. */
class TwoForOneMachineTest {
    private static final VmId WEB = new VmId("tenant", "web");
    private static final VmId SECOND = new VmId("tenant", "web-2");

    private final KubeVirtVirtualMachine machine = new KubeVirtVirtualMachine();
    private final AccelNetVM first = vm("web", "2026-01-01T00:00:00Z");
    private final AccelNetVM second = vm("web-2", "2026-01-02T00:00:00Z");

    private static AccelNetVM vm(String name, String created) {
        AccelNetVM vm = Objects.reference("tenant", name, "web");
        vm.getMetadata().setUid(name);
        vm.getMetadata().setGeneration(1L);
        vm.getMetadata().setCreationTimestamp(created);
        return vm;
    }

    private VmDirectory directory() {
        machine.setMetadata(new ObjectMetaBuilder()
                .withNamespace("tenant")
                .withName("web")
                .withUid("machine")
                .withLabels(Optional.ofNullable(machine.getMetadata())
                        .map(metadata -> metadata.getLabels())
                        .orElse(Map.of()))
                .build());
        return new VmDirectory(List.of(first, second), Listing.of(List.of(machine)));
    }

    private VmSteps steps() {
        return new VmSteps(directory(), "kubectl-accelnet", false);
    }

    private static String deleted(VmStep step) {
        return ((VmStep.Disable) step)
                .delete()
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .orElse("");
    }

    private static String changed(VmStep step) {
        return ((VmStep.Change) step).present().getMetadata().getName();
    }

    private void admit(AccelNetVM vm) {
        vm.setStatus(new KubernetesSerialization().unmarshal("admitted: true\nconditions: []", AccelNetVMStatus.class));
    }

    @Test
    void theOneThatIsNamedIsChanged() {
        VmSettings high = VmSettings.of(Performance.HIGH);

        assertThat(deleted(steps().disableAccelNetVm(SECOND))).isEqualTo("web-2");
        assertThat(deleted(steps().disableAccelNetVm(WEB))).isEqualTo("web");
        assertThat(changed(steps().setAccelNetVm(SECOND, high))).isEqualTo("web-2");
        assertThat(changed(steps().setAccelNetVm(WEB, high))).isEqualTo("web");
        assertThat(steps().disableAccelNetVm(new VmId("tenant", "gone"))).isInstanceOf(VmStep.Impossible.class);
    }

    /** The operator's order: one that was admitted, else the oldest. */
    @Test
    void theNameOfTheVirtualMachineMeansTheOneThatCounts() {
        assertThat(deleted(steps().disable(WEB))).isEqualTo("web");

        admit(second);

        assertThat(deleted(steps().disable(WEB))).isEqualTo("web-2");
        assertThat(changed(steps().set(WEB, VmSettings.of(Performance.HIGH)))).isEqualTo("web-2");
    }

    @Test
    void allMeansBoth() {
        assertThat(directory().enabled(Selector.ALL)).containsExactly(WEB, SECOND);
    }

    /** The label is the business of the one that counts. */
    @Test
    void theOtherOneLeavesTheLabelAlone() {
        directory();
        machine.getMetadata().setLabels(Map.of(KubeVirtVirtualMachine.PERFORMANCE_LABEL, "Low"));

        VmStep.Disable other = (VmStep.Disable) steps().disableAccelNetVm(SECOND);

        assertThat(other.unlabel()).isEmpty();
        assertThat(deleted(other)).isEqualTo("web-2");
        assertThat(((VmStep.Disable) steps().disableAccelNetVm(WEB)).unlabel()).isPresent();
    }
}
