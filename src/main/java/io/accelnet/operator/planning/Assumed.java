package io.accelnet.operator.planning;

import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our own writes, until the watch delivers them: the next plan must see what this one has written.
 *
 * <p>Each write remembers the versions that it stands on. While the cache still shows one of these, the write is newer;
 * whatever else the cache shows (the write itself, a later one, another object under that name, the state before a restore
 * from a backup) counts instead. So versions are compared for equality only.
 *
 * <p>Tried: the SDK's own overlay ({@code handleRecentResourceUpdate}). In 5.2.3 a controller's cache drops an entry on any event
 * of the object, also on one that is older than the entry, and answers single reads only, while a plan lists everything. A plan
 * that misses our own ledger write could give away the reserve through two nodes at once.
 */
public final class Assumed {
    private record Write(HasMetadata object, Set<String> olderVersions) {
        boolean isOver(HasMetadata other) {
            return sameObject(other, object) && olderVersions.contains(version(other));
        }
    }

    private final Map<ObjectKey, Write> writes = new ConcurrentHashMap<>();

    /** This object was written over this version of it. */
    public void wrote(String baseVersion, HasMetadata object) {
        if (version(object).equals(baseVersion)) {
            return;
        }
        writes.compute(ObjectKey.of(object), (key, before) -> {
            Set<String> older = new HashSet<>();
            older.add(baseVersion);
            if (before != null && version(before.object()).equals(baseVersion)) {
                older.addAll(before.olderVersions());
            }
            return new Write(object, older);
        });
    }

    /** The newer of what the cache shows and what we wrote. */
    public <T extends HasMetadata> T newest(T cached) {
        ObjectKey key = ObjectKey.of(cached);
        Write write = writes.get(key);
        if (write == null) {
            return cached;
        }
        if (!write.isOver(cached)) {
            writes.remove(key, write);
        }
        return newer(cached);
    }

    /** The same of an object that a plan was made from: it may be our write, which says nothing of what the cache shows. */
    <T extends HasMetadata> T newer(T planned) {
        Write write = writes.get(ObjectKey.of(planned));
        if (write == null || !write.isOver(planned)) {
            return planned;
        }
        @SuppressWarnings("unchecked")
        T written = (T) write.object();
        return written;
    }

    /** Whether this is news to us: anything but what we wrote, or what our write stands on. */
    boolean isNews(HasMetadata delivered) {
        Write write = writes.get(ObjectKey.of(delivered));
        return write == null
                || !sameObject(delivered, write.object())
                || !(version(delivered).equals(version(write.object()))
                        || write.olderVersions().contains(version(delivered)));
    }

    /** It is gone. */
    void deleted(HasMetadata object) {
        writes.computeIfPresent(
                ObjectKey.of(object), (key, write) -> sameObject(object, write.object()) ? null : write);
    }

    private static boolean sameObject(HasMetadata a, HasMetadata b) {
        return Objects.equals(a.getMetadata().getUid(), b.getMetadata().getUid());
    }

    private static String version(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
    }
}
