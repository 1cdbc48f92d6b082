package io.accelnet.operator.life;

import io.accelnet.testing.invariant.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Random life on two pools: VMs of one or both start, stop, migrate and go, hosts are drained, fail and return, strangers want virtual
 * functions. Every few events it waits until all is settled, and every version of every object is held against the promise.
 */
final class LifeOnCluster {
    private static final int LONGEST_BETWEEN_SETTLED_STATES = 12;
    private static final int EVENTS = 10_000;

    /** A long life may be lived at low priority, on a machine that others use. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Pool pool;
    private final Chance chance;
    private final Quiet quiet;
    private final Random pace;
    private int events;
    private int settledStates;

    LifeOnCluster(Pool pool, long seed) {
        this(pool, seed, new Quiet(pool));
    }

    private LifeOnCluster(Pool pool, long seed, Quiet quiet) {
        this.pool = pool;
        this.chance = new Chance(pool, seed);
        this.quiet = quiet;
        this.pace = new Random(seed);
    }

    /** {@code events=} how many at most, {@code minutes=} how long at most, {@code seed=}, {@code operator=no} to live with kube-scheduler alone. Exit code 1 if a promise is broken. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .filter(argument -> argument.length == 2 && !argument[1].isEmpty())
                .collect(Collectors.toMap(argument -> argument[0], argument -> argument[1]));
        long seed = Long.parseLong(given.getOrDefault("seed", Long.toString(System.nanoTime())));
        int events = Integer.parseInt(given.getOrDefault("events", String.valueOf(EVENTS)));
        Duration time = Optional.ofNullable(given.get("minutes"))
                .map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)))
                .orElse(LONGEST);
        boolean hasOperator = !given.getOrDefault("operator", "yes").equals("no");
        try (Pool pool = Pool.startWithBlue(hasOperator)) {
            LifeOnCluster life = new LifeOnCluster(pool, seed, new Quiet(pool, PATIENCE));
            System.out.printf("Seed %d, %d events%n", seed, events);
            List<Violation> violations = life.live(events, time);
            violations.forEach(System.out::println);
            System.out.println(life.summary());
            System.out.printf(
                    "%s: %d violations, seed %d%n",
                    violations.isEmpty() ? "PASSED" : "FAILED", violations.size(), seed);
            System.exit(violations.isEmpty() ? 0 : 1);
        }
    }

    /** Lives until so much has happened, this time is over, or a promise is broken; then all that failed comes back. */
    List<Violation> live(int most, Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        List<Violation> violations = List.of();
        while (events < most && System.nanoTime() < until && violations.isEmpty()) {
            int some = Math.min(most - events, 1 + pace.nextInt(LONGEST_BETWEEN_SETTLED_STATES));
            for (int i = 0; i < some; i++) {
                chance.happen();
                events++;
            }
            violations = settle();
        }
        if (violations.isEmpty()) {
            chance.mend();
            violations = settle();
        }
        return violations;
    }

    private List<Violation> settle() throws InterruptedException {
        quiet.await();
        settledStates++;
        return pool.watcher().lookSettled();
    }

    /** What was lived. */
    String summary() {
        return "%d events, %d settled states, %d versions of objects; %s"
                .formatted(events, settledStates, pool.watcher().versions(), chance.counts());
    }
}
