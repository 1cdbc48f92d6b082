package io.accelnet.operator.runtime;

import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our writes that are under way. A watch often delivers a write before its answer is here: what it delivers of such an object
 * is judged once the answer tells whether it was the echo.
 */
final class InFlight {
    private final Map<ObjectKey, Set<String>> delivered = new ConcurrentHashMap<>();

    /** A write of this object begins. */
    void began(ObjectKey key) {
        delivered.put(key, ConcurrentHashMap.newKeySet());
    }

    /** Whether a write of this object is under way; if so, what was delivered is remembered. */
    boolean defers(HasMetadata object) {
        return delivered.computeIfPresent(ObjectKey.of(object), (key, versions) -> {
                    versions.add(version(object));
                    return versions;
                })
                != null;
    }

    /** The write has ended; the answer is which versions of the object were delivered meanwhile. */
    Set<String> ended(ObjectKey key) {
        return Objects.requireNonNullElse(delivered.remove(key), Set.of());
    }

    private static String version(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
    }
}
