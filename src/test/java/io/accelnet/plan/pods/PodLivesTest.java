package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Lives of small clusters, by chance: VMs start, stop and migrate, kube-scheduler binds their pods wherever it may, nodes fail, are
 * drained and return, and the operator is interrupted between two openings. After each step every promise is kept.
 */
class PodLivesTest {
    private static final int LIVES = 15;
    private static final int FRESH = 5;
    private static final int STEPS = 50;

    @Test
    void everyPromiseIsKept() {
        int bound = 0;
        for (int life = 0; life < LIVES; life++) {
            bound += new Life(life).live();
        }
        // Otherwise nothing was tried.
        assertThat(bound).isGreaterThan(LIVES * 2);
    }

    @Test
    void alsoInOtherLivesEveryTime() {
        Random seeds = new Random();
        for (int life = 0; life < FRESH; life++) {
            new Life(seeds.nextLong()).live();
        }
    }

    private static final class Life {
        private final long seed;
        private final Random chance;
        private final PodWorld world;
        private final List<String> steps = new ArrayList<>();
        private final Set<VmId> wanted = new HashSet<>();
        /** VMs whose pods can go to some nodes only, as their disks are there. */
        private final Map<VmId, Set<String>> tied = new HashMap<>();
        /** Whether the reserve held whenever one of the nodes went down that are down now. */
        private boolean heldBefore;

        private int bound;
        private int serial;

        Life(long seed) {
            this.seed = seed;
            this.chance = new Random(seed);
            int nodes = 3 + chance.nextInt(3);
            int percentage = 34 + chance.nextInt(20);
            this.world = chance.nextBoolean()
                    ? new PodWorld(percentage, chance.ints(nodes, 2, 6).toArray())
                    : PodWorld.withBlue(
                            percentage,
                            IntStream.range(0, nodes)
                                    .mapToObj(node -> chance.ints(2, 1, 6).toArray())
                                    .toArray(int[][]::new));
        }

        int live() {
            for (int step = 0; step < STEPS; step++) {
                String did = step();
                if (!did.isEmpty()) {
                    steps.add(did);
                    try {
                        check(chance.nextInt(4) == 0 ? interrupted() : settle());
                    } catch (AssertionError e) {
                        throw new AssertionError("seed " + seed + ", after " + String.join("; ", steps), e);
                    }
                }
            }
            return bound;
        }

        private String step() {
            return switch (chance.nextInt(21)) {
                case 0, 1, 2 -> create();
                case 3, 4, 5, 6 -> start();
                case 7, 8, 9, 10, 11, 12, 13 -> bind();
                case 14 -> stop();
                case 15 -> migrate();
                case 16 -> fail();
                case 17, 18 -> comeBack();
                case 19 -> restart();
                default -> cordon();
            };
        }

        private <T> Optional<T> any(List<T> all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(chance.nextInt(all.size())));
        }

        private String create() {
            serial++;
            int blue = world.hasBlue() ? chance.nextInt(3) : 0;
            VmId vm = world.vm(
                    chance.nextBoolean() ? "a" : "b",
                    "vm" + serial,
                    List.of(Level.values()).get(chance.nextInt(3)),
                    blue > 0 ? chance.nextInt(2) : 1 + chance.nextInt(2),
                    blue);
            return "create " + vm;
        }

        private String start() {
            return any(world.vms.keySet().stream()
                            .filter(vm -> !wanted.contains(vm))
                            .toList())
                    .map(vm -> {
                        wanted.add(vm);
                        if (chance.nextInt(4) == 0) {
                            tied.put(
                                    vm,
                                    world.nodes.keySet().stream()
                                            .filter(node -> chance.nextBoolean())
                                            .collect(Collectors.toSet()));
                        }
                        return "start " + vm + " by " + start(vm)
                                + mayGoTo(vm).map(nodes -> " on " + nodes).orElse("");
                    })
                    .orElse("");
        }

        private String start(VmId vm) {
            return mayGoTo(vm).map(nodes -> world.start(vm, nodes)).orElseGet(() -> world.start(vm));
        }

        private Optional<Set<String>> mayGoTo(VmId vm) {
            return Optional.ofNullable(tied.get(vm));
        }

        private String stop() {
            return any(List.copyOf(wanted))
                    .map(vm -> {
                        wanted.remove(vm);
                        world.halt(vm);
                        if (chance.nextBoolean()) {
                            world.vms.remove(vm);
                        }
                        return "stop " + vm;
                    })
                    .orElse("");
        }

        /** Between its two pods a VM keeps its place, whoever else could use it. */
        private String restart() {
            return any(wanted.stream()
                            .sorted()
                            .filter(vm -> runsOn(vm).filter(this::takesVms).isPresent())
                            .toList())
                    .map(vm -> {
                        String node = runsOn(vm).orElseThrow();
                        world.end(vm);
                        settle();
                        assertThat(world.nodeOf(vm))
                                .as("where %s starts again", vm)
                                .contains(node);
                        return "restart " + vm + " by " + start(vm);
                    })
                    .orElse("");
        }

