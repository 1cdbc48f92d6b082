package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A cluster is filled while links go down. If its reserve holds then, it holds when they return, and any tolerated failure leaves
 * every VM with its virtual functions, while links are down and afterwards.
 */
final class LinksLife implements Life {
    private static final int VMS = 12;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, chance);
        HostEvents hosts = new HostEvents(simulation, chance);
        events.create(20 + chance.nextInt(60), 2 + chance.nextInt(4));
        for (int i = 0; i < VMS; i++) {
            events.addVm();
            if (chance.nextInt(4) == 0) {
                hosts.link();
            }
            if (chance.nextInt(4) == 0) {
                simulation.settle();
            }
        }
        for (int i = 0; i < VMS; i++) {
            events.addVm();
        }
        List<String> failing = new ArrayList<>(simulation.nodes.keySet());
        Collections.shuffle(failing, chance);
        boolean linksReturn = chance.nextBoolean();
        steps.take(
                "with " + failing + " failing in this order" + (linksReturn ? ", after all links have returned" : ""),
                simulation,
                filled -> fail(filled, failing, linksReturn));
    }

    private static void fail(Simulation simulation, List<String> failing, boolean linksReturn) {
        Plan settled = simulation.settle();
        if (!reserveHolds(settled)) {
            return;
        }
        if (linksReturn) {
            Map<VmId, String> places = places(settled);
            new HostEvents(simulation, new Random(1)).allLinksUp();
            settled = simulation.settle();
            assertThat(reserveHolds(settled))
                    .as("links that return take no room")
                    .isTrue();
            assertThat(places(settled)).as("nobody moves when links return").containsAllEntriesOf(places);
        }
        Map<VmId, String> before = places(settled);
        RandomEvents events = new RandomEvents(simulation, new Random(1));
        for (String name : tolerated(simulation, failing)) {
            NodeSnapshot node = simulation.node(name);
            events.availability(node, DeclaredAvailability.DOWN);
        }
        assertThat(places(simulation.settle()).keySet())
                .as("every VM has functions")
                .containsAll(before.keySet());
    }

    private static boolean reserveHolds(Plan plan) {
        return plan.clusters().values().stream()
                .flatMap(cluster -> cluster.conditions().stream())
                .anyMatch(finding -> finding.type() == ConditionType.RESERVE_HELD && finding.truth() == Truth.TRUE);
    }

    private static List<String> tolerated(Simulation simulation, List<String> failing) {
        int percentage =
                simulation.clusters.values().stream().findFirst().orElseThrow().nodeReservePercentage();
        int tolerated = simulation.nodes.size() * percentage / 100;
        return failing.stream()
                .filter(name -> simulation.nodes.containsKey(name))
                .limit(tolerated)
                .toList();
    }

    private static Map<VmId, String> places(Plan plan) {
        Map<VmId, String> places = new HashMap<>();
        plan.vms().forEach((id, vm) -> vm.node().ifPresent(node -> places.put(id, node)));
        return places;
    }
}
