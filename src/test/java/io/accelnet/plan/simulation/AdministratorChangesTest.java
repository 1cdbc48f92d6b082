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
 * Simulates two clusters with random events, changes by their administrators, and an operator that is interrupted while it writes. A
 * failure names the seed; {@code -Dplanner.seed=…} repeats it.
 */
class AdministratorChangesTest {
    private static final int WORLDS = Integer.getInteger("planner.worlds", 120);
    private static final int EVENTS = 60;

    private final long seed = Long.getLong("planner.seed", System.nanoTime());

    @Test
    void whateverIsChangedThePlanIsSoundAndSettles() {
        System.out.println("planner.seed=" + seed);
        for (int number = 0; number < WORLDS; number++) {
            Run run = new Run(new Random(seed + number));
            for (int event = 0; event < EVENTS; event++) {
                try {
                    run.next();
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            "planner.seed=" + (seed + number) + " -Dplanner.worlds=1, event " + event, e);
                }
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final Simulation simulation = new Simulation();
        private final Invariants invariants = new Invariants(simulation);
        private final RandomEvents events;
        private final AdministratorEvents administrator;
        private Plan before;

        Run(Random random) {
            this.random = random;
            events = new RandomEvents(simulation, random);
            administrator = new AdministratorEvents(simulation, events, random);
            administrator.create();
            before = simulation.settle();
        }

        void next() {
            Set<VmId> served = invariants.managed(invariants.served(before));
            Set<String> holdersBefore = invariants.holders();
            boolean takesNothing = happens();
            holdersBefore.addAll(invariants.holders());
            Map<String, Integer> overdrafts = invariants.claimedOverdrafts();
            for (int i = random.nextInt(3); i > 0; i--) {
                simulation.planInterrupted(random, () -> {
                    invariants.assertNotOverdrawnFurther(overdrafts);
                    if (takesNothing) {
                        assertThat(holders())
                                .as("a move writes the new entry first")
                                .containsAll(served);
                    }
                });
            }
            Plan after = simulation.settle();
            invariants.assertLedgersAreSound();
            invariants.assertNothingNewOnDeadPorts(holdersBefore);
            invariants.assertNotOverdrawnFurther(overdrafts);
            invariants.assertStatusesAreTrue(after);
            if (takesNothing) {
                assertThat(invariants.served(after)).as("no VM loses anything").containsAll(served);
            }
            before = after;
        }

        private boolean happens() {
            return switch (random.nextInt(5)) {
                case 0 -> administrator.next();
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
            return simulation.nodes.values().stream()
                    .map(NodeSnapshot::ledger)
                    .flatMap(entries -> entries.stream().map(LedgerEntry::vm))
                    .collect(Collectors.toSet());
        }
    }
}
