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
import java.util.stream.Stream;
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
        return new VmDirectory(
                List.of(first, second), Listing.of(List.of(machine)), Listing.of(List.of(Objects.cluster(50))));
    }

    private VmSteps steps() {
        return new VmSteps(directory(), "kubectl-accelnet", false);
    }

    private List<VmMeant> named(VmName.Kind kind, VmId... names) {
        return directory()
                .named(Stream.of(names).map(name -> new VmName(name, kind)).toList());
    }

    private VmStep disable(VmId accelNetVm) {
        return steps().disable(named(VmName.Kind.ACCELNET_VM, accelNetVm)).getFirst();
    }

    private VmStep set(VmId accelNetVm) {
        return steps().set(named(VmName.Kind.ACCELNET_VM, accelNetVm), VmSettings.of(Performance.HIGH))
                .getFirst();
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
        assertThat(deleted(disable(SECOND))).isEqualTo("web-2");
        assertThat(deleted(disable(WEB))).isEqualTo("web");
        assertThat(changed(set(SECOND))).isEqualTo("web-2");
        assertThat(changed(set(WEB))).isEqualTo("web");
        assertThat(disable(new VmId("tenant", "gone"))).isInstanceOf(VmStep.Impossible.class);
    }

    @Test
    void aNameThatMeansBothIsRefused() {
        admit(second);

        for (VmName.Kind kind : List.of(VmName.Kind.ANY, VmName.Kind.VIRTUAL_MACHINE)) {
            assertThat(named(kind, WEB))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            VmMeant.Unclear.class,
                            unclear -> assertThat(unclear.why())
                                    .contains(
                                            "accelnetvm.accelnet.io/web-2 or accelnetvm.accelnet.io/web, with -n tenant"));
        }
        assertThat(deleted(steps().disable(named(VmName.Kind.ANY, SECOND)).getFirst()))
                .isEqualTo("web-2");
    }

    /** Whatever a name means, the other one is said too. */
    @Test
    void bothNamesMeanBoth() {
        admit(second);

        assertThat(steps().disable(named(VmName.Kind.ANY, WEB, SECOND)))
                .extracting(TwoForOneMachineTest::deleted)
                .containsExactly("web", "web-2");
    }

    @Test
    void allMeansBoth() {
        assertThat(directory().enabled(Selector.ALL)).extracting(VmMeant::said).containsExactly(WEB, SECOND);

        admit(second);

        assertThat(steps().disable(directory().enabled(Selector.ALL)))
                .extracting(TwoForOneMachineTest::deleted)
                .containsExactly("web", "web-2");
    }

    @Test
    void whileOneIsLeftTheVmIsEnabled() {
        assertThat(((VmStep.Disable) disable(SECOND)).stillEnabled().orElseThrow())
                .isEqualTo("AccelNetVM web is for VirtualMachine web too: the VM stays enabled");
        assertThat(steps().disable(directory().enabled(Selector.ALL)))
                .allSatisfy(step ->
                        assertThat(((VmStep.Disable) step).stillEnabled()).isEmpty());
        first.getMetadata().setDeletionTimestamp("2026-01-03T00:00:00Z");
        assertThat(((VmStep.Disable) disable(SECOND)).stillEnabled()).isEmpty();
    }

    /** The label is the business of the one that counts. */
    @Test
    void theOtherOneLeavesTheLabelAlone() {
        directory();
        machine.getMetadata().setLabels(Map.of(KubeVirtVirtualMachine.PERFORMANCE_LABEL, "Low"));

        VmStep.Disable other = (VmStep.Disable) disable(SECOND);

        assertThat(other.unlabel()).isEmpty();
        assertThat(deleted(other)).isEqualTo("web-2");
        assertThat(((VmStep.Disable) disable(WEB)).unlabel()).isPresent();
    }
}
