package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host's facts. What is absent is not known.
 *
 * @param hostType whether the host is the Kubernetes Node of the same name
 * @param operatingSystem the operating system's family
 * @param osImage the operating system's name as the host reports it, such as "Windows Server 2025 Datacenter"
 * @param kernelVersion the kernel's version as the host reports it; on Windows major.minor.build.revision, such as 10.0.26100.1
 * @param hyperthreading whether hyperthreading is on. It has to be on for all nodes of a cluster or off for all
 * @param availability whether the host can be used
 * @param availabilityReason why it is in maintenance or down, for whoever asks: the end of a sentence. Absent: it isn't said
 * @param failoverClusterMember whether the host is a member of a functioning failover cluster (Windows)
 * @param virtualizationEnabled whether virtualization is switched on in the BIOS
 * @param azureArcManaged whether Azure Arc manages the host (Windows)
 * @param validSubscription whether the host has a valid subscription (Windows)
 * @param networkHudRunning whether Network HUD runs (Azure Stack HCI)
 * @param adapters the host's physical ports
 */
@ApiType
public record AccelNetNodeSpec(
        HostType hostType,
        OperatingSystem operatingSystem,
        @Size(max = 256) @Nullable String osImage,
        @Size(max = 256) @Nullable String kernelVersion,
        @Nullable Boolean hyperthreading,
        @Default("Available") @Nullable Availability availability,
        @Size(min = 1, max = Bounds.REASON_LENGTH) @Nullable String availabilityReason,
        @Nullable Boolean failoverClusterMember,
        @Nullable Boolean virtualizationEnabled,
        @Nullable Boolean azureArcManaged,
        @Nullable Boolean validSubscription,
        @Nullable Boolean networkHudRunning,

        @Size(max = Bounds.PORTS) @ListMap("name")
        @ValidationRule(
                value = "self.all(a, self.exists_one(b, a.name.lowerAscii() == b.name.lowerAscii()))",
                message =
                        "adapters: names are compared without case, and no two may be equal: rename or remove one of them",
                reason = "FieldValueInvalid")
        @ValidationRule(
                value =
                        "self.all(a, !has(a.altNames) || self.all(b, a.name == b.name || !(b.name.lowerAscii() in a.altNames"
                                + " || (has(b.altNames) && a.altNames.exists(n, n in b.altNames)))))",
                message =
                        "adapters: no name or alternative name of an adapter is a name or alternative name of another one,"
                                + " compared without case: remove it from one of the two",
                reason = "FieldValueInvalid")
        @ValidationRule(
                value = "self.map(a, a.virtualFunctions).sum() <= 2048",
                message = "adapters: a host has 2048 virtual functions at most, all adapters together:"
                        + " lower virtualFunctions",
                reason = "FieldValueInvalid")
        List<NodeAdapter> adapters) {
    public AccelNetNodeSpec {
        adapters = Lists.orEmpty(adapters);
    }

    /** A host of which it isn't said why it is in maintenance or down. */
    public AccelNetNodeSpec(
            HostType hostType,
            OperatingSystem operatingSystem,
            @Nullable String osImage,
            @Nullable String kernelVersion,
            @Nullable Boolean hyperthreading,
            @Nullable Availability availability,
            @Nullable Boolean failoverClusterMember,
            @Nullable Boolean virtualizationEnabled,
            @Nullable Boolean azureArcManaged,
            @Nullable Boolean validSubscription,
            @Nullable Boolean networkHudRunning,
            List<NodeAdapter> adapters) {
        this(
                hostType,
                operatingSystem,
                osImage,
                kernelVersion,
                hyperthreading,
                availability,
                null,
                failoverClusterMember,
                virtualizationEnabled,
                azureArcManaged,
                validSubscription,
                networkHudRunning,
                adapters);
    }
}
