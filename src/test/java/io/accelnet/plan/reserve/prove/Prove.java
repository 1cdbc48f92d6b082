package io.accelnet.plan.reserve.prove;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * The proof at volume, as a program: {@code make prove DECISIONS=10000000 SEED=1 THREADS=2}. Ends with 1 if anything was
 * found that must not be, with 2 if it doesn't understand what is wanted.
 */
public final class Prove {

    private static final long BETWEEN_SIGNS_OF_LIFE = 10_000_000_000L;
    private static final long DECISIONS_PER_FILL = 5_000;
    private static final int MOST_FILLS = 400;
    /** The kinds take turns, so that one that is stopped early has seen something of each. */
    private static final long ROUND = 1_000_000;

    private final Settings settings;
    private final PrintStream out;
    private final PrintStream log;
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong lastSign = new AtomicLong(System.nanoTime());

    Prove(Settings settings, PrintStream out, PrintStream log) {
        this.settings = settings;
        this.out = out;
        this.log = log;
    }

    /** Takes words such as {@code decisions=1000}, see {@link Settings}. */
    public static void main(String[] args) {
        Settings settings;
        try {
            settings = Settings.of(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Prove prove = new Prove(settings, System.out, System.err);
        System.exit((settings.life().isPresent() ? prove.tell() : prove.run()) ? 0 : 1);
    }

    /** Plays everything and reports; says whether all is well. */
    boolean run() {
        out.println("seed " + settings.seed());
        long start = System.nanoTime();
        long deadline = start + TimeUnit.MINUTES.toNanos(settings.minutes());
        List<Campaign> campaigns = settings.kinds().stream()
                .map(kind -> new Campaign(kind, settings.seed(), deadline, signOfLife(kind)))
                .toList();
        for (long done = 0; done < settings.decisions(); ) {
            done = Math.min(settings.decisions(), done + ROUND);
            for (Campaign campaign : campaigns) {
                campaign.run(settings.threads(), settings.share(campaign.kind(), done));
            }
        }
        campaigns.forEach(campaign -> campaign.findings().forEach(this::report));
        double seconds = (System.nanoTime() - start) / 1e9;
        new Report(out).decisions(campaigns, seconds, settings.threads());
        new Report(out).volume(volumes());
        new Report(out).hundred(settings.kinds(), settings.seed());
        return campaigns.stream().allMatch(Campaign::succeeded);
    }

    private LongConsumer signOfLife(Kind kind) {
        return more -> {
            long all = made.addAndGet(more);
            long last = lastSign.get();
            long now = System.nanoTime();
            if (now - last > BETWEEN_SIGNS_OF_LIFE && lastSign.compareAndSet(last, now)) {
                log.printf("%,d of %,d decisions, now %s%n", all, settings.decisions(), kind.label());
            }
        };
    }

    private void report(Campaign.Found found) {
        out.printf(
                "FOUND in %s: %s%n  make prove SEED=%d KIND=%s LIFE=%d%n",
                found.kind().label(),
                found.what(),
                settings.seed(),
                found.kind().label(),
                found.life());
    }

    private List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        for (Kind kind : settings.kinds()) {
            if (!kind.midsize()) {
                Volume volume = new Volume(kind);
                long fills = Math.min(MOST_FILLS, settings.share(kind, settings.decisions()) / DECISIONS_PER_FILL);
                for (int fill = 0; fill < fills; fill++) {
                    volume.fill(Settings.seed(settings.seed(), kind, fill));
                }
                volumes.add(volume);
            }
        }
        return volumes;
    }

    /** Plays one life and tells each step; says whether all was well. */
    boolean tell() {
        Kind kind = settings.kinds().getFirst();
        List<String> trace = new ArrayList<>();
        long seed = Settings.seed(settings.seed(), kind, settings.life().orElseThrow());
        try {
            new Life(kind, seed, new Tally(), trace::add).play();
            trace.forEach(out::println);
            out.println("nothing found");
            return true;
        } catch (RuntimeException found) {
            trace.forEach(out::println);
            found.printStackTrace(out);
            return false;
        }
    }
}
