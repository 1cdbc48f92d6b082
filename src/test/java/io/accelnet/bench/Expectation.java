package io.accelnet.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Things that shall be seen in objects, each once, and the moment at which the last of them was. */
final class Expectation {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int EXAMPLES = 3;

    private final String what;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Function<HasMetadata, Collection<String>> seen;
    private final CompletableFuture<Long> complete = new CompletableFuture<>();

    /**
     * Expects something.
     *
     * @param what what is expected, for whoever reads that it didn't come
     * @param expected a name for each thing
     * @param seen the names of the things that are seen in an object
     */
    Expectation(String what, Collection<String> expected, Function<HasMetadata, Collection<String>> seen) {
        this.what = what;
        this.missing.addAll(expected);
        this.seen = seen;
    }

    /** An object has arrived. */
    void arrived(HasMetadata object) {
        if (complete.isDone()) {
            return;
        }
        missing.removeAll(seen.apply(object));
        if (missing.isEmpty()) {
            complete.complete(System.nanoTime());
        }
    }

    /** Waits until everything has been seen, and says when that was, as {@link System#nanoTime}. */
    long await(MeasuredOperator operator) throws InterruptedException {
        return await(operator.ended());
    }

    /** The same where no operator has to be there for it. */
    long await() throws InterruptedException {
        return await(new CompletableFuture<>());
    }

    /**
     * Waits, but not for ever.
     *
     * @param end the moment at which it can't be seen any more, with a sentence that says why
     */
    private long await(CompletableFuture<String> end) throws InterruptedException {
        try {
            CompletableFuture.anyOf(complete, end).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("waited %d minutes for %s".formatted(LIMIT.toMinutes(), lack()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (!complete.isDone()) {
            throw new IllegalStateException("waited for %s, but %s".formatted(lack(), end.join()));
        }
        return complete.join();
    }

    private String lack() {
        return "%s; %d are missing, such as %s"
                .formatted(
                        what, missing.size(), missing.stream().limit(EXAMPLES).toList());
    }
}
