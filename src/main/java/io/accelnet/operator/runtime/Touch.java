package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether an update of one of our objects left alone all that plans are made from. Whoever may write an object may write its
 * annotations as often as they like, and mustn't keep the operator busy with that.
 */
final class Touch {
    private Touch() {}

    static boolean isMere(CustomResource<?, ?> before, CustomResource<?, ?> after) {
        ObjectMeta old = before.getMetadata();
        ObjectMeta now = after.getMetadata();
        return Objects.equals(old.getUid(), now.getUid())
                && Objects.equals(old.getGeneration(), now.getGeneration())
                && Objects.equals(old.getDeletionTimestamp(), now.getDeletionTimestamp())
                && labels(old).equals(labels(now))
                && Objects.equals(before.getStatus(), after.getStatus());
    }

    private static Map<String, String> labels(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
    }
}
