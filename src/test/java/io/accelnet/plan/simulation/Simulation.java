package io.accelnet.plan.simulation;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.simulation.Steps.Step;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of a simulated Kubernetes cluster, with the statuses that the plans have written. */
final class Simulation {
    final SortedMap<String, IntentSnapshot> intents = new TreeMap<>();
    final SortedMap<String, NodeSnapshot> nodes = new TreeMap<>();
    final SortedMap<String, ClusterDefinition> clusters = new TreeMap<>();
    final SortedMap<VmId, VmSnapshot> vms = new TreeMap<>();
    final SortedMap<String, KubernetesNode> kubernetesNodes = new TreeMap<>();
    final SortedMap<String, PodSnapshot> pods = new TreeMap<>();

    /** A VM that moves takes two plans: one gives it its new place, the next frees the former one. */
    private static final int ROUNDS_FOR_A_MOVE = 2;

    private static final int ROUNDS = 6;

    private final Planner planner = new Planner();
    private final List<Step> plannedFrom;

    Simulation() {
        this(new ArrayList<>());
    }

    private Simulation(List<Step> plannedFrom) {
        this.plannedFrom = plannedFrom;
    }

    /** The same objects, for another life. */
    Simulation copy() {
        return copy(new ArrayList<>());
    }

    /** The same objects, for something else in the same life. */
    Simulation branch() {
        return copy(plannedFrom);
    }

    private Simulation copy(List<Step> plans) {
        Simulation copy = new Simulation(plans);
        copy.intents.putAll(intents);
        copy.nodes.putAll(nodes);
        copy.clusters.putAll(clusters);
        copy.vms.putAll(vms);
        copy.kubernetesNodes.putAll(kubernetesNodes);
        copy.pods.putAll(pods);
        copy.now = now;
        return copy;
    }

    /** What plans were made from so far, whenever something had happened. */
    List<Step> plannedFrom() {
        return List.copyOf(plannedFrom);
    }

    /** The same with one VM less, or with one node less on which no VM has anything, each in turn. */
    List<Simulation> withOneLess() {
        List<Simulation> all = new ArrayList<>();
        for (VmId id : vms.keySet()) {
            Simulation less = copy();
            less.vms.remove(id);
            less.nodes.values().stream()
                    .filter(node ->
                            node.ledger().stream().anyMatch(entry -> entry.vm().equals(id)))
                    .toList()
                    .forEach(node -> less.writeLedger(
                            node.name(),
                            node.ledger().stream()
                                    .filter(entry -> !entry.vm().equals(id))
                                    .toList()));
            all.add(less);
        }
        for (NodeSnapshot node : nodes.values()) {
            if (node.ledger().isEmpty() && vms.values().stream().noneMatch(vm -> names(vm, node.name()))) {
                Simulation less = copy();
                less.nodes.remove(node.name());
                all.add(less);
            }
        }
        return all;
    }

    private static boolean names(VmSnapshot vm, String node) {
        Optional<String> name = Optional.of(node);
        return vm.memory().node().equals(name)
                || vm.facts().flatMap(VmFacts::reportedNode).equals(name);
    }

    /** The time of day. */
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    ClusterSnapshot snapshot() {
        return new ClusterSnapshot(
                List.copyOf(intents.values()),
                List.copyOf(nodes.values()),
                List.copyOf(clusters.values()),
                List.copyOf(vms.values()),
                kubernetesNodes,
                Map.of("a", Map.of("team", "a"), "b", Map.of("team", "b")),
                List.copyOf(pods.values()),
                Set.of(),
                Set.of(),
                now);
    }

    NodeSnapshot node(String name) {
        return Optional.ofNullable(nodes.get(name)).orElseThrow();
    }

    /** Plans and writes until nothing changes any more, and returns the last plan. */
    Plan settle() {
        plannedFrom.add(new Step("a plan", copy()));
        // Where hardly anything is free, VMs that are placed anew wait for each other, in the worst case one after the
        // other.
        int rounds = ROUNDS + ROUNDS_FOR_A_MOVE * vms.size();
        for (int round = 0; round < rounds; round++) {
            ClusterSnapshot before = snapshot();
            Plan plan = planner.plan(before);
            plan.nodes().forEach(this::writeNode);
            plan.vms().forEach(this::writeMemory);
            if (snapshot().equals(before)) {
                return plan;
            }
        }
        throw new AssertionError("not settled after " + rounds + " rounds");
    }

    /**
     * Plans, and is interrupted while it writes. Some ledgers are written, one after another, and then the statuses of some VMs, as
     * far as the ledger has their VFs.
     */
    void planInterrupted(Random random, Runnable afterEachLedger) {
        plannedFrom.add(new Step("a plan that is interrupted while it is written", copy()));
        Plan plan = planner.plan(snapshot());
        List<String> names = new ArrayList<>(plan.nodes().keySet());
        Collections.shuffle(names, random);
        for (String name : names.subList(0, random.nextInt(names.size() + 1))) {
            writeNode(name, Optional.ofNullable(plan.nodes().get(name)).orElseThrow());
            afterEachLedger.run();
        }
        plan.vms().forEach((id, vm) -> {
            if (random.nextBoolean() && isBacked(id, vm)) {
                writeMemory(id, vm);
            }
        });
    }

    private boolean isBacked(VmId id, VmPlan plan) {
        return plan.node()
                .map(node -> node(node).ledger().stream()
                                .filter(entry -> entry.vm().equals(id))
                                .count()
                        == plan.functions().size())
                .orElse(true);
    }

    void writeNode(String name, NodePlan plan) {
        nodes.computeIfPresent(name, (key, node) -> node.withStatus(plan.ledger(), plan.memory()));
    }

    void writeLedger(String name, List<LedgerEntry> ledger) {
        nodes.computeIfPresent(name, (key, node) -> node.withStatus(ledger, node.memory()));
    }

    void writeMemory(VmId id, VmPlan plan) {
        remember(id, plan.memory());
    }

    void remember(VmId id, VmMemory memory) {
        vms.computeIfPresent(
                id,
                (key, vm) -> new VmSnapshot(
                        vm.id(),
                        vm.uid(),
                        vm.created(),
                        vm.cluster(),
                        vm.level(),
                        vm.portPolicy(),
                        vm.virtualMachine(),
                        memory));
    }
}
