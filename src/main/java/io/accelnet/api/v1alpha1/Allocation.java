package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger: a virtual function and the VM that has it. Adapter and virtual function are the list's keys, so that the
 * API server refuses a second entry for the same virtual function.
 *
 * @param adapter the physical port, by the name that the host has for it: if the port is renamed, the entry follows
 * @param virtualFunction the virtual function's number on that port, as the host counts them
 * @param namespace the AccelNetVM's namespace
 * @param name the AccelNetVM's name
 * @param uid the AccelNetVM's UID
 * @param cluster the AccelNetCluster from which the VM has it
 * @param networkAdapter the VM's network adapter that uses it
 * @param performance the performance level for which it was given
 * @param queuePairs the queue pairs that it takes from the port's budget
 * @param portPolicy Different: the VM was promised that its virtual functions of one pool come from different ports. Absent: it wasn't
 * @param displacedFrom the node whose outage brought the VM here. Absent: none did, or the outage is over
 */
@ApiType
public record Allocation(
        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String adapter,

        @Min(0) @Max(Bounds.VIRTUAL_FUNCTIONS - 1) int virtualFunction,

        @Size(min = 1, max = Bounds.LABEL_LENGTH) @Pattern(Bounds.LABEL) String namespace,

        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String name,

        @Size(max = 128) String uid,

        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String cluster,

        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String networkAdapter,

        Performance performance,

        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) int queuePairs,

        @Nullable PortPolicy portPolicy,

        @Size(max = Bounds.SUBDOMAIN_LENGTH) @Nullable String displacedFrom) {
    /** One of a VM that may have its virtual functions from any ports. */
    public Allocation(
            String adapter,
            int virtualFunction,
            String namespace,
            String name,
            String uid,
            String cluster,
            String networkAdapter,
            Performance performance,
            int queuePairs,
            @Nullable String displacedFrom) {
        this(
                adapter,
                virtualFunction,
                namespace,
                name,
                uid,
                cluster,
                networkAdapter,
                performance,
                queuePairs,
                null,
                displacedFrom);
    }
}
