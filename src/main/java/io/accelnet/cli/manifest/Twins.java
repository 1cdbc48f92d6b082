package io.accelnet.cli.manifest;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects that nothing is wrong with, by all that they say but their metadata: who has very many VMs has few kinds of them, and
 * of another one of a kind only the metadata need be judged and read. Objects with a status have no twins: no two statuses are
 * alike, and only specs, which never change, can be shared. For many threads.
 */
final class Twins {
    /** With so many different ones, all are forgotten: no folder shall be kept twice. */
    private static final int MOST = 4096;

    private final Map<Map<String, @Nullable Object>, CustomResource<?, ?>> known = new ConcurrentHashMap<>();

    /** One that says the same. */
    Optional<CustomResource<?, ?>> of(Map<String, @Nullable Object> object) {
        return mayHaveTwins(object) ? Optional.ofNullable(known.get(withoutMetadata(object))) : Optional.empty();
    }

    /**
     * Remembers an object.
     *
     * @param said what its manifest said, before anything was filled in
     */
    void add(Map<String, @Nullable Object> said, CustomResource<?, ?> object) {
        if (mayHaveTwins(said)) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(withoutMetadata(said), object);
        }
    }

    /** Whether another object may say the same. */
    static boolean mayHaveTwins(Map<String, @Nullable Object> object) {
        return object.get("status") == null;
    }

    private static Map<String, @Nullable Object> withoutMetadata(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(object);
        rest.remove("metadata");
        return rest;
    }
}
