package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import java.util.Optional;
import java.util.stream.Collectors;

/** NetworkIntents. */
public final class Intents {
    private Intents() {}

    /** What plans are told of an intent. */
    public static IntentSnapshot read(NetworkIntent intent) {
        return new IntentSnapshot(
                intent.getMetadata().getName(),
                Meta.created(intent),
                intent.getSpec().types().stream().map(Intents::type).collect(Collectors.toUnmodifiableSet()),
                intent.getSpec().adapters(),
                Optional.ofNullable(intent.getSpec().resourceName()));
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
