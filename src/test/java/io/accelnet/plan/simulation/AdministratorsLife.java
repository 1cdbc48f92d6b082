package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Two clusters with random events, changes by their administrators, and an operator that is interrupted while it writes. */
final class AdministratorsLife implements Life {
    private static final int EVENTS = 60;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, chance);
        AdministratorEvents administrator = new AdministratorEvents(simulation, events, chance);
        administrator.create();
        Plan before = simulation.settle();
        for (int event = 0; event < EVENTS; event++) {
            Invariants invariants = new Invariants(simulation);
            Set<VmId> served = invariants.managed(invariants.served(before));
            boolean takesNothing = happens(events, administrator, chance);
            long interruptions = chance.nextLong();
            Reached reached = new Reached();
            steps.take(
                    "after event " + event,
                    simulation,
                    after -> reached.plan = plan(after, takesNothing ? served : Set.of(), new Random(interruptions)));
            before = reached.plan;
        }
    }

    /** What the last step ended with. */
    private static final class Reached {
        private Plan plan = new Plan(Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());
    }

    /** Something happens; says whether it may not take virtual functions from a VM. */
    private static boolean happens(RandomEvents events, AdministratorEvents administrator, Random chance) {
        return switch (chance.nextInt(5)) {
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

    private static Plan plan(Simulation simulation, Set<VmId> servedBefore, Random chance) {
        Invariants invariants = new Invariants(simulation);
        Set<VmId> served = new HashSet<>(servedBefore);
        served.retainAll(simulation.vms.keySet());
        Set<String> holdersBefore = invariants.holders();
        Map<String, Integer> overdrafts = invariants.claimedOverdrafts();
        for (int i = chance.nextInt(3); i > 0; i--) {
            simulation.planInterrupted(chance, () -> {
                invariants.assertNotOverdrawnFurther(overdrafts);
                assertThat(holders(simulation))
                        .as("a move writes the new entry first")
                        .containsAll(served);
            });
        }
        Plan after = simulation.settle();
        invariants.assertLedgersAreSound();
        invariants.assertNothingNewOnDeadPorts(holdersBefore);
        invariants.assertNotOverdrawnFurther(overdrafts);
        invariants.assertStatusesAreTrue(after);
        assertThat(invariants.served(after)).as("no VM loses anything").containsAll(served);
        return after;
    }

    private static Set<VmId> holders(Simulation simulation) {
        return simulation.nodes.values().stream()
                .map(NodeSnapshot::ledger)
                .flatMap(entries -> entries.stream().map(LedgerEntry::vm))
                .collect(Collectors.toSet());
    }
}
