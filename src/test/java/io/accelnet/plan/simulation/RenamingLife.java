package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An update of the driver renames ports, host by host, and the intent follows some time. Whatever the order, nobody's virtual
 * functions change, and when all is done nothing is said that wasn't said before.
 */
final class RenamingLife implements Life {
    private static final int VMS = 20;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, chance);
        events.create(chance.nextInt(60), 1 + chance.nextInt(5));
        for (int i = 0; i < VMS; i++) {
            events.addVm();
        }
        List<Consumer<Simulation>> renamings = renamings(List.copyOf(simulation.nodes.keySet()), chance);
        steps.take("then everything is renamed", simulation, filled -> rename(filled, renamings));
    }

    private static void rename(Simulation simulation, List<Consumer<Simulation>> renamings) {
        Plan before = simulation.settle();
        Map<VmId, String> places = places(simulation, before);
        Plan after = before;
        for (Consumer<Simulation> renaming : renamings) {
            renaming.accept(simulation);
            after = simulation.settle();
            assertThat(places(simulation, after)).as("who has what").isEqualTo(places);
        }
        assertThat(clusters(after)).as("what is said of clusters").isEqualTo(clusters(before));
        assertThat(reasons(after)).as("what is said of VMs").isEqualTo(reasons(before));
    }

    /** Each host states other names of its ports, some of them several times, and the intent is rewritten twice, in some order. */
    private static List<Consumer<Simulation>> renamings(List<String> nodes, Random chance) {
        List<Consumer<Simulation>> renamings = new ArrayList<>();
        for (String node : nodes) {
            renamings.add(simulation -> rename(simulation, node, 1));
            if (chance.nextBoolean()) {
                renamings.add(simulation -> rename(simulation, node, 1));
            }
            if (chance.nextBoolean()) {
                // Nothing is written in between: the ledger still has the first name.
                renamings.add(simulation -> rename(simulation, node, 3));
            }
        }
        renamings.add(simulation -> intent(simulation, List.of("PORT1np0", "port2")));
        renamings.add(simulation -> intent(simulation, List.of("port1np0", "port1", "Port2", "port2NP0")));
        Collections.shuffle(renamings, chance);
        return renamings;
    }

    private static void rename(Simulation simulation, String name, int times) {
        for (int i = 0; i < times && simulation.nodes.containsKey(name); i++) {
            NodeSnapshot node = simulation.node(name);
            new HostEvents(simulation, new Random(1))
                    .adapters(
                            node,
                            node.adapters().stream().map(HostEvents::renamed).toList());
        }
    }

    private static void intent(Simulation simulation, List<String> adapters) {
        simulation.intents.computeIfPresent(
                "fabric", (name, intent) -> new IntentSnapshot(name, intent.created(), intent.types(), adapters));
    }

    /** Which virtual function of which port of which node each VM has, whatever the port's name. */
    private static Map<VmId, String> places(Simulation simulation, Plan plan) {
        Map<VmId, String> places = new TreeMap<>();
        plan.vms().forEach((id, vm) -> vm.node().ifPresent(node -> places.put(id, place(simulation.node(node), vm))));
        return places;
    }

    private static String place(NodeSnapshot node, VmPlan vm) {
        List<String> names = node.adapters().stream().map(AdapterSnapshot::name).toList();
        return node.name() + ": "
                + vm.functions().stream()
                        .map(held -> held.networkAdapter() + " has VF " + held.virtualFunction() + " of port "
                                + names.indexOf(held.adapter()))
                        .toList();
    }

    private static List<ClusterPlan> clusters(Plan plan) {
        return plan.clusters().values().stream().map(RenamingLife::withoutNames).toList();
    }

    /** HostsAlike names adapters as the intent does, which is rewritten. All else names none. */
    private static ClusterPlan withoutNames(ClusterPlan plan) {
        return new ClusterPlan(
                plan.reserve(),
                plan.migrations(),
                plan.unmanaged(),
                plan.counts(),
                plan.prerequisites(),
                plan.conditions().stream()
                        .map(finding -> finding.type() == ConditionType.HOSTS_ALIKE
                                ? new Finding(finding.type(), finding.truth(), finding.reason(), "")
                                : finding)
                        .toList());
    }

    private static Map<VmId, List<String>> reasons(Plan plan) {
        Map<VmId, List<String>> reasons = new TreeMap<>();
        plan.vms()
                .forEach((id, vm) -> reasons.put(
                        id,
                        vm.conditions().stream()
                                .map(finding -> finding.type() + " " + finding.truth() + " " + finding.reason())
                                .toList()));
        return reasons;
    }
}
