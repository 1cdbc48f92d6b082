package io.accelnet.operator.gather.kubevirt;

import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of a kind, by namespace and name. */
final class ByName<T extends HasMetadata> {
    /** Names an object; its namespace is empty if it has none. */
    private record Key(String namespace, String name) {}

    private final Map<Key, T> objects;
    private final Optional<String> unknown;

    ByName(Listing<T> listing) {
        objects = HashMap.newHashMap(listing.objects().size());
        unknown = listing.unknown();
        for (T object : listing.objects()) {
            String namespace = Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
            objects.put(new Key(namespace, object.getMetadata().getName()), object);
        }
    }

    /**
     * The object; empty if there is none, which can be told only of a kind that is known.
     *
     * @param what as with {@link #get}
     */
    Optional<T> find(String namespace, String name, Obstacle obstacle, String what)
            throws UnresolvedReferenceException {
        @Nullable T found = objects.get(new Key(namespace, name));
        if (found == null && unknown.isPresent()) {
            throw missing(obstacle, what);
        }
        return Optional.ofNullable(found);
    }

    /**
     * The object, without which a reference can't be resolved.
     *
     * @param obstacle what it is if it is missing
     * @param what the object, as a part of a sentence that begins with "Waiting for"
     */
    T get(String namespace, String name, Obstacle obstacle, String what) throws UnresolvedReferenceException {
        @Nullable T found = objects.get(new Key(namespace, name));
        if (found == null) {
            throw missing(obstacle, what);
        }
        return found;
    }

    private UnresolvedReferenceException missing(Obstacle obstacle, String what) {
        String why = unknown.map(reason -> ": " + reason).orElse("");
        return new UnresolvedReferenceException(obstacle, "Waiting for " + what + why + ".");
    }
}
