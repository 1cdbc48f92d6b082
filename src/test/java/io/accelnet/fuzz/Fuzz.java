package io.accelnet.fuzz;

import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.gather.ObjectKey;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Many cases, as a program: {@code make fuzz CASES=100000 SEED=1 KIND=manifests}. The first case has this seed, the second the next.
 * Ends with 1 if anything was found that must not be, with 2 if it doesn't understand what is wanted.
 */
public final class Fuzz {
    private static final Path FOLDER = Path.of("target", "fuzz");
    private static final int CASES = 100_000;
    private static final int BETWEEN_SIGNS_OF_LIFE = 1_000;
    /** Of each kind of finding so many are told; the others are counted. */
    private static final int TOLD = 5;

    private static final long LONGEST_SEARCH = 60_000_000_000L;

    private final PrintStream out;
    private final Kind kind;
    private final CrdSchemas crds = CrdSchemas.load();
    private final Schemas schemas = Schemas.load();
    private final Limits limits = new Limits(crds, schemas);
    private final Map<String, List<String>> found = new TreeMap<>();
    private final Tally tally = new Tally();

    /** What was done. */
    static final class Tally {
        private long cases;
        private long manifests;
        private long refused;
        private long plans;
        private int mostPlans;
        private double mostTimesUsual;
        private long dearestCase;
        private Cost dearest = Cost.NONE;
    }

    /** What there is to play. */
    enum Kind {
        /** Manifests made from the schemas, extremes above all. */
        MANIFESTS,
        /** Small clusters whose objects and statuses change between plans. */
        HISTORIES
    }

    Fuzz(PrintStream out, Kind kind) {
        this.out = out;
        this.kind = kind;
    }

    /** Takes words such as {@code cases=1000}. */
    public static void main(String[] args) {
        Words words = Words.of(args, List.of("cases", "seed", "kind"));
        Fuzz fuzz = new Fuzz(System.out, words.one("kind", Kind.class));
        fuzz.run(words.seed(), words.number("cases", CASES));
        System.exit(fuzz.found().isEmpty() ? 0 : 1);
    }

    /** Plays so many cases from this seed on. */
    void run(long seed, int cases) {
        out.println("seed " + seed);
        for (int number = 0; number < cases; number++) {
            one(seed + number);
            if ((number + 1) % BETWEEN_SIGNS_OF_LIFE == 0) {
                summary();
            }
        }
        summary();
    }

    /** The case of a seed. */
    private Case of(long seed) {
        return switch (kind) {
            case MANIFESTS -> FuzzCase.of(crds, seed);
            case HISTORIES -> new HistoryCase(crds, schemas, seed);
        };
    }

    private String again(long seed) {
        return "make fuzz KIND=%s SEED=%d CASES=1".formatted(kind.name().toLowerCase(Locale.ROOT), seed);
    }

    private void one(long seed) {
        CaseRun run = Watchdog.watch(out, again(seed), () -> new CaseRun(schemas, of(seed), Set.of(), false).play());
        tally.cases++;
        tally.manifests += run.manifests();
        tally.refused += run.refused();
        tally.plans += run.plans();
        tally.mostPlans = Math.max(tally.mostPlans, run.mostPlans());
        tally.dearest = tally.dearest.max(run.dearest());
        findings(seed, run).stream().findFirst().ifPresent(finding -> tell(seed, finding));
    }

    /** What was found, also how dear the dearest plan was. */
    private List<Finding> findings(long seed, CaseRun run) {
        List<Finding> findings = new ArrayList<>(run.found());
        Case played = of(seed);
        limits.broken(played, run).ifPresent(findings::add);
        double times = limits.timesUsual(played, run);
        if (times > tally.mostTimesUsual) {
            tally.mostTimesUsual = times;
            tally.dearestCase = seed;
        }
        return findings;
    }

    private void tell(long seed, Finding finding) {
        List<String> alike = found.computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
        if (alike.size() < TOLD) {
            Path file = leave(seed, finding);
            out.printf("FOUND %s%n  again: %s%n  planned from: hack/accelnet plan -f %s%n", finding, again(seed), file);
        }
        alike.add(again(seed) + ": " + finding);
    }

    /** Leaves the manifests of a case with as few objects as it takes. */
    private Path leave(long seed, Finding finding) {
        Set<ObjectKey> without = new HashSet<>();
        long start = System.nanoTime();
        for (ObjectKey key : CaseRun.keys(of(seed))) {
            if (System.nanoTime() - start > LONGEST_SEARCH) {
                break;
            }
            without.add(key);
            CaseRun smaller = new CaseRun(schemas, of(seed), without, false).play();
            if (findings(seed, smaller).stream().noneMatch(other -> other.kind().equals(finding.kind()))) {
                without.remove(key);
            }
        }
        Path file = FOLDER.resolve(seed + ".yaml");
        Manifests.write(
                file, new CaseRun(schemas, of(seed), without, true).play().plannedFrom());
        return file;
    }

    private void summary() {
        out.printf(
                "%,d cases, %,d manifests, %,d refused, %,d plans, at most %d until settled; dearest %,d steps, %,d MB, %,d ms; at most %.1f"
                        + " times the usual, SEED=%d; found %s%n",
                tally.cases,
                tally.manifests,
                tally.refused,
                tally.plans,
                tally.mostPlans,
                tally.dearest.steps(),
                tally.dearest.bytes() >> 20,
                tally.dearest.nanos() / 1_000_000,
                tally.mostTimesUsual,
                tally.dearestCase,
                counts());
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        found.forEach((kind, all) -> counts.put(kind, all.size()));
        return counts;
    }

    /** What was found, by kind, each with how to see it again. */
    Map<String, List<String>> found() {
        return found;
    }
}
