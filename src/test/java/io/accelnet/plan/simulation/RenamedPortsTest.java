package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
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
import org.junit.jupiter.api.Test;

/**
 * An update of the driver renames ports, host by host, and the intent follows some time. Whatever the order, nobody's virtual
 * functions change. {@code -Dplanner.seed=…} repeats a run.
 */
class RenamedPortsTest {
    private static final int WORLDS = Integer.getInteger("planner.worlds", 120);

    private final long seed = Long.getLong("planner.seed", System.nanoTime());

    @Test
    void nothingHappensWhateverTheOrder() {
        System.out.println("planner.seed=" + seed);
        for (int world = 0; world < WORLDS; world++) {
            try {
                renameEverything(new Random(seed + world));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("planner.seed=" + (seed + world) + " -Dplanner.worlds=1", e);
            }
        }
    }

    private static void renameEverything(Random random) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, random);
        events.create(random.nextInt(60), 1 + random.nextInt(5));
        for (int i = 0; i < 20; i++) {
            events.addVm();
        }
        Plan before = simulation.settle();
        Map<VmId, String> places = places(simulation, before);
        List<Runnable> steps = steps(simulation, random);
        for (Runnable step : steps) {
            step.run();
            Plan after = simulation.settle();
            assertThat(places(simulation, after)).isEqualTo(places);
            if (steps.getLast() == step) {
                assertThat(clusters(after)).as("nothing is said either").isEqualTo(clusters(before));
                assertThat(reasons(after)).isEqualTo(reasons(before));
            }
        }
    }

    /** Each host is told the other name of its ports, and later renames them; the intent is rewritten at some time. */
    private static List<Runnable> steps(Simulation simulation, Random random) {
        List<Runnable> hosts = new ArrayList<>();
        for (String node : List.copyOf(simulation.nodes.keySet())) {
            hosts.add(() -> rename(simulation, node));
            if (random.nextBoolean()) {
                hosts.add(() -> rename(simulation, node));
            }
            if (random.nextBoolean()) {
                hosts.add(() -> {
                    // Nothing is written between two renamings: the ledger still has the first name.
                    rename(simulation, node);
                    rename(simulation, node);
                    rename(simulation, node);
                });
            }
        }
        hosts.add(() -> intent(simulation, List.of("PORT1np0", "port2")));
        hosts.add(() -> intent(simulation, List.of("port1np0", "port1", "Port2", "port2NP0")));
        Collections.shuffle(hosts, random);
        return hosts;
    }

    private static void rename(Simulation simulation, String name) {
        NodeSnapshot node = simulation.node(name);
        List<AdapterSnapshot> renamed =
                node.adapters().stream().map(HostEvents::renamed).toList();
        new HostEvents(simulation, new Random(1)).adapters(node, renamed);
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
        List<String> names =
                node.adapters().stream().map(AdapterSnapshot::name).toList();
        return node.name() + ": "
                + vm.functions().stream()
                        .map(held -> held.networkAdapter() + " has VF " + held.virtualFunction() + " of port "
                                + names.indexOf(held.adapter()))
                        .toList();
    }

    private static List<ClusterPlan> clusters(Plan plan) {
        return List.copyOf(plan.clusters().values());
    }

    private static Map<VmId, List<String>> reasons(Plan plan) {
        Map<VmId, List<String>> reasons = new TreeMap<>();
        plan.vms()
                .forEach((id, vm) -> reasons.put(
                        id, vm.conditions().stream().map(RenamedPortsTest::reason).toList()));
        return reasons;
    }

    private static String reason(Finding finding) {
        return finding.type() + " " + finding.truth() + " " + finding.reason();
    }
}
