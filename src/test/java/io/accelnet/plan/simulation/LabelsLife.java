package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.Selector.Operator;
import io.accelnet.plan.snapshot.Selector.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nodes lose their labels for a time while VMs come and go. Whatever is admitted meanwhile, any tolerated failure leaves every VM with
 * its virtual functions, as long as no node has left for good; and after that, if the cluster says that its reserve holds.
 */
final class LabelsLife implements Life {
    private static final int EVENTS = 12;
    private static final Map<String, String> EAST = Map.of("site", "east");

    @Override
    public void live(Random chance, Steps steps) {
        new Course(chance, steps).run();
    }

    private static final class Course {
        private final Random random;
        private final Steps steps;
        private final Simulation simulation = new Simulation();
        private final RandomEvents events;
        private boolean anyHasLeft;
        private Plan plan;

        Course(Random random, Steps steps) {
            this.random = random;
            this.steps = steps;
            events = new RandomEvents(simulation, random);
            events.create(20 + random.nextInt(60), 2 + random.nextInt(4));
            simulation.clusters.computeIfPresent("main", (name, cluster) -> selecting(cluster));
            simulation.nodes.replaceAll((name, node) -> node.withLabels(EAST));
            addVms(20);
            plan = simulation.settle();
        }

        private static ClusterDefinition selecting(ClusterDefinition cluster) {
            return new ClusterDefinition(
                    cluster.name(),
                    cluster.created(),
                    cluster.intentName(),
                    cluster.nodeReservePercentage(),
                    new Selector(List.of(new Requirement("site", Operator.IN, Set.of("east")))),
                    cluster.queuePairs(),
                    cluster.excludeUnsupported(),
                    cluster.excludeUnsupportedAdapters(),
                    cluster.namespaces(),
                    cluster.maxFunctionsPerNamespace());
        }

        void run() {
            for (int event = 0; event < EVENTS; event++) {
                happens();
                steps.takeAsItIs("after event " + event, simulation, after -> {
                    Plan before = plan;
                    plan = simulation.settle();
                    check(before);
                });
            }
            steps.takeAsItIs("and nodes fail", simulation, after -> fail());
        }

        private void happens() {
            switch (random.nextInt(6)) {
                case 0, 1 -> events.pick(simulation.nodes.keySet()).ifPresent(name -> label(name, Map.of()));
                case 2 ->
                    simulation.nodes.keySet().forEach(name -> {
                        // A node that has left and comes back is new: it may raise the number of failures.
                        if (clusterOf(plan, name).isPresent()) {
                            label(name, EAST);
                        }
                    });
                case 3 -> simulation.now = simulation.now.plus(Duration.ofMinutes(random.nextInt(6)));
                case 4 -> addVms(4);
                default -> events.pick(simulation.vms.keySet()).ifPresent(vm -> simulation.vms.remove(vm));
            }
        }

        private void label(String node, Map<String, String> labels) {
            simulation.nodes.computeIfPresent(node, (name, is) -> is.withLabels(labels));
        }

        private void addVms(int number) {
            for (int vm = 0; vm < number; vm++) {
                events.addVmWithoutReport();
            }
        }

        private void check(Plan before) {
            Set<String> leaving = plan.nodes().entrySet().stream()
                    .filter(node -> node.getValue().leavingSince().isPresent())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            plan.vms().forEach((id, vm) -> {
                if (place(before, id).isEmpty()) {
                    assertThat(vm.node()).as("nobody new on a node that leaves").isNotIn(names(leaving));
                } else {
                    assertThat(vm.node())
                            .as("nobody moves, nobody loses anything")
                            .isEqualTo(place(before, id));
                }
            });
            anyHasLeft |= plan.nodes().keySet().stream()
                    .anyMatch(name -> clusterOf(before, name).isPresent()
                            && clusterOf(plan, name).isEmpty());
            if (leaving.isEmpty() && !anyHasLeft) {
                assertThat(held()).as("all is as before").isNotEqualTo(Truth.FALSE);
            }
        }

        private static List<Optional<String>> names(Set<String> nodes) {
            return nodes.stream().map(Optional::of).toList();
        }

        /** As many members fail as may, one after the other. */
        private void fail() {
            if (anyHasLeft && held() != Truth.TRUE) {
                return;
            }
            Map<VmId, String> places = new HashMap<>();
            plan.vms().forEach((id, vm) -> vm.node().ifPresent(node -> places.put(id, node)));
            List<String> members = new ArrayList<>(simulation.nodes.keySet().stream()
                    .filter(name -> clusterOf(plan, name).isPresent())
                    .toList());
            Collections.shuffle(members, random);
            Set<String> failed = new HashSet<>(
                    members.subList(0, cluster().reserve().orElseThrow().failuresToTolerate()));
            for (String name : failed) {
                events.availability(simulation.node(name), DeclaredAvailability.DOWN);
                if (random.nextBoolean()) {
                    simulation.settle();
                }
            }
            Plan after = simulation.settle();
            places.forEach((vm, node) -> {
                Optional<String> now = place(after, vm);
                assertThat(now).as(vm + " has its functions").isPresent();
                if (failed.contains(node)) {
                    assertThat(failed).doesNotContain(now.orElseThrow());
                } else {
                    assertThat(now).as("VMs on other nodes stay").contains(node);
                }
            });
        }

        private ClusterPlan cluster() {
            return Optional.ofNullable(plan.clusters().get("main")).orElseThrow();
        }

        private Truth held() {
            return cluster().conditions().stream()
                    .filter(finding -> finding.type() == ConditionType.RESERVE_HELD)
                    .map(Finding::truth)
                    .findFirst()
                    .orElseThrow();
        }

        private static Optional<String> clusterOf(Plan plan, String node) {
            return Optional.ofNullable(plan.nodes().get(node)).flatMap(NodePlan::cluster);
        }

        private static Optional<String> place(Plan plan, VmId vm) {
            return Optional.ofNullable(plan.vms().get(vm)).flatMap(VmPlan::node);
        }
    }
}
