package io.accelnet.operator.gather.kubevirt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** KubeVirt's VirtualMachineInstance: the VM as it runs. It has the VirtualMachine's name, and is another one after each start. */
@ApiType
@Group("kubevirt.io")
@Version("v1")
@Kind("VirtualMachineInstance")
@Plural("virtualmachineinstances")
public class KubeVirtVirtualMachineInstance extends ReferencedObject<Void, KubeVirtVirtualMachineInstance.Status>
        implements Namespaced {
    private static final String FAILED = "Failed";
    private static final Set<String> ENDED = Set.of("Succeeded", FAILED);
    private static final Pattern NODE = Pattern.compile(Bounds.SUBDOMAIN);

    /**
     * What is read of the status.
     *
     * @param phase how far it is
     * @param nodeName the node on which it runs
     * @param evacuationNodeName the node that it has to leave
     * @param currentCPUTopology its vCPUs, those that were added while it runs included
     */
    @ApiType
    record Status(
            @Nullable String phase,
            @Nullable String nodeName,
            @Nullable String evacuationNodeName,
            @Nullable CpuTopology currentCPUTopology) {}

    /** Whether it has ended. What has ended runs nowhere, whatever its status still names. */
    @JsonIgnore
    public boolean hasEnded() {
        return phase().filter(ENDED::contains).isPresent();
    }

    /** Whether it has ended by a failure. */
    boolean hasFailed() {
        return phase().filter(FAILED::equals).isPresent();
    }

    private Optional<String> phase() {
        return Optional.ofNullable(getStatus()).map(Status::phase);
    }

    /** The node on which it runs; empty if there is none yet, or if the name can't be a node's. */
    public Optional<String> node() {
        return Optional.ofNullable(getStatus())
                .map(Status::nodeName)
                .filter(name -> name.length() <= Bounds.SUBDOMAIN_LENGTH
                        && NODE.matcher(name).matches());
    }

    /** Whether it has to leave the node on which it runs. */
    @JsonIgnore
    public boolean isEvacuated() {
        return Optional.ofNullable(getStatus())
                .map(Status::evacuationNodeName)
                .filter(from -> node().equals(Optional.of(from)))
                .isPresent();
    }

    /** The vCPUs that it has; empty while that isn't known. */
    Optional<CpuTopology> topology() {
        return Optional.ofNullable(getStatus()).map(Status::currentCPUTopology);
    }
}
