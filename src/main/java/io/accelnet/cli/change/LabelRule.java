package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.label.LabelledVirtualMachines;
import io.accelnet.operator.label.Step;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Optional;

/** What the operator does about the labels of one VirtualMachine, by the operator's own rule. */
final class LabelRule {
    private LabelRule() {}

    /**
     * Why the labels aren't followed, and what to do, in words without a full stop; empty if they are.
     *
     * @param vms the AccelNetVMs that are for the VirtualMachine, or have its name
     */
    static Optional<String> hindrance(
            KubeVirtVirtualMachine machine, List<AccelNetVM> vms, Listing<AccelNetCluster> clusters) {
        return steps(machine, vms, clusters.objects()).stream()
                .filter(Step.Tell.class::isInstance)
                .map(Step.Tell.class::cast)
                .filter(Step.Tell::warning)
                // Of clusters that aren't known nobody can say how many there are.
                .filter(tell -> clusters.unknown().isEmpty()
                        || !tell.reason().equals(LabelledVirtualMachines.CLUSTER_NOT_NAMED))
                .map(tell -> tell.message().replaceFirst("\\.$", ""))
                .findFirst();
    }

    /** The AccelNetVM that the operator makes from the labels where there is none; empty if it makes none. */
    static Optional<AccelNetVM> made(KubeVirtVirtualMachine machine, List<AccelNetCluster> clusters) {
        return steps(machine, List.of(), clusters).stream()
                .filter(Step.Apply.class::isInstance)
                .map(step -> {
                    AccelNetVM made = new AccelNetVM();
                    made.setMetadata(new ObjectMetaBuilder()
                            .withNamespace(machine.getMetadata().getNamespace())
                            .withName(machine.getMetadata().getName())
                            .build());
                    made.setSpec(((Step.Apply) step).spec());
                    return made;
                })
                .findFirst();
    }

    private static List<Step> steps(
            KubeVirtVirtualMachine machine, List<AccelNetVM> vms, List<AccelNetCluster> clusters) {
        return LabelledVirtualMachines.steps(
                new ClusterObjects(List.of(), List.of(), clusters, vms, List.of(), List.of())
                        .with(KubeVirtObjects.of(List.of(machine))));
    }
}
