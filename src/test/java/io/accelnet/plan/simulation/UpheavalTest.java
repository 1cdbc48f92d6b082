package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random lives of two clusters beside each other, whose administrators change their minds, and whose operator is interrupted
 * in the middle of its writes. A failure names the seed; {@code -Dplanner.seed=…} repeats it.
 */
class UpheavalTest {
    private static final int WORLDS = Integer.getInteger("planner.worlds", 120);
    private static final int EVENTS = 60;

    private final long seed = Long.getLong("planner.seed", System.nanoTime());

    @Test
    void whateverIsChangedThePlanIsSoundAndSettles() {
        System.out.println("planner.seed=" + seed);
        for (int life = 0; life < WORLDS; life++) {
            Life lived = new Life(new Random(seed + life));
            for (int event = 0; event < EVENTS; event++) {
                try {
                    lived.next();
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            "planner.seed=" + (seed + life) + " -Dplanner.worlds=1, event " + event, e);
                }
            }
        }
    }

    private static final class Life {
        private final Random random;
        private final World world = new World();
        private final Invariants invariants = new Invariants(world);
        private final Events events;
        private final Upheavals upheavals;
        private Plan before;

        Life(Random random) {
            this.random = random;
            events = new Events(world, random);
            upheavals = new Upheavals(world, events, random);
            upheavals.found();
            before = world.settle();
        }

        void next() {
            Set<VmId> served = invariants.managed(invariants.served(before));
            boolean takesNothing = happens();
            Map<String, Integer> overdrafts = invariants.claimedOverdrafts();
            for (int i = random.nextInt(3); i > 0; i--) {
                world.stumble(random, () -> {
                    invariants.assertNotOverdrawnFurther(overdrafts);
                    if (takesNothing) {
                        assertThat(holders())
                                .as("a move writes the new entry first")
                                .containsAll(served);
                    }
                });
            }
            Plan after = world.settle();
            invariants.assertLedgersAreSound();
            invariants.assertNotOverdrawnFurther(overdrafts);
            invariants.assertStatusesAreTrue(after);
            if (takesNothing) {
                assertThat(invariants.served(after)).as("nobody loses anything").containsAll(served);
            }
            before = after;
        }

        private boolean happens() {
            return switch (random.nextInt(5)) {
                case 0 -> upheavals.next();
                case 1 -> {
                    events.addVm();
                    yield true;
                }
                case 2 -> {
                    events.changeVm();
                    yield true;
                }
                default -> {
                    events.next();
                    yield false;
                }
            };
        }

        private Set<VmId> holders() {
            return world.nodes.values().stream()
                    .map(NodeSnapshot::ledger)
                    .flatMap(entries -> entries.stream().map(LedgerEntry::vm))
                    .collect(Collectors.toSet());
        }
    }
}
