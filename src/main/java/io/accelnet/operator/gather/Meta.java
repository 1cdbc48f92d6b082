package io.accelnet.operator.gather;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every object's metadata says. */
final class Meta {
    private Meta() {}

    static Map<String, String> labels(HasMetadata object) {
        @Nullable Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : Map.copyOf(labels);
    }

    static Instant created(HasMetadata object) {
        @Nullable String created = object.getMetadata().getCreationTimestamp();
        return created == null ? Instant.EPOCH : Instant.parse(created);
    }
}
