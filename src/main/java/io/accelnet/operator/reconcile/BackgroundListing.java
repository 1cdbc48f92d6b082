package io.accelnet.operator.reconcile;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists that are made on threads of their own, one after another: registering a watch blocks until all its objects are listed, however long
 * that takes, as the informers try again by themselves.
 */
final class BackgroundListing {
    private volatile CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    private volatile @Nullable Thread thread;

    /**
     * Begins a list.
     *
     * @param what what is listed, for the name of the thread
     * @param list lists it, and does what follows from that
     * @param refused is told why it can't be listed
     */
    void begin(String what, Runnable list, Consumer<RuntimeException> refused) {
        CompletableFuture<Void> ending = new CompletableFuture<>();
        done = ending;
        thread = Thread.ofPlatform().name("accelnet-list-" + what).daemon().start(() -> {
            try {
                list.run();
            } catch (RuntimeException e) {
                refused.accept(e);
            } finally {
                ending.complete(null);
            }
        });
    }

    /** Done when the newest list is there or can't be had; also if none was begun. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** Waits for the list no longer. */
    void giveUp() {
        @Nullable Thread listing = thread;
        if (listing != null) {
            listing.interrupt();
        }
    }
}
