package io.accelnet.operator.soak;

import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Fault;
import io.accelnet.operator.harness.Faults;
import io.accelnet.operator.harness.Settled;
import io.accelnet.operator.harness.Workload;
import io.accelnet.testing.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An hour of changes with thousands of faults of every kind between two replicas and the API server, the Lease included. In the
 * end every VM must have the answer that it has in a run without faults. Exit code 1 if not.
 */
public final class Soak {
    private static final int STEPS_PER_MINUTE = 12;
    private static final int STEPS_BETWEEN_SILENCES = 60;
    private static final double SHARE = 0.5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Soak() {}

    /** The least number of faults, how many minutes, and the seed. */
    public static void main(String[] args) throws Exception {
        int leastFaults = Integer.parseInt(args[0]);
        int minutes = Integer.parseInt(args[1]);
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        System.out.printf("At least %d faults, minutes: %d, seed %d%n", leastFaults, minutes, seed);
        int steps = minutes * STEPS_PER_MINUTE;
        try (ControlPlane controlPlane = ControlPlane.start()) {
            Set<String> undisturbed = undisturbed(controlPlane, seed, steps);
            Set<String> disturbed = disturbed(controlPlane, seed, steps, leastFaults, Duration.ofMinutes(minutes));
            boolean same = undisturbed.equals(disturbed);
            System.out.printf(
                    "%s: seed %d, %d VMs have %s answers of the run without faults%n",
                    same ? "PASSED" : "FAILED", seed, disturbed.size(), same ? "the" : "other than the");
            if (!same) {
                undisturbed.stream().filter(vm -> !disturbed.contains(vm)).forEach(vm -> System.out.println("- " + vm));
                disturbed.stream().filter(vm -> !undisturbed.contains(vm)).forEach(vm -> System.out.println("+ " + vm));
                System.exit(1);
            }
        }
        System.exit(0);
    }

    private static Set<String> undisturbed(ControlPlane controlPlane, long seed, int steps) {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator();
            new Workload(arena, seed).run(steps, step -> {});
            Settled.await(arena);
            return Workload.answers(arena);
        }
    }

    private static Set<String> disturbed(
            ControlPlane controlPlane, long seed, int steps, int leastFaults, Duration duration) throws IOException {
        Faults faults = new Faults(seed);
        Path folder = Files.createTempDirectory("accelnet-soak");
        try (Arena arena = Arena.on(controlPlane);
                Replica one = new Replica(arena, "one", faults, Files.createDirectory(folder.resolve("one")));
                Replica two = new Replica(arena, "two", faults, Files.createDirectory(folder.resolve("two")))) {
            List<Replica> replicas = List.of(one, two);
            faults.share(SHARE);
            long started = System.nanoTime();
            new Workload(arena, seed).run(steps, step -> {
                if (step % STEPS_BETWEEN_SILENCES == 0) {
                    replicas.forEach(Replica::silence);
                    System.out.printf(
                            "%d of %d changes, %d faults, processes ended: %d%n",
                            step, steps, faults.total(), one.ends() + two.ends());
                }
                await().atMost(PATIENCE)
                        .until(() -> faults.total() >= (long) leastFaults * step / steps
                                && System.nanoTime() - started >= duration.toNanos() / steps * step);
            });
            faults.share(0);
            await().atMost(PATIENCE).until(() -> replicas.stream().anyMatch(Replica::leads));
            await().atMost(PATIENCE).until(() -> Settled.left(arena.client()).isEmpty());
            Consistency.assertHolds(arena);
            Map<Fault, Integer> counts = faults.counts();
            System.out.printf(
                    "%d faults: %s; processes ended %d times; %d versions of objects seen%n",
                    faults.total(),
                    counts,
                    one.ends() + two.ends(),
                    arena.recorder().versions());
            if (counts.size() < Fault.values().length) {
                throw new IllegalStateException("not every kind of fault occurred: " + counts);
            }
            return Workload.answers(arena);
        }
    }
}
