package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A cluster is filled, as many of its nodes fail as may, one after another or at once, and return. */
final class FailuresLife implements Life {
    private static final int VMS = 30;

    /**
     * A node that may fail.
     *
     * @param name its name
     * @param alone whether the cluster settles before the next one fails
     */
    private record Failing(String name, boolean alone) {}

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, chance);
        events.create(20 + chance.nextInt(60), 2 + chance.nextInt(4));
        for (int i = 0; i < VMS; i++) {
            events.addVmWithoutReport();
        }
        List<String> names = new ArrayList<>(simulation.nodes.keySet());
        Collections.shuffle(names, chance);
        List<Failing> order = names.stream()
                .map(name -> new Failing(name, chance.nextBoolean()))
                .toList();
        steps.take("with " + names + " failing in this order", simulation, filled -> fail(filled, order));
    }

    private static void fail(Simulation simulation, List<Failing> order) {
        Map<VmId, String> before = places(simulation.settle());
        RandomEvents events = new RandomEvents(simulation, new Random());
        Set<String> failed = new HashSet<>();
        for (Failing node : tolerated(simulation, order)) {
            failed.add(node.name());
            events.availability(simulation.node(node.name()), DeclaredAvailability.DOWN);
            if (node.alone()) {
                simulation.settle();
            }
        }
        Map<VmId, String> after = places(simulation.settle());
        assertThat(after.keySet()).as("every VM has functions").containsAll(before.keySet());
        before.forEach((vm, node) -> {
            if (failed.contains(node)) {
                assertThat(failed).as("where VMs of failed nodes go").doesNotContain(after.get(vm));
            } else {
                assertThat(after.get(vm)).as("VMs on other nodes stay").isEqualTo(node);
            }
        });
        for (String name : failed) {
            NodeSnapshot node = simulation.node(name);
            events.availability(node, DeclaredAvailability.AVAILABLE);
        }
        assertThat(places(simulation.settle()).keySet())
                .as("the promise holds when they return")
                .containsAll(after.keySet());
    }

    private static List<Failing> tolerated(Simulation simulation, List<Failing> order) {
        int percentage = simulation.clusters.values().iterator().next().nodeReservePercentage();
        int tolerated = simulation.nodes.size() * percentage / 100;
        return order.stream()
                .filter(node -> simulation.nodes.containsKey(node.name()))
                .limit(tolerated)
                .toList();
    }

    private static Map<VmId, String> places(Plan plan) {
        Map<VmId, String> places = new HashMap<>();
        for (Map.Entry<VmId, VmPlan> entry : plan.vms().entrySet()) {
            entry.getValue().node().ifPresent(node -> places.put(entry.getKey(), node));
        }
        return places;
    }
}
