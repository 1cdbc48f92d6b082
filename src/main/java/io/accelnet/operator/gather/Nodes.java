package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.LinkState;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** AccelNetNodes. */
final class Nodes {
    private Nodes() {}

    static NodeSnapshot read(AccelNetNode node, ReadProblems problems) {
        AccelNetNodeSpec spec = node.getSpec();
        return new NodeSnapshot(
                node.getMetadata().getName(),
                Meta.labels(node),
                spec.hostType() != HostType.EXTERNAL,
                availability(spec.availability()),
                Optional.ofNullable(spec.availabilityReason()),
                host(spec),
                spec.adapters().stream().map(Nodes::adapter).toList(),
                Ledgers.read(node, problems),
                memory(node.getStatus()));
    }

    private static NodeMemory memory(@Nullable AccelNetNodeStatus status) {
        return status == null
                ? NodeMemory.NONE
                : new NodeMemory(
                        Optional.ofNullable(status.cluster()),
                        Optional.ofNullable(status.leavingSince()).flatMap(Nodes::time),
                        Boolean.TRUE.equals(status.kubernetesNodeSeen()));
    }

    /** What is no time is none: the node begins to leave anew, which is on the safe side. */
    private static Optional<Instant> time(String said) {
        try {
            return Optional.of(Instant.parse(said));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static DeclaredAvailability availability(@Nullable Availability said) {
        return switch (said) {
            case null -> DeclaredAvailability.AVAILABLE;
            case AVAILABLE -> DeclaredAvailability.AVAILABLE;
            case MAINTENANCE -> DeclaredAvailability.MAINTENANCE;
            case DOWN -> DeclaredAvailability.DOWN;
        };
    }

    private static HostFacts host(AccelNetNodeSpec spec) {
        return new HostFacts(
                spec.operatingSystem() == OperatingSystem.WINDOWS
                        ? HostFacts.OperatingSystem.WINDOWS
                        : HostFacts.OperatingSystem.LINUX,
                Optional.ofNullable(spec.osImage()).orElse(""),
                Optional.ofNullable(spec.kernelVersion()).orElse(""),
                fact(spec.hyperthreading()),
                fact(spec.failoverClusterMember()),
                fact(spec.virtualizationEnabled()),
                fact(spec.azureArcManaged()),
                fact(spec.validSubscription()),
                fact(spec.networkHudRunning()));
    }

    private static Fact fact(@Nullable Boolean said) {
        return Fact.of(Optional.ofNullable(said));
    }

    private static AdapterSnapshot adapter(NodeAdapter adapter) {
        return new AdapterSnapshot(
                adapter.name(),
                adapter.altNames(),
                support(adapter.sriovSupport()),
                Fact.of(Optional.ofNullable(adapter.sriovEnabled())),
                adapter.linkState() == LinkState.DOWN,
                adapter.virtualFunctions(),
                Optional.ofNullable(adapter.firstVirtualFunction()).orElse(0),
                Set.copyOf(adapter.excludedVirtualFunctions()),
                limit(adapter.queuePairs()),
                limit(adapter.maxQueuePairsPerVirtualFunction()));
    }

    /** A value that this version doesn't know reads as null, and isn't known. */
    private static SriovSupport support(io.accelnet.api.v1alpha1.@Nullable SriovSupport said) {
        return switch (said) {
            case null -> SriovSupport.UNKNOWN;
            case SUPPORTED -> SriovSupport.SUPPORTED;
            case UNKNOWN -> SriovSupport.UNKNOWN;
            case MISSING_ACS -> SriovSupport.MISSING_ACS;
            case MISSING_PF_DRIVER -> SriovSupport.MISSING_PF_DRIVER;
            case NO_BUS_RESOURCES -> SriovSupport.NO_BUS_RESOURCES;
            case NO_IO_MMU_SUPPORT -> SriovSupport.NO_IO_MMU_SUPPORT;
            case NO_VF_BAR_SPACE -> SriovSupport.NO_VF_BAR_SPACE;
            case NO_OSC_SUPPORT -> SriovSupport.NO_OSC_SUPPORT;
        };
    }

    private static OptionalInt limit(@Nullable Integer said) {
        return said == null ? OptionalInt.empty() : OptionalInt.of(said);
    }
}
