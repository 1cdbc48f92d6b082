package io.accelnet.cli.manifest;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers objects that nothing is wrong with, by all that their manifests say but the metadata. Most of very many VMs ask for
 * the same: then only the metadata need be checked and read, and they share one spec, which never changes. Objects with a status
 * are left out, since no two statuses are alike.
 */
final class CheckedSpecs {
    /** With so many different ones, all are forgotten, so that no folder is kept twice. */
    private static final int MOST = 4096;

    private final Map<Map<String, @Nullable Object>, CustomResource<?, ?>> known = new HashMap<>();

    /** An object that said the same. */
    Optional<CustomResource<?, ?>> of(Map<String, @Nullable Object> object) {
        return mayBeKnown(object) ? Optional.ofNullable(known.get(withoutMetadata(object))) : Optional.empty();
    }

    /**
     * Remembers an object.
     *
     * @param said what its manifest said, before anything was filled in
     */
    void add(Map<String, @Nullable Object> said, CustomResource<?, ?> object) {
        if (mayBeKnown(said)) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(withoutMetadata(said), object);
        }
    }

    /** Whether another object may say the same. */
    static boolean mayBeKnown(Map<String, @Nullable Object> object) {
        return object.get("status") == null;
    }

    private static Map<String, @Nullable Object> withoutMetadata(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(object);
        rest.remove("metadata");
        return rest;
    }
}
