package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The virtual function of one of the VM's network adapters.
 *
 * @param networkAdapter the VM's network adapter
 * @param adapter the physical port on the node
 * @param virtualFunction the virtual function's number on that port, from 0
 * @param queuePairs the virtual function's queue pairs
 * @param pciAddress the virtual function's PCI address on the node, as the VM's pod says it. Absent: the pod doesn't say it yet, and
 *     the number may still change to that which the pod gets
 */
@ApiType
public record AssignedFunction(
        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String networkAdapter,

        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String adapter,

        @Min(0) @Max(Bounds.VIRTUAL_FUNCTIONS - 1) int virtualFunction,

        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) int queuePairs,

        @Size(min = 1, max = Bounds.PCI_ADDRESS_LENGTH) @Nullable String pciAddress) {
    /** One whose PCI address isn't known. */
    public AssignedFunction(String networkAdapter, String adapter, int virtualFunction, int queuePairs) {
        this(networkAdapter, adapter, virtualFunction, queuePairs, null);
    }

    /** The same one, whatever its PCI address: what a ledger knows of it. */
    public AssignedFunction withoutAddress() {
        return new AssignedFunction(networkAdapter, adapter, virtualFunction, queuePairs);
    }
}
