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
 * that no other pod has, and the pod says at once or later which.
 */
final class PodsLife implements Life {
    private static final int EVENTS = 25;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = new Simulation();
        Pods pods = new Pods(simulation, chance.nextInt(80));
        int nodes = 2 + chance.nextInt(4);
        for (int node = 0; node < nodes; node++) {
            pods.node("n" + node, 1 + chance.nextInt(6));
        }
        World world = new World(simulation, pods, chance);
        IntStream.range(0, 1 + chance.nextInt(5)).forEach(i -> world.newVm());
        for (int event = 0; event < EVENTS; event++) {
            steps.takeAsItIs("an event of pods", simulation, same -> world.next());
        }
    }

    /** What is really so on the hosts. */
    private static final class World {
        private final Simulation simulation;
        private final Pods pods;
        private final Random chance;
        /** The numbers that each pod really has. */
        private final Map<String, Set<Integer>> has = new TreeMap<>();

        private int clock;

        World(Simulation simulation, Pods pods, Random chance) {
            this.simulation = simulation;
            this.pods = pods;
            this.chance = chance;
        }

        void newVm() {
            clock++;
            pods.vm("vm" + clock, clock, 1 + chance.nextInt(2));
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
                int count = vm.facts().orElseThrow().networkAdapters().size();
                if (bind(Pods.pod(vm.id()), Optional.of(vm.id()), there, count)) {
                    pods.reports(vm.id(), node);
                }
            });
        }

        private boolean bind(String pod, Optional<VmId> vm, String node, int count) {
            List<Integer> free = new ArrayList<>(free(node));
            if (free.size() < count) {
                return false;
            }
            Collections.shuffle(free, chance);
            List<Integer> its = free.subList(0, count);
            has.put(pod, new HashSet<>(its));
            pods.bound(pod, vm, node, count, chance.nextBoolean() ? its.toArray(Integer[]::new) : new Integer[0]);
            return true;
        }

        private void says(String pod) {
            PodSnapshot said = Optional.ofNullable(simulation.pods.get(pod)).orElseThrow();
            Set<Integer> its = hasReally(pod);
            pods.bound(pod, said.vm(), node(said), its.size(), its.toArray(Integer[]::new));
        }

        private void end(VmId vm) {
            has.remove(Pods.pod(vm));
            pods.ends(vm);
        }

        private void strangerComes() {
            clock++;
            pick(List.copyOf(simulation.nodes.keySet()))
                    .ifPresent(node -> bind("stranger" + clock, Optional.empty(), node, 1 + chance.nextInt(2)));
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
            int count = hasReally(source).size();
            Optional<String> target = pick(simulation.nodes.keySet().stream()
                    .filter(node -> !node.equals(node(before)) && free(node).size() >= count)
                    .toList());
            target.ifPresent(node -> {
                Set<Integer> former = hasReally(source);
                has.put(old, former);
                pods.bound(old, Optional.of(vm.id()), node(before), count, former.toArray(Integer[]::new));
                bind(source, Optional.of(vm.id()), node, count);
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
                Set<Integer> functions = hasReally(pod);
                has.remove(pod);
                has.put(orphan, functions);
                pods.bound(orphan, Optional.empty(), node(its), functions.size(), functions.toArray(Integer[]::new));
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

        /** No virtual function is in two hands: neither of those whose numbers are known, nor by their count. */
        private void checkHands(Plan plan, NodeSnapshot node) {
            List<PodSnapshot> here = simulation.pods.values().stream()
                    .filter(pod -> node(pod).equals(node.name()))
                    .toList();
            int used =
                    here.stream().mapToInt(pod -> hasReally(pod.name()).size()).sum();
            int promised = 0;
            for (Map.Entry<VmId, VmPlan> each : plan.vms().entrySet()) {
                VmPlan vm = each.getValue();
                if (!vm.node().equals(Optional.of(node.name()))) {
                    continue;
                }
                Optional<PodSnapshot> own = here.stream()
                        .filter(pod -> pod.vm().equals(Optional.of(each.getKey())))
                        .findFirst();
                promised += own.isPresent() ? 0 : vm.functions().size();
                Set<Integer> numbers = new HashSet<>();
                vm.functions().forEach(held -> numbers.add(held.virtualFunction()));
                for (PodSnapshot pod : here) {
                    Set<Integer> said = said(pod);
                    if (own.filter(pod::equals).isPresent()) {
                        assertThat(numbers)
                                .as("what %s has on %s", each.getKey(), node.name())
                                .containsAll(said);
                    } else {
                        assertThat(Collections.disjoint(numbers, said))
                                .as(
                                        "what %s has on %s, %s, and %s: %s",
                                        each.getKey(), node.name(), numbers, pod.name(), said)
                                .isTrue();
                    }
                }
            }
            assertThat(used + promised)
                    .as("used and promised on " + node.name())
                    .isLessThanOrEqualTo(functions(node));
        }

        private static Set<Integer> said(PodSnapshot pod) {
            Set<Integer> said = new HashSet<>();
            if (pod.stage() instanceof Bound bound) {
                bound.functions()
                        .forEach(function -> said.add(function.virtualFunction().orElseThrow()));
            }
            return said;
        }

        private Set<Integer> free(String node) {
            Set<Integer> free = new HashSet<>(
                    IntStream.range(0, functions(simulation.node(node))).boxed().toList());
            simulation.pods.values().stream()
                    .filter(pod -> node(pod).equals(node))
                    .forEach(pod -> free.removeAll(hasReally(pod.name())));
            return free;
        }

        private Set<Integer> hasReally(String pod) {
            return has.getOrDefault(pod, Set.of());
        }

        private static int functions(NodeSnapshot node) {
            return node.adapters().stream()
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
