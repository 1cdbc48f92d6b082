package io.accelnet.plan.reserve.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Lives of one kind, played until there were enough decisions. Several threads share them out. */
final class Campaign {

    private static final int MOST_FINDINGS = 5;

    private final Kind kind;
    private final long seed;
    private final long deadline;
    private final LongConsumer progress;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong made = new AtomicLong();
    private final Tally tally = new Tally();
    private final List<Found> findings = new ArrayList<>();

    /** What was found, and in which life. */
    record Found(Kind kind, long life, RuntimeException what) {}

    /**
     * A campaign.
     *
     * @param deadline of {@link System#nanoTime}
     * @param progress is told how many decisions have been added, from any thread
     */
    Campaign(Kind kind, long seed, long deadline, LongConsumer progress) {
        this.kind = kind;
        this.seed = seed;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** Goes on until there are so many decisions in all. */
    void run(int threads, long decisions) {
        List<Thread> others = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            others.add(Thread.ofPlatform().start(() -> play(decisions)));
        }
        play(decisions);
        for (Thread other : others) {
            try {
                other.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void play(long decisions) {
        Tally own = new Tally();
        while (made.get() < decisions && found() < MOST_FINDINGS && System.nanoTime() - deadline < 0) {
            long before = own.decisions;
            long life = next.getAndIncrement();
            try {
                new Life(kind, Settings.seed(seed, kind, life), own).play();
            } catch (RuntimeException what) {
                add(new Found(kind, life, what));
            }
            made.addAndGet(own.decisions - before);
            progress.accept(own.decisions - before);
        }
        add(own);
    }

    private synchronized int found() {
        return findings.size();
    }

    private synchronized void add(Found found) {
        findings.add(found);
    }

    private synchronized void add(Tally own) {
        tally.add(own);
    }

    Kind kind() {
        return kind;
    }

    synchronized Tally tally() {
        return tally;
    }

    synchronized List<Found> findings() {
        return List.copyOf(findings);
    }

    /** Whether nothing was found, and refusals without need are as rare as they have to be. */
    boolean succeeded() {
        return findings().isEmpty() && tally().needless <= kind.tolerated * tally().decisions;
    }
}
