package io.accelnet.operator.planning;

import io.accelnet.operator.gather.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kinds whose statuses are refused, one after the other, as for want of a right, or by somebody's admission policy. Thousands of
 * objects would be tried in vain. After a few, the kind is held back: one object is tried now and then, and the others go on when
 * one goes through. {@link ChangeQueue} guards it.
 */
final class RefusedKinds {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedKinds.class);

    /** So many objects of a kind, with none stored between them, are refused for what they have in common. */
    private static final int FEW = 3;

    /** From a second up to six between two tries: whoever grants the right doesn't want to wait long. */
    private static final int SHORTEST_WAIT = 3;

    private static final int LONGEST_WAIT = 6;

    /** A try that nobody has come for by then was lost. */
    private static final Duration LONGEST_TRY = Duration.ofSeconds(30);

    /** A kind of which some were refused, and none stored since. */
    private static final class Refused {
        private final Map<ObjectKey, String> objects = new LinkedHashMap<>();
        private @Nullable ObjectKey tried;
        private Instant notBefore = Instant.MIN;
        private int waits;

        boolean isHeldBack() {
            return objects.size() >= FEW;
        }
    }

    private final InstantSource clock;
    private final Map<String, Refused> byKind = new HashMap<>();

    RefusedKinds(InstantSource clock) {
        this.clock = clock;
    }

    /** It was refused, for a reason that others of its kind may share. */
    void refused(ObjectKey key, String why) {
        Refused kind = byKind.computeIfAbsent(key.kind(), name -> new Refused());
        kind.objects.put(key, why);
        if (kind.isHeldBack() && (kind.waits == 0 || key.equals(kind.tried))) {
            wait(kind);
        }
    }

    /** A try of it ended otherwise. */
    void undecided(ObjectKey key) {
        Optional.ofNullable(byKind.get(key.kind()))
                .filter(kind -> key.equals(kind.tried))
                .ifPresent(this::wait);
    }

    private void wait(Refused kind) {
        kind.notBefore = clock.instant().plus(Backoff.delay(Math.min(SHORTEST_WAIT + kind.waits++, LONGEST_WAIT)));
        kind.tried = null;
    }

    /** It is stored: its kind isn't refused as such. */
    void stored(ObjectKey key) {
        @Nullable Refused kind = byKind.remove(key.kind());
        if (kind != null && kind.isHeldBack()) {
            LOG.atInfo().addKeyValue("kind", key.kind()).log("Statuses of this kind are stored again");
        }
    }

    /** It needs no write any more. */
    void forget(ObjectKey key) {
        byKind.values().forEach(kind -> kind.objects.remove(key));
        byKind.values().removeIf(kind -> kind.objects.isEmpty());
    }

    /** None but these need a write any more. */
    void retain(Set<ObjectKey> wanted) {
        byKind.values().forEach(kind -> kind.objects.keySet().retainAll(wanted));
        byKind.values().removeIf(kind -> kind.objects.isEmpty());
    }

    /** Whether it may be written: unless its kind is held back, or if it is the one that is tried. */
    boolean allow(ObjectKey key) {
        @Nullable Refused kind = byKind.get(key.kind());
        return kind == null || !kind.isHeldBack() || key.equals(kind.tried);
    }

    /** Those of one kind that may go on by now: all, if the kind isn't held back any more, else one, if it is time to try. */
    List<ObjectKey> released(String name, Collection<ObjectKey> heldBack) {
        @Nullable Refused kind = byKind.get(name);
        if (kind == null || !kind.isHeldBack()) {
            return List.copyOf(heldBack);
        }
        if (heldBack.isEmpty() || clock.instant().isBefore(kind.notBefore)) {
            return List.of();
        }
        // One that wasn't tried yet may go through.
        ObjectKey tried = heldBack.stream()
                .filter(key -> !kind.objects.containsKey(key))
                .findFirst()
                .orElseGet(() -> heldBack.iterator().next());
        kind.tried = tried;
        kind.notBefore = clock.instant().plus(LONGEST_TRY);
        return List.of(tried);
    }

    /** What is refused; empty if nothing is. */
    Optional<String> problem() {
        Iterator<Map.Entry<String, Refused>> kinds = byKind.entrySet().iterator();
        if (!kinds.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<String, Refused> kind = kinds.next();
        return kind.getValue().objects.entrySet().stream()
                .findFirst()
                .map(first ->
                        "statuses of " + kind.getKey() + "s are refused: " + first.getKey() + ": " + first.getValue());
    }
}