        private boolean takesVms(String node) {
            return kubernetes(node).ready() && !kubernetes(node).unschedulable();
        }

        /** kube-scheduler binds a pod to any node of its set that is up and has as many functions left as it requests. */
        private String bind() {
            List<PodSnapshot> open = world.pods.values().stream()
                    .filter(pod -> pod.stage() instanceof Open)
                    .toList();
            return any(open).map(this::bind).orElse("");
        }

        private String bind(PodSnapshot pod) {
            Optional<String> node = any(world.nodesOf(pod.key()).stream()
                    .sorted()
                    .filter(name -> kubernetes(name).ready()
                            && !kubernetes(name).unschedulable()
                            && resources()
                                    .allMatch(resource -> inUse(name, resource) + requested(pod, resource)
                                            <= functions(name, resource)))
                    .filter(name -> pod.purpose() == Purpose.MIGRATION_TARGET
                            || mayGoTo(pod.vm().orElseThrow())
                                    .map(nodes -> nodes.contains(name))
                                    .orElse(true))
                    .filter(name -> pod.purpose() == Purpose.RUN
                            || !runsOn(pod.vm().orElseThrow()).equals(Optional.of(name)))
                    .toList());
            if (node.isEmpty() || chance.nextInt(6) == 0) {
                world.refuse(pod.key());
                if (chance.nextBoolean()) {
                    world.sleep(Duration.ofSeconds(16));
                }
                return "refuse " + pod.key();
            }
            bound++;
            VmId vm = pod.vm().orElseThrow();
            if (pod.purpose() == Purpose.MIGRATION_TARGET) {
                world.pods
                        .values()
                        .removeIf(other ->
                                other.purpose() == Purpose.RUN && other.vm().equals(pod.vm()));
                world.becomesTheVm(pod.key());
            }
            world.bind(pod.key(), node.get());
            world.report(vm, node);
            return "bind " + pod.key() + " to " + node.get();
        }

        private static Stream<String> resources() {
            return Stream.of(PodWorld.RESOURCE, PodWorld.BLUE);
        }

        private static int requested(PodSnapshot pod, String resource) {
            return pod.requests().getOrDefault(resource, 0);
        }

        private int inUse(String node, String resource) {
            return world.pods.values().stream()
                    .filter(pod ->
                            pod.stage() instanceof Bound there && there.node().equals(node))
                    .mapToInt(pod -> requested(pod, resource))
                    .sum();
        }

        private int functions(String node, String resource) {
            boolean blue = resource.equals(PodWorld.BLUE);
            return Optional.ofNullable(world.nodes.get(node)).orElseThrow().adapters().stream()
                    .filter(adapter -> adapter.name().equals(PodWorld.BLUE_PORT) == blue)
                    .mapToInt(AdapterSnapshot::virtualFunctions)
                    .sum();
        }

        private KubernetesNode kubernetes(String node) {
            return Optional.ofNullable(world.kubernetesNodes.get(node)).orElseThrow();
        }

        private Optional<String> runsOn(VmId vm) {
            return world.pods.values().stream()
                    .filter(pod -> pod.purpose() == Purpose.RUN && pod.vm().equals(Optional.of(vm)))
                    .flatMap(pod -> pod.stage() instanceof Bound there ? Stream.of(there.node()) : Stream.empty())
                    .findFirst();
        }

        private String migrate() {
            List<VmId> running = wanted.stream()
                    .sorted()
                    .filter(vm -> runsOn(vm).isPresent())
                    .filter(vm -> world.pods.values().stream()
                            .noneMatch(pod -> pod.purpose() == Purpose.MIGRATION_TARGET
                                    && pod.vm().equals(Optional.of(vm))))
                    .toList();
            return any(running)
                    .map(vm -> "migrate " + vm + " by " + world.migrate(vm))
                    .orElse("");
        }

        private long down() {
            return world.kubernetesNodes.values().stream()
                    .filter(node -> !node.ready())
                    .count();
        }

        /** No more nodes than the reserve is for; the pods there are gone at once, and the VMs start again. */
        private String fail() {
            int tolerated = world.nodes.size() * world.percentage() / 100;
            List<String> up = world.nodes.keySet().stream()
                    .filter(node -> kubernetes(node).ready())
                    .toList();
            if (down() >= tolerated) {
                return "";
            }
            String node = up.get(chance.nextInt(up.size()));
            // Maintenance may have broken it since the first failure.
            heldBefore = (down() == 0 || heldBefore) && held(world.plan());
            world.down(node);
            List<PodSnapshot> lost = world.pods.values().stream()
                    .filter(pod ->
                            pod.stage() instanceof Bound there && there.node().equals(node))
                    .toList();
            for (PodSnapshot pod : lost) {
                VmId vm = pod.vm().orElseThrow();
                world.end(vm);
                if (chance.nextInt(3) > 0) {
                    world.settle();
                }
                start(vm);
            }
            return node + " fails";
        }

