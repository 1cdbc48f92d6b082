package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.Fact;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A host's physical ports. */
final class Adapters {
    private Adapters() {}

    static AdapterSnapshot read(NodeAdapter adapter) {
        return new AdapterSnapshot(
                adapter.name(),
                support(adapter.sriovSupport()),
                Fact.of(Optional.ofNullable(adapter.sriovEnabled())),
                adapter.virtualFunctions(),
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
