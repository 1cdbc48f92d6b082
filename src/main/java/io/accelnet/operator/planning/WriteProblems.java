package io.accelnet.operator.planning;

import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What goes wrong with writes: why, how long nothing is written for it, and what is said of it. {@link ChangeQueue} guards it. */
final class WriteProblems {
    private static final Logger LOG = LoggerFactory.getLogger(WriteProblems.class);

    /** So many in a row without an answer: the rest would only wait for the same. */
    private static final int HOPELESS = 16;

    /** After that it is worth a word that the API server has us wait. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(10);

    /** Why those are refused that are refused, in words that name no object: each reason is said once, as long as somebody meets it. */
    private final Map<ObjectKey, String> refusals = new HashMap<>();

    /** Why those had no answer that had none last, as long as nothing else is known of them. */
    private final Map<ObjectKey, String> unanswered = new LinkedHashMap<>();

    private final RefusedKinds refusedKinds;
    private final InstantSource clock;
    private Instant pausedUntil = Instant.MIN;
    /** Since when the API server asks us to wait, again and again, with nothing stored between. */
    private @Nullable Instant askedToWaitSince;

    private int unansweredInARow;
    private int pauses;

    WriteProblems(InstantSource clock) {
        this.clock = clock;
        this.refusedKinds = new RefusedKinds(clock);
    }

    /** The API server asks that nothing be written for so long; it is granted no more than {@link ChangeQueue#LONGEST_PAUSE}. */
    void askedToWait(Duration duration) {
        Instant now = clock.instant();
        if (askedToWaitSince == null || now.isAfter(pausedUntil.plus(ChangeQueue.LONGEST_PAUSE))) {
            askedToWaitSince = now;
            LOG.atWarn()
                    .addKeyValue("seconds", duration.toSeconds())
                    .log("The API server asks us to wait: no status is written meanwhile");
        }
        pause(duration);
    }

    private void pause(Duration atLeast) {
        Duration capped = atLeast.compareTo(ChangeQueue.LONGEST_PAUSE) < 0 ? atLeast : ChangeQueue.LONGEST_PAUSE;
        Instant until = clock.instant().plus(capped);
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }

    boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    /** How long nothing is written from now on; zero if there is no pause. */
    Duration pauseLeft() {
        return isPaused() ? Duration.between(clock.instant(), pausedUntil) : Duration.ZERO;
    }

    /** Whether the object may be written, as far as refusals of its kind go. */
    boolean allow(ObjectKey key) {
        return refusedKinds.allow(key);
    }

    /** Those of one kind, held back as the kind was refused, that may go on by now. */
    List<ObjectKey> released(String kind, Collection<ObjectKey> heldBack) {
        return refusedKinds.released(kind, heldBack);
    }

    /** It was to be written, and isn't wanted any more. */
    void notTried(ObjectKey key) {
        refusedKinds.undecided(key);
    }

    /** A write of it ended so. */
    void ended(ObjectKey key, Written written) {
        unanswered.remove(key);
        if (!(written instanceof Written.Unanswered)) {
            unansweredInARow = 0;
        }
        switch (written) {
            case Written.Stored ok -> {
                refusals.remove(key);
                unanswered.clear();
                pauses = 0;
                askedToWaitSince = null;
                refusedKinds.stored(key);
            }
            case Written.Refused no -> {
                String reason = reason(key, no.why());
                boolean isNew = !refusals.containsValue(reason) && refusedKinds.allow(key);
                refusals.put(key, reason);
                LOG.atLevel(isNew ? Level.WARN : Level.DEBUG)
                        .addKeyValue("object", key)
                        .addKeyValue("why", no.why())
                        .log("A status was refused. It is tried again, and others that meet the same aren't named");
                if (!no.isOfThisObject()) {
                    refusedKinds.refused(key, no.why());
                }
            }
            case Written.Unanswered later -> {
                unansweredInARow++;
                unanswered.put(key, later.why());
                refusedKinds.undecided(key);
                if (later.retryAfter().isPositive()) {
                    askedToWait(later.retryAfter());
                }
                if (unansweredInARow % HOPELESS == 0 || later.retryAfter().isPositive()) {
                    pause(Backoff.delay(pauses++));
                }
            }
            case Written.Conflict conflict -> refusedKinds.undecided(key);
            case Written.Gone gone -> refusedKinds.undecided(key);
        }
    }

    /** The same for all objects that are refused for the same. */
    private static String reason(ObjectKey key, String why) {
        String general = without(key.name(), why);
        return key.kind() + ": " + (key.namespace().isEmpty() ? general : without(key.namespace(), general));
    }

    private static String without(String name, String text) {
        return text.replaceAll("(?<![-a-z0-9])" + Pattern.quote(name) + "(?![-a-z0-9])", "…");
    }

    /** It needs no write any more. */
    void forget(ObjectKey key) {
        refusals.remove(key);
        unanswered.remove(key);
        refusedKinds.forget(key);
    }

    /** None but these need a write any more. */
    void retain(Set<ObjectKey> wanted) {
        refusals.keySet().retainAll(wanted);
        unanswered.keySet().retainAll(wanted);
        refusedKinds.retain(wanted);
    }

    /** How many objects of each kind are refused. */
    Map<String, Integer> refused() {
        Map<String, Integer> byKind = new HashMap<>();
        refusals.keySet().forEach(key -> byKind.merge(key.kind(), 1, Integer::sum));
        return byKind;
    }

    /** What keeps writes from being made; empty if they go through. */
    Optional<String> current() {
        return unanswered.entrySet().stream()
                .findFirst()
                .map(first -> "writes fail: " + first.getKey() + ": " + first.getValue())
                .or(refusedKinds::problem)
                .or(this::longWait);
    }

    private Optional<String> longWait() {
        return Optional.ofNullable(askedToWaitSince)
                .map(since -> Duration.between(since, clock.instant()))
                .filter(waited -> isPaused() && waited.compareTo(LONG_WAIT) >= 0)
                .map(waited -> "the API server has asked us to wait for " + waited.toSeconds()
                        + " s by now (429), and no status is written");
    }
}