        private String comeBack() {
            return any(world.nodes.keySet().stream()
                            .filter(node -> !kubernetes(node).ready()
                                    || kubernetes(node).unschedulable())
                            .toList())
                    .map(node -> {
                        world.up(node);
                        return node + " is back";
                    })
                    .orElse("");
        }

        private String cordon() {
            return any(world.nodes.keySet().stream()
                            .filter(node -> kubernetes(node).ready())
                            .toList())
                    .map(node -> {
                        world.cordon(node);
                        return "cordon " + node;
                    })
                    .orElse("");
        }

        /** A VM whose pod is deleted makes another one. */
        private Plan settle() {
            PodPlans done = world.settle();
            done.openings().forEach(this::checkOpening);
            done.deletions()
                    .forEach(deletion -> deletion.pod()
                            .vm()
                            .filter(vm -> world.pods.values().stream()
                                    .noneMatch(pod -> pod.vm().equals(Optional.of(vm))))
                            .ifPresent(this::start));
            return world.write();
        }

        /** Some of what a plan says is done to pods, and then another operator takes over. */
        private Plan interrupted() {
            Plan plan = world.write();
            List<Opening> some = plan.pods().openings().stream()
                    .filter(opening -> chance.nextBoolean())
                    .toList();
            some.forEach(this::checkOpening);
            world.carryOut(new PodPlans(some, List.of(), List.of(), false, Optional.empty()));
            return world.write();
        }

        private void checkOpening(Opening opening) {
            assertThat(opening.nodes()).contains(opening.preferred());
            if (world.pods.containsKey(PodWorld.key(opening.pod()))
                    && world.pod(PodWorld.key(opening.pod())).purpose() == Purpose.RUN) {
                assertThat(opening.nodes())
                        .as("the node of the ledger is among them")
                        .contains(world.nodeOf(opening.pod().vm().orElseThrow()).orElseThrow());
                opening.pod()
                        .vm()
                        .flatMap(this::mayGoTo)
                        .ifPresent(nodes ->
                                assertThat(nodes).as("where it can start").contains(opening.preferred()));
            }
        }

        private static boolean held(Plan plan) {
            return Optional.ofNullable(plan.clusters().get(PodWorld.CLUSTER))
                    .map(ClusterPlan::conditions)
                    .orElseThrow()
                    .stream()
                    .anyMatch(finding -> finding.type() == ConditionType.RESERVE_HELD && finding.truth() == Truth.TRUE);
        }

        private void check(Plan plan) {
            for (NodeSnapshot node : world.nodes.values()) {
                List<String> given = node.ledger().stream()
                        .map(entry -> entry.adapter() + entry.virtualFunction())
                        .toList();
                assertThat(given).as("no function is in two hands").doesNotHaveDuplicates();
                assertThat(node.ledger().stream().map(LedgerEntry::vm).collect(Collectors.toSet()))
                        .allSatisfy(vm -> assertThat(world.nodeOf(vm)).contains(node.name()));
            }
            world.nodes.keySet().stream()
                    .filter(node -> kubernetes(node).ready())
                    .forEach(this::checkHands);
            for (VmId vm : wanted) {
                runsOn(vm)
                        .filter(node -> kubernetes(node).ready())
                        .ifPresent(node -> assertThat(world.nodeOf(vm))
                                .as("%s has its functions where it runs", vm)
                                .contains(node));
            }
            if (down() > 0 && heldBefore) {
                world.vms.values().stream()
                        .filter(vm -> vm.memory().admitted())
                        .forEach(vm -> assertThat(world.nodeOf(vm.id())
                                        .filter(node -> kubernetes(node).ready()))
                                .as("%s is admitted and has its functions", vm.id())
                                .isPresent());
            }
            assertThat(plan.pods().openings().stream()
                            .map(opening ->
                                    world.pod(PodWorld.key(opening.pod())).stage()))
                    .allMatch(stage -> stage instanceof Gated);
        }

        /** Of no resource more is used, and promised to VMs that have no pod there, than the node has. */
        private void checkHands(String node) {
            resources().forEach(resource -> {
                boolean blue = resource.equals(PodWorld.BLUE);
                long promised = Optional.ofNullable(world.nodes.get(node)).orElseThrow().ledger().stream()
                        .filter(entry -> entry.adapter().equals(PodWorld.BLUE_PORT) == blue)
                        .filter(entry -> world.pods.values().stream()
                                .noneMatch(pod -> pod.vm().equals(Optional.of(entry.vm()))
                                        && pod.stage() instanceof Bound there
                                        && there.node().equals(node)))
                        .count();
                assertThat(inUse(node, resource) + promised)
                        .as("used and promised of %s on %s", resource, node)
                        .isLessThanOrEqualTo(functions(node, resource));
            });
        }
    }
}
