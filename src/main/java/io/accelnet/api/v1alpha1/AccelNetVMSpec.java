package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * What a VM's owner asks for. Exactly one of virtualMachineRef and virtualMachine is given.
 *
 * @param clusterName the AccelNetCluster to take the virtual functions from. Immutable
 * @param performance the performance level, which may be changed at any time. If the new one doesn't fit, the VM keeps the old
 *     one
 * @param portPolicy from which ports the virtual functions come that the VM has of one pool. Absent: as the cluster says. It may be changed
 *     at any time. If the new one doesn't fit, the VM keeps the old one
 * @param virtualMachineRef the KubeVirt VirtualMachine that it is for. Immutable
 * @param virtualMachine the VM's facts, for a VM that no object in the cluster describes
 */
@ApiType
@ValidationRule(
        value = "has(self.virtualMachineRef) != has(self.virtualMachine)",
        message = "give exactly one of virtualMachineRef and virtualMachine",
        fieldPath = ".virtualMachineRef",
        reason = "FieldValueInvalid")
@ValidationRule(
        value = "has(self.virtualMachineRef) == has(oldSelf.virtualMachineRef)",
        message = "the choice between virtualMachineRef and virtualMachine is immutable:"
                + " delete this AccelNetVM and create another",
        fieldPath = ".virtualMachineRef",
        reason = "FieldValueForbidden")
public record AccelNetVMSpec(
        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) @SelectableField
        @ValidationRule(
                value = "self == oldSelf",
                message = "clusterName is immutable: delete this AccelNetVM and create another",
                reason = "FieldValueForbidden")
        String clusterName,

        Performance performance,

        @Nullable PortPolicy portPolicy,

        @ValidationRule(
                value = "self == oldSelf",
                message = "virtualMachineRef is immutable: delete this AccelNetVM and create another",
                reason = "FieldValueForbidden")
        @Nullable VirtualMachineRef virtualMachineRef,

        @Nullable VirtualMachineFacts virtualMachine) {
    /** One that leaves the ports to its cluster. */
    public AccelNetVMSpec(
            String clusterName,
            Performance performance,
            @Nullable VirtualMachineRef virtualMachineRef,
            @Nullable VirtualMachineFacts virtualMachine) {
        this(clusterName, performance, null, virtualMachineRef, virtualMachine);
    }
}
