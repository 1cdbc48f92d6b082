package io.accelnet.operator.harness;

import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.NetworkIntentStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all four kinds' statuses have. */
public final class Statuses {
    private Statuses() {}

    public static List<Condition> conditions(CustomResource<?, ?> object) {
        return switch (object.getStatus()) {
            case AccelNetVMStatus status -> status.conditions();
            case AccelNetNodeStatus status -> status.conditions();
            case AccelNetClusterStatus status -> status.conditions();
            case NetworkIntentStatus status -> status.conditions();
            case null, default -> List.of();
        };
    }

    public static @Nullable Long observedGeneration(CustomResource<?, ?> object) {
        return switch (object.getStatus()) {
            case AccelNetVMStatus status -> status.observedGeneration();
            case AccelNetNodeStatus status -> status.observedGeneration();
            case AccelNetClusterStatus status -> status.observedGeneration();
            case NetworkIntentStatus status -> status.observedGeneration();
            case null, default -> null;
        };
    }

    public static boolean isReady(CustomResource<?, ?> object) {
        return object.getMetadata().getGeneration().equals(observedGeneration(object))
                && conditions(object).stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
