package io.accelnet.operator.label;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects as they are once the operator has followed the labels of VirtualMachines.
 *
 * @param objects all objects
 * @param told what the operator would say of VirtualMachines whose labels aren't followed
 */
public record LabelsInForce(ClusterObjects objects, List<Step.Tell> told) {
    /** Deleting one and making another in its place takes two looks. */
    private static final int LOOKS = 2;

    /** Follows the labels in memory. */
    public static LabelsInForce of(ClusterObjects found) {
        ClusterObjects objects = found;
        List<Step.Tell> told = List.of();
        for (int look = 0; look < LOOKS; look++) {
            List<Step> steps = LabelledVirtualMachines.steps(objects);
            told = steps.stream()
                    .filter(Step.Tell.class::isInstance)
                    .map(Step.Tell.class::cast)
                    .toList();
            if (told.size() == steps.size()) {
                break;
            }
            objects = after(steps, objects);
        }
        return new LabelsInForce(objects, told);
    }

    private static ClusterObjects after(List<Step> steps, ClusterObjects objects) {
        Map<ObjectKey, AccelNetVM> vms = new LinkedHashMap<>();
        objects.vms().forEach(vm -> vms.put(ObjectKey.of(vm), vm));
        for (Step step : steps) {
            switch (step) {
                case Step.Apply apply -> {
                    AccelNetVM vm = applied(apply);
                    vms.put(ObjectKey.of(vm), vm);
                }
                case Step.Delete delete -> vms.remove(ObjectKey.of(delete.present()));
                case Step.Tell _ -> {
                    // Nothing changes.
                }
            }
        }
        return objects.with(new ArrayList<>(vms.values()));
    }

    private static AccelNetVM applied(Step.Apply apply) {
        AccelNetVM body = RequestedVm.body(apply);
        apply.present().ifPresent(present -> {
            AccelNetVMSpec spec = body.getSpec();
            boolean keepsPorts = spec.portPolicy() == null && !RequestedVm.hasPortsOfLabel(present);
            body.setSpec(new AccelNetVMSpec(
                    spec.clusterName(),
                    spec.performance(),
                    keepsPorts ? present.getSpec().portPolicy() : spec.portPolicy(),
                    spec.virtualMachineRef(),
                    spec.virtualMachine()));
            body.setMetadata(new ObjectMetaBuilder(present.getMetadata())
                    .withLabels(RequestedVm.labels(present, body))
                    .withOwnerReferences(body.getMetadata().getOwnerReferences())
                    .withGeneration(
                            present.getSpec().equals(body.getSpec())
                                            || present.getMetadata().getGeneration() == null
                                    ? present.getMetadata().getGeneration()
                                    : Long.valueOf(present.getMetadata().getGeneration() + 1))
                    .build());
            body.setStatus(present.getStatus());
        });
        return body;
    }
}
