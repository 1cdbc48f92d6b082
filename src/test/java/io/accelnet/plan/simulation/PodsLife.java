package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pods come and go: of VMs that start, where they are planned or elsewhere, of VMs that are migrated, of nobody; some outlive their
 * AccelNetVM, and hosts are gone for a minute with all that is on them. A device plugin gives each pod any virtual functions of its node
 * that no other pod has, and the pod says at once or later which. Half of the clusters have two pools, and VMs and strangers with virtual
 * functions of either or both.
 */
final class PodsLife implements Life {
    private static final int EVENTS = 25;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = new Simulation();
        Pods pods = new Pods(simulation, chance.nextInt(80));
        int nodes = 2 + chance.nextInt(4);
        boolean blue = chance.nextBoolean();
        if (blue) {
            pods.addBlue();
        }
        for (int node = 0; node < nodes; node++) {
            if (blue) {
                pods.node("n" + node, 1 + chance.nextInt(6), 1 + chance.nextInt(6));
            } else {
                pods.node("n" + node, 1 + chance.nextInt(6));
            }
        }
        World world = new World(simulation, pods, blue, chance);
        IntStream.range(0, 1 + chance.nextInt(5)).forEach(i -> world.newVm());
        for (int event = 0; event < EVENTS; event++) {
            steps.takeAsItIs("an event of pods", simulation, same -> world.next());
        }
    }

    /**
     * A virtual function of a node.
     *
     * @param number its number on the port
     */
    private record Function(String port, int number) {}

    /**
     * How many virtual functions of each pool a pod has.
     *
     * @param first of the first pool
     */
    private record Counts(int first, int blue) {
        int of(String port) {
            return port.equals(Pods.BLUE_PORT) ? blue : first;
        }

        Map<String, Integer> requests() {
            Map<String, Integer> requests = new TreeMap<>(Map.of(Pods.RESOURCE, first, Pods.BLUE, blue));
            requests.values().removeIf(count -> count == 0);
            return requests;
        }
    }

    /** What is really so on the hosts. */
    private static final class World {
        private final Simulation simulation;
        private final Pods pods;
        private final boolean blue;
        private final Random chance;
        /** What each pod really has. */
        private final Map<String, Set<Function>> has = new TreeMap<>();

        private int clock;

        World(Simulation simulation, Pods pods, boolean blue, Random chance) {
            this.simulation = simulation;
            this.pods = pods;
            this.blue = blue;
            this.chance = chance;
        }

        private List<String> ports() {
            return blue ? List.of(Pods.PORT, Pods.BLUE_PORT) : List.of(Pods.PORT);
        }

        void newVm() {
            clock++;
            Counts counts = anyCounts();
            pods.vm("vm" + clock, clock, counts.first(), counts.blue());
        }

        /** One or two, of one pool or of both. */
        private Counts anyCounts() {
            int ofBlue = blue ? chance.nextInt(3) : 0;
            return new Counts(ofBlue > 0 ? chance.nextInt(3) : 1 + chance.nextInt(2), ofBlue);
        }

        private static Counts counts(VmSnapshot vm) {
            int all = vm.facts().orElseThrow().networkAdapters().size();
            int ofBlue = vm.facts().orElseThrow().intents().size();
            return new Counts(all - ofBlue, ofBlue);
        }

        void next() {
            switch (chance.nextInt(12)) {
                case 0, 1 -> newVm();
                case 2, 3, 4 -> pick(halted()).ifPresent(this::start);
                case 5 -> pick(running()).ifPresent(vm -> end(vm.id()));
                case 6 -> strangerComes();
                case 7 -> pick(strangers()).ifPresent(this::goes);
                case 8 -> pick(List.copyOf(simulation.pods.keySet())).ifPresent(this::says);
                case 9 -> pick(running()).ifPresent(this::migrate);
                case 10 -> pick(List.copyOf(simulation.vms.values())).ifPresent(this::delete);
                default -> blink();
            }
            check(simulation.settle());
        }

        /** Where it is planned, or wherever somebody has started it. */
        private void start(VmSnapshot vm) {
            Optional<String> planned = vm.memory().node();
            Optional<String> node = planned.isPresent() && chance.nextInt(3) > 0
                    ? planned
                    : pick(List.copyOf(simulation.nodes.keySet()));
            node.ifPresent(there -> {
                if (bind(Pods.pod(vm.id()), Optional.of(vm.id()), there, counts(vm))) {
                    pods.reports(vm.id(), node);
                }
            });
        }

        private boolean bind(String pod, Optional<VmId> vm, String node, Counts counts) {
            if (!hasRoom(node, counts)) {
                return false;
            }
            Set<Function> its = new LinkedHashSet<>();
            for (String port : ports()) {
                List<Function> free = new ArrayList<>(free(node, port));
                Collections.shuffle(free, chance);
                its.addAll(free.subList(0, counts.of(port)));
            }
            has.put(pod, its);
            bound(pod, vm, node, chance.nextBoolean());
            return true;
        }

        private boolean hasRoom(String node, Counts counts) {
            return ports().stream().allMatch(port -> free(node, port).size() >= counts.of(port));
        }

        /** The pod is bound, and says what it has or not yet. */
        private void bound(String pod, Optional<VmId> vm, String node, boolean says) {
            Set<Function> its = hasReally(pod);
            Counts counts = new Counts(on(Pods.PORT, its), on(Pods.BLUE_PORT, its));
            Map<String, Integer> serial = new TreeMap<>();
            pods.bound(
                    pod,
                    vm,
                    node,
                    counts.requests(),
                    says
                            ? its.stream()
                                    .map(function -> Pods.function(
                                            node,
                                            vm.map(any -> (function.port().equals(Pods.PORT) ? "eth" : "blue")
                                                    + (serial.merge(function.port(), 1, Integer::sum) - 1)),
                                            function.port(),
                                            function.number()))
                                    .toList()
                            : List.of());
        }

        private static int on(String port, Set<Function> functions) {
            return (int) functions.stream()
                    .filter(function -> function.port().equals(port))
                    .count();
        }

        private void says(String pod) {
            PodSnapshot said = Optional.ofNullable(simulation.pods.get(pod)).orElseThrow();
            bound(pod, said.vm(), node(said), true);
        }

        private void end(VmId vm) {
            has.remove(Pods.pod(vm));
            pods.ends(vm);
        }

        private void strangerComes() {
            clock++;
            pick(List.copyOf(simulation.nodes.keySet()))
                    .ifPresent(node -> bind("stranger" + clock, Optional.empty(), node, anyCounts()));
        }

        private void goes(String pod) {
            simulation.pods.remove(pod);
            has.remove(pod);
        }

        /** The former pod stays a while. */
        private void migrate(VmSnapshot vm) {
            String source = Pods.pod(vm.id());
            PodSnapshot before =
                    Optional.ofNullable(simulation.pods.get(source)).orElseThrow();
            clock++;
            String old = "source" + clock;
            Set<Function> former = hasReally(source);
            Counts counts = new Counts(on(Pods.PORT, former), on(Pods.BLUE_PORT, former));
            Optional<String> target = pick(simulation.nodes.keySet().stream()
                    .filter(node -> !node.equals(node(before)) && hasRoom(node, counts))
                    .toList());
            target.ifPresent(node -> {
                has.put(old, former);
                bound(old, Optional.of(vm.id()), node(before), true);
                bind(source, Optional.of(vm.id()), node, counts);
                check(simulation.settle());
                pods.reports(vm.id(), target);
                check(simulation.settle());
                goes(old);
            });
        }

        /** Its pod is nobody's afterwards. */
        private void delete(VmSnapshot vm) {
            simulation.vms.remove(vm.id());
            String pod = Pods.pod(vm.id());
            Optional.ofNullable(simulation.pods.remove(pod)).ifPresent(its -> {
                clock++;
                String orphan = "orphan" + clock;
                Set<Function> functions = hasReally(pod);
                has.remove(pod);
                has.put(orphan, functions);
                bound(orphan, Optional.empty(), node(its), true);
            });
        }

        /** A host isn't Ready for a minute: as many VMs as before have virtual functions all the while, and it finds what it had. */
        private void blink() {
            Plan before = simulation.settle();
            String node = pick(List.copyOf(simulation.nodes.keySet())).orElseThrow();
            pods.ready(node, false);
            Plan during = simulation.settle();
            check(during);
            if (isHeld(before) && sums(before).failuresToleratedNow() > 0) {
                before.vms()
                        .forEach((id, vm) -> vm.node()
                                .ifPresent(there -> assertThat(plan(during, id).node())
                                        .as("where %s is while %s is down", id, node)
                                        .isPresent()
                                        .isNotEqualTo(Optional.of(node))));
            }
            if (chance.nextBoolean()) {
                newVm();
                check(simulation.settle());
            }
            pods.ready(node, true);
            Plan after = simulation.settle();
            before.vms().forEach((id, vm) -> {
                Optional<PodSnapshot> pod = Optional.ofNullable(simulation.pods.get(Pods.pod(id)));
                if (vm.node().equals(Optional.of(node))
                        && pod.filter(its -> node(its).equals(node)).isPresent()) {
                    assertThat(plan(after, id).node()).as("where %s is", id).contains(node);
                }
            });
        }

        private void check(Plan plan) {
            new Invariants(simulation).assertLedgersAreSound();
            ObservedUsesTest.assertArithmetic(plan);
            for (NodeSnapshot node : simulation.nodes.values()) {
                if (isReady(node.name())) {
                    checkHands(plan, node);
                }
            }
        }

        /** No virtual function is in two hands: neither of those whose numbers are known, nor, of each pool, by their count. */
        private void checkHands(Plan plan, NodeSnapshot node) {
            List<PodSnapshot> here = simulation.pods.values().stream()
                    .filter(pod -> node(pod).equals(node.name()))
                    .toList();
            Map<String, Integer> taken = new TreeMap<>();
            here.forEach(pod -> hasReally(pod.name()).forEach(each -> taken.merge(each.port(), 1, Integer::sum)));
            for (Map.Entry<VmId, VmPlan> each : plan.vms().entrySet()) {
                VmPlan vm = each.getValue();
                if (!vm.node().equals(Optional.of(node.name()))) {
                    continue;
                }
                Optional<PodSnapshot> own = here.stream()
                        .filter(pod -> pod.vm().equals(Optional.of(each.getKey())))
                        .findFirst();
                Set<Function> promised = new HashSet<>();
                vm.functions().forEach(held -> promised.add(new Function(held.adapter(), held.virtualFunction())));
                if (own.isEmpty()) {
                    promised.forEach(function -> taken.merge(function.port(), 1, Integer::sum));
                }
                Optional.ofNullable(simulation.vms.get(each.getKey()))
                        .map(World::counts)
                        .ifPresent(counts -> ports().forEach(port -> assertThat(on(port, promised))
                                .as("what %s has of %s", each.getKey(), port)
                                .isEqualTo(counts.of(port))));
                for (PodSnapshot pod : here) {
                    Set<Function> said = said(pod);
                    if (own.filter(pod::equals).isPresent()) {
                        assertThat(promised)
                                .as("what %s has on %s", each.getKey(), node.name())
                                .containsAll(said);
                    } else {
                        assertThat(Collections.disjoint(promised, said))
                                .as(
                                        "what %s has on %s, %s, and %s: %s",
                                        each.getKey(), node.name(), promised, pod.name(), said)
                                .isTrue();
                    }
                }
            }
            taken.forEach((port, functions) -> assertThat(functions)
                    .as("used and promised of %s on %s", port, node.name())
                    .isLessThanOrEqualTo(functions(node, port)));
        }

        private static Set<Function> said(PodSnapshot pod) {
            Set<Function> said = new HashSet<>();
            if (pod.stage() instanceof Bound bound) {
                bound.functions()
                        .forEach(function -> said.add(new Function(
                                function.adapter().orElseThrow(),
                                function.virtualFunction().orElseThrow())));
            }
            return said;
        }

        private Set<Function> free(String node, String port) {
            Set<Function> free = new LinkedHashSet<>();
            IntStream.range(0, functions(simulation.node(node), port))
                    .forEach(number -> free.add(new Function(port, number)));
            simulation.pods.values().stream()
                    .filter(pod -> node(pod).equals(node))
                    .forEach(pod -> free.removeAll(hasReally(pod.name())));
            return free;
        }

        private Set<Function> hasReally(String pod) {
            return has.getOrDefault(pod, Set.of());
        }

        private static int functions(NodeSnapshot node, String port) {
            return node.adapters().stream()
                    .filter(adapter -> adapter.name().equals(port))
                    .mapToInt(AdapterSnapshot::virtualFunctions)
                    .sum();
        }

        private boolean isReady(String node) {
            return Optional.ofNullable(simulation.kubernetesNodes.get(node))
                    .filter(its -> its.ready())
                    .isPresent();
        }

        private List<VmSnapshot> halted() {
            return simulation.vms.values().stream()
                    .filter(vm -> !simulation.pods.containsKey(Pods.pod(vm.id())))
                    .toList();
        }

        private List<VmSnapshot> running() {
            return simulation.vms.values().stream()
                    .filter(vm -> simulation.pods.containsKey(Pods.pod(vm.id())))
                    .toList();
        }

        private List<String> strangers() {
            return simulation.pods.values().stream()
                    .filter(pod -> pod.vm().isEmpty())
                    .map(PodSnapshot::name)
                    .toList();
        }

        private <T> Optional<T> pick(Collection<T> from) {
            return from.isEmpty()
                    ? Optional.empty()
                    : Optional.of(List.copyOf(from).get(chance.nextInt(from.size())));
        }

        private static String node(PodSnapshot pod) {
            return ((Bound) pod.stage()).node();
        }

        private static VmPlan plan(Plan plan, VmId vm) {
            return Optional.ofNullable(plan.vms().get(vm)).orElseThrow();
        }

        private static ReserveSums sums(Plan plan) {
            return Optional.ofNullable(plan.clusters().get(Pods.CLUSTER))
                    .flatMap(cluster -> cluster.reserve())
                    .orElseThrow();
        }

        private static boolean isHeld(Plan plan) {
            return Optional.ofNullable(plan.clusters().get(Pods.CLUSTER)).stream()
                    .flatMap(cluster -> cluster.conditions().stream())
                    .filter(finding -> finding.type() == ConditionType.RESERVE_HELD)
                    .map(Finding::truth)
                    .anyMatch(truth -> truth == Truth.TRUE);
        }
    }
}
