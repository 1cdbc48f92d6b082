package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.plan.snapshot.GateState;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import java.util.Optional;
import java.util.stream.Collectors;

/** NetworkIntents. */
public final class Intents {
    private Intents() {}

    /**
     * Reads one.
     *
     * @param gate whether pods that request virtual functions are held
     */
    public static IntentSnapshot read(NetworkIntent intent, GateState gate) {
        return new IntentSnapshot(
                intent.getMetadata().getName(),
                Meta.created(intent),
                intent.getSpec().types().stream().map(Intents::type).collect(Collectors.toUnmodifiableSet()),
                intent.getSpec().adapters(),
                Optional.ofNullable(intent.getSpec().resourceName()),
                gate);
    }

    private static IntentType type(io.accelnet.api.v1alpha1.IntentType type) {
        return switch (type) {
            case COMPUTE -> IntentType.COMPUTE;
            case MANAGEMENT -> IntentType.MANAGEMENT;
            case STORAGE -> IntentType.STORAGE;
            case STRETCH -> IntentType.STRETCH;
        };
    }
}
