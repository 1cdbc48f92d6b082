package io.accelnet.operator.gather.sriov;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.accelnet.api.schema.ApiType;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SR-IOV network operator's SriovNetworkNodeState: the ports of the Node of the same name. Its spec is what was asked for, its
 * status what is there. A number that is absent is 0.
 */
@ApiType
@Group("sriovnetwork.openshift.io")
@Version("v1")
@Kind("SriovNetworkNodeState")
@Plural("sriovnetworknodestates")
public class SriovNetworkNodeState extends ReferencedObject<SriovNetworkNodeState.Spec, SriovNetworkNodeState.Status>
        implements Namespaced {
    private static final String SUCCEEDED = "Succeeded";

    /**
     * What is read of the spec.
     *
     * @param interfaces the ports that are configured
     */
    @ApiType
    public record Spec(@Nullable List<DesiredPort> interfaces) {}

    /**
     * How a port is to be.
     *
     * @param pciAddress its PCI address, by which it is the same port as one of the status
     * @param name its name
     * @param numVfs how many virtual functions it is to have
     * @param vfGroups the pools among which these are divided
     */
    @ApiType
    public record DesiredPort(
            @Nullable String pciAddress,
            @Nullable String name,
            long numVfs,
            @Nullable List<Pool> vfGroups) {
        public DesiredPort {
            vfGroups = vfGroups == null ? List.of() : List.copyOf(vfGroups);
        }
    }

    /**
     * The virtual functions of a port that are handed out under one resource.
     *
     * @param resourceName the resource's name without its domain, such as vm_ports
     * @param vfRange the first and the last number, such as 2-7. Absent: all virtual functions of the port
     * @param deviceType for which kind of driver they are, such as vfio-pci
     * @param policyName the SriovNetworkNodePolicy that asks for them
     */
    @ApiType
    public record Pool(
            @Nullable String resourceName,
            @Nullable String vfRange,
            @Nullable String deviceType,
            @Nullable String policyName) {}

    /**
     * What is read of the status.
     *
     * @param syncStatus how far the spec is carried out
     * @param lastSyncError why it couldn't be
     * @param interfaces the ports that the SR-IOV network operator supports
     */
    @ApiType
    public record Status(
            @Nullable String syncStatus,
            @Nullable String lastSyncError,
            @Nullable List<Port> interfaces) {}

    /**
     * A port as it is.
     *
     * @param name its name; absent while a driver has it that gives none
     * @param altNames its other names
     * @param pciAddress its PCI address
     * @param totalvfs how many virtual functions it could have
     * @param numVfs how many it has
     * @param linkSpeed such as "25000 Mb/s", or "-1 Mb/s" without a link
     * @param linkAdminState whether it was switched on, which isn't whether it has a link
     * @param driver its driver
     * @param functions its virtual functions
     */
    @ApiType
    public record Port(
            @Nullable String name,
            @Nullable List<String> altNames,
            @Nullable String pciAddress,
            long totalvfs,
            long numVfs,
            @Nullable String linkSpeed,
            @Nullable String linkAdminState,
            @Nullable String driver,
            @JsonProperty("Vfs") @Nullable List<Function> functions) {
        public Port {
            altNames = altNames == null ? List.of() : List.copyOf(altNames);
            functions = functions == null ? List.of() : List.copyOf(functions);
        }
    }

    /**
     * A virtual function.
     *
     * @param vfID its number on its port
     * @param pciAddress its PCI address
     * @param driver its driver
     */
    @ApiType
    public record Function(
            @JsonProperty("vfID") long vfID,
            @Nullable String pciAddress,
            @Nullable String driver) {}

    /** Whether what is asked for has been carried out, so that the status says how the host stays. */
    @JsonIgnore
    public boolean isSynced() {
        return Optional.ofNullable(getStatus())
                .map(Status::syncStatus)
                .filter(SUCCEEDED::equals)
                .isPresent();
    }

    /** The ports as they are. */
    public List<Port> ports() {
        return Optional.ofNullable(getStatus()).map(Status::interfaces).orElse(List.of());
    }

    /** The ports as they are to be. */
    public List<DesiredPort> desiredPorts() {
        return Optional.ofNullable(getSpec()).map(Spec::interfaces).orElse(List.of());
    }

    /** The creation too: of two for one Node, the newer one is that of the SR-IOV network operator that runs now. */
    @Override
    public void trim() {
        setMetadata(identity()
                .withCreationTimestamp(getMetadata().getCreationTimestamp())
                .build());
    }
}
