package io.accelnet.operator.planning;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of our objects plans are made from: the spec, the status, the labels, and whether it is the same object. Whoever may write
 * an object may write its annotations as often as they like, and mustn't keep the operator busy with that.
 */
final class PlanInput {
    private PlanInput() {}

    /** Whether an update left it alone. */
    static boolean isSame(CustomResource<?, ?> before, CustomResource<?, ?> after) {
        return isSame(before, before.getStatus(), after);
    }

    /** Whether an object is what another one becomes when this status is written to it. */
    static boolean isSame(CustomResource<?, ?> before, @Nullable Object status, CustomResource<?, ?> after) {
        ObjectMeta old = before.getMetadata();
        ObjectMeta now = after.getMetadata();
        return Objects.equals(old.getUid(), now.getUid())
                && Objects.equals(old.getGeneration(), now.getGeneration())
                && Objects.equals(old.getDeletionTimestamp(), now.getDeletionTimestamp())
                && labels(old).equals(labels(now))
                && Objects.equals(status, after.getStatus());
    }

    private static Map<String, String> labels(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
    }
}
