package io.accelnet.plan.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Many lives, as a program: {@code make lives WORLDS=5000}. Ends with 1 if a promise was broken in any, with 2 if it doesn't
 * understand what is wanted.
 */
public final class Lives {
    private static final List<String> KNOWN = List.of("worlds", "seed", "kind");
    private static final int WORLDS = 5_000;
    private static final int BETWEEN_SIGNS_OF_LIFE = 500;
    /** A fault that is everywhere is told a few times. */
    private static final int TOLD = 20;

    private final PrintStream out;
    private final List<String> found = new ArrayList<>();
    private long steps;

    Lives(PrintStream out) {
        this.out = out;
    }

    /** Takes words such as {@code worlds=1000}; {@code kind} is one of those in {@link LifeKind}, else all are lived. */
    public static void main(String[] args) {
        Map<String, String> given = new HashMap<>();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length != 2 || !KNOWN.contains(pair[0])) {
                System.err.println("not " + KNOWN + " with a value: " + arg);
                System.exit(2);
            }
            if (!pair[1].isEmpty()) {
                given.put(pair[0], pair[1]);
            }
        }
        List<LifeKind> kinds = Arrays.stream(LifeKind.values())
                .filter(kind -> given.getOrDefault("kind", kind.label()).equals(kind.label()))
                .toList();
        if (kinds.isEmpty()) {
            System.err.println("kind= is one of "
                    + Arrays.stream(LifeKind.values()).map(LifeKind::label).toList());
            System.exit(2);
        }
        int worlds = Integer.parseInt(given.getOrDefault("worlds", Integer.toString(WORLDS)));
        long seed = Long.parseLong(given.getOrDefault("seed", Long.toString(System.nanoTime())));
        Lives lives = new Lives(System.out);
        kinds.forEach(kind -> lives.live(kind, seed, worlds));
        System.exit(lives.found().isEmpty() ? 0 : 1);
    }

    /** Lives so many of a kind: the first with this seed, the second with the next. */
    void live(LifeKind kind, long seed, int worlds) {
        long before = steps;
        for (int world = 0; world < worlds && found.size() < TOLD; world++) {
            one(kind, seed + world);
            if ((world + 1) % BETWEEN_SIGNS_OF_LIFE == 0) {
                out.printf("%s: %d of %d worlds, %d promises broken%n", kind.label(), world + 1, worlds, found.size());
            }
        }
        out.printf("%s: %d worlds from seed %d, %d steps%n", kind.label(), worlds, seed, steps - before);
    }

    private void one(LifeKind kind, long seed) {
        Steps taken = new Steps();
        try {
            kind.life().live(new Random(seed), taken);
        } catch (BrokenPromise broken) {
            String told = LifeChain.leave(kind, seed, broken);
            found.add(told);
            out.println(told);
            broken.printStackTrace(out);
        }
        steps += taken.count();
    }

    /** The promises that were broken, each with how to see it again. */
    List<String> found() {
        return found;
    }

    /** How many steps were taken in all. */
    long steps() {
        return steps;
    }
}
