package io.accelnet.operator.harness;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Which request meets which fault: at random, repeatably as far as requests come in the same order. */
public final class Faults {
    private final Random random;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private volatile double share;

    public Faults(long seed) {
        System.out.println("Seed of the faults: " + seed);
        this.random = new Random(seed);
    }

    /** From now on this share of the requests meets a fault. */
    public void share(double wanted) {
        share = wanted;
    }

    synchronized Optional<Fault> next(List<Fault> candidates) {
        if (random.nextDouble() >= share) {
            return Optional.empty();
        }
        Fault fault = candidates.get(random.nextInt(candidates.size()));
        count(fault);
        return Optional.of(fault);
    }

    synchronized void count(Fault fault) {
        counts.merge(fault, 1, Integer::sum);
    }

    synchronized int millis(int most) {
        return random.nextInt(most);
    }

    boolean on() {
        return share > 0;
    }

    public synchronized Map<Fault, Integer> counts() {
        return new EnumMap<>(counts);
    }

    public synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
