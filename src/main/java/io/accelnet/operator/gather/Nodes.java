package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** AccelNetNodes. */
final class Nodes {
    private Nodes() {}

    static NodeSnapshot read(AccelNetNode node) {
        AccelNetNodeSpec spec = node.getSpec();
        return new NodeSnapshot(
                node.getMetadata().getName(),
                Meta.labels(node),
                spec.hostType() != HostType.EXTERNAL,
                availability(spec.availability()),
                host(spec),
                spec.adapters().stream().map(Adapters::read).toList(),
                Ledgers.read(node));
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
}
