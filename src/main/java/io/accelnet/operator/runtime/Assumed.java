package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Our own writes, until the watch delivers them: what we have written ourselves must be seen by the next plan.
 *
 * <p>Each write remembers the versions that it stands on. While the cache still shows one of these, the write is newer;
 * whatever else the cache shows (the write itself, a later one, another object under that name, the state before a restore
 * from a backup) counts instead. So versions are compared for equality only, and nothing here outlives its use.
 */
final class Assumed {
    private record Name(String kind, @Nullable String namespace, String name) {}

    private record Write(HasMetadata object, Set<String> olderVersions) {}

    private final Map<Name, Write> writes = new ConcurrentHashMap<>();

    /** This object was written over this version of it. */
    void wrote(String baseVersion, HasMetadata object) {
        if (version(object).equals(baseVersion)) {
            return;
        }
        writes.compute(name(object), (name, before) -> {
            Set<String> older = new HashSet<>();
            older.add(baseVersion);
            if (before != null && version(before.object()).equals(baseVersion)) {
                older.addAll(before.olderVersions());
            }
            return new Write(object, older);
        });
    }

    /** The newer of what the cache shows and what we wrote. */
    <T extends HasMetadata> T newest(T cached) {
        Name name = name(cached);
        Write write = writes.get(name);
        if (write == null) {
            return cached;
        }
        if (sameObject(cached, write.object()) && write.olderVersions().contains(version(cached))) {
            @SuppressWarnings("unchecked")
            T written = (T) write.object();
            return written;
        }
        writes.remove(name, write);
        return cached;
    }

    /** Whether this is news to us: anything but what we wrote, or what our write stands on. */
    boolean isNews(HasMetadata delivered) {
        Write write = writes.get(name(delivered));
        return write == null
                || !sameObject(delivered, write.object())
                || !(version(delivered).equals(version(write.object()))
                        || write.olderVersions().contains(version(delivered)));
    }

    /** It is gone. */
    void deleted(HasMetadata object) {
        writes.computeIfPresent(name(object), (name, write) -> sameObject(object, write.object()) ? null : write);
    }

    private static boolean sameObject(HasMetadata a, HasMetadata b) {
        return Objects.equals(a.getMetadata().getUid(), b.getMetadata().getUid());
    }

    private static String version(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
    }

    private static Name name(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        return new Name(object.getKind(), metadata.getNamespace(), metadata.getName());
    }
}
