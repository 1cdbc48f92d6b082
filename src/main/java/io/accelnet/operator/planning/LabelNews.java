package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;
import java.util.Optional;

/**
 * Raises a signal for what may change what the labels of VirtualMachines ask for. Most VirtualMachines have no such label: they
 * may start, stop and move without anybody looking.
 */
final class LabelNews {
    private final Signal signal;
    private final NamedVirtualMachines named;

    LabelNews(Signal signal, NamedVirtualMachines named) {
        this.signal = signal;
        this.named = named;
    }

    void came(HasMetadata object) {
        mention(
                switch (object) {
                    case KubeVirtVirtualMachine machine ->
                        machine.performanceLabel().isPresent() || named.concerns(machine);
                    case AccelNetVM _, AccelNetCluster _ -> true;
                    default -> false;
                });
    }

    void changed(HasMetadata before, HasMetadata after) {
        mention(
                switch (after) {
                    case KubeVirtVirtualMachine machine ->
                        !labels((KubeVirtVirtualMachine) before).equals(labels(machine));
                    // One that has ended is as good as gone.
                    case KubeVirtVirtualMachineInstance instance -> instance.hasEnded() && named.concerns(instance);
                    case AccelNetVM vm ->
                        !Objects.equals(
                                        before.getMetadata().getGeneration(),
                                        vm.getMetadata().getGeneration())
                                || !Objects.equals(
                                        before.getMetadata().getLabels(),
                                        vm.getMetadata().getLabels())
                                || !Objects.equals(
                                        before.getMetadata().getOwnerReferences(),
                                        vm.getMetadata().getOwnerReferences());
                    default -> false;
                });
    }

    void went(HasMetadata object) {
        mention(
                switch (object) {
                    case KubeVirtVirtualMachineInstance instance -> named.concerns(instance);
                    case AccelNetVM _, AccelNetCluster _ -> true;
                    default -> false;
                });
    }

    void kindChanged() {
        signal.mention();
    }

    private void mention(boolean isNews) {
        if (isNews) {
            signal.mention();
        }
    }

    private record Labels(Optional<String> performance, Optional<String> cluster, Optional<String> portPolicy) {}

    private static Labels labels(KubeVirtVirtualMachine machine) {
        return new Labels(machine.performanceLabel(), machine.clusterLabel(), machine.portPolicyLabel());
    }
}
