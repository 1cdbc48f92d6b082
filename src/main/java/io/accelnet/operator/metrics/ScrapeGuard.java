package io.accelnet.operator.metrics;

import io.accelnet.operator.apply.Failures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who shows a token that the API server knows, and allows to read metrics. Nobody is let in while the API server doesn't say so.
 *
 * <p>What it says is kept for a short time, by the token's digest. Tokens of which it has said yes are asked for again whenever that time
 * is over; all others share a number of questions, so that a flood of tokens makes no flood of requests, and keeps no one out whose token
 * is known.
 */
final class ScrapeGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeGuard.class);

    private static final Duration YES_HOLDS = Duration.ofMinutes(1);
    private static final Duration NO_HOLDS = Duration.ofSeconds(10);
    private static final Duration NO_ANSWER_HOLDS = Duration.ofSeconds(1);

    /** So many questions for tokens that aren't known may be asked at once, and then one each second. */
    private static final int QUESTIONS = 10;

    private static final Duration NEXT_QUESTION = Duration.ofSeconds(1);

    /** Tokens of service accounts have some two thousand characters. */
    private static final int LONGEST_TOKEN = 16_384;

    private static final int MOST_TOKENS = 256;

    /**
     * What is known of a token.
     *
     * @param answer what the API server says, once it does
     * @param until for how long that counts
     * @param wasAllowed whether it has said yes before
     */
    private record Known(CompletableFuture<Verdict> answer, Instant until, boolean wasAllowed) {}

    private final Function<String, Verdict> reviews;
    private final InstantSource clock;

    /** The least recently used first. */
    private final Map<String, Known> tokens = new LinkedHashMap<>(16, 0.75f, true);

    private Duration questions = NEXT_QUESTION.multipliedBy(QUESTIONS);
    private Instant counted;
    private String said = "";

    /**
     * Knows nobody yet.
     *
     * @param reviews asks the API server of a token; fails if that doesn't say
     * @param clock must not jump
     */
    ScrapeGuard(Function<String, Verdict> reviews, InstantSource clock) {
        this.reviews = reviews;
        this.clock = clock;
        this.counted = clock.instant();
    }

    /** Whether who shows this token may read metrics. */
    Verdict judge(String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Verdict.UNAUTHENTICATED;
        }
        String digest = digest(token);
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        boolean asked = false;
        boolean wasAllowed;
        synchronized (this) {
            Instant now = clock.instant();
            Optional<Known> known = Optional.ofNullable(tokens.get(digest));
            Optional<Known> current = known.filter(its -> its.until().isAfter(now));
            wasAllowed = known.filter(Known::wasAllowed).isPresent();
            if (current.isPresent()) {
                answer = current.get().answer();
            } else if (wasAllowed || mayAsk(now)) {
                keep(digest, new Known(answer, Instant.MAX, wasAllowed));
                asked = true;
            } else {
                return Verdict.BUSY;
            }
        }
        if (asked) {
            ask(token, digest, answer, wasAllowed);
        }
        // Who asks at the same time with the same token waits for the same answer.
        return answer.join();
    }

    private void ask(String token, String digest, CompletableFuture<Verdict> answer, boolean wasAllowed) {
        Verdict verdict = Verdict.UNKNOWN;
        try {
            verdict = ask(token);
        } finally {
            boolean isAllowed = verdict == Verdict.ALLOWED || (verdict == Verdict.UNKNOWN && wasAllowed);
            synchronized (this) {
                keep(digest, new Known(answer, clock.instant().plus(holds(verdict)), isAllowed));
            }
            answer.complete(verdict);
        }
    }

    private Verdict ask(String token) {
        try {
            Verdict verdict = reviews.apply(token);
            say("");
            return verdict;
        } catch (RuntimeException e) {
            say(Failures.describe(e));
            return Verdict.UNKNOWN;
        }
    }

    /** The same is said once. */
    private synchronized void say(String problem) {
        if (!problem.isEmpty() && !problem.equals(said)) {
            LOG.atWarn()
                    .addKeyValue("why", problem)
                    .log("Whether somebody may read the metrics can't be found out, and they aren't told");
        }
        said = problem;
    }

    private static Duration holds(Verdict verdict) {
        return switch (verdict) {
            case ALLOWED -> YES_HOLDS;
            case UNAUTHENTICATED, FORBIDDEN -> NO_HOLDS;
            case BUSY, UNKNOWN -> NO_ANSWER_HOLDS;
        };
    }

    private void keep(String digest, Known known) {
        tokens.put(digest, known);
        if (tokens.size() > MOST_TOKENS) {
            tokens.remove(tokens.keySet().iterator().next());
        }
    }

    private boolean mayAsk(Instant now) {
        Duration most = NEXT_QUESTION.multipliedBy(QUESTIONS);
        Duration left = questions.plus(Duration.between(counted, now));
        questions = left.compareTo(most) < 0 ? left : most;
        counted = now;
        if (questions.compareTo(NEXT_QUESTION) < 0) {
            return false;
        }
        questions = questions.minus(NEXT_QUESTION);
        return true;
    }

    /** So that no token is kept that somebody could use. */
    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
