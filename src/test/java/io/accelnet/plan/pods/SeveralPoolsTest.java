package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.UsedFunction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pods that request the resources of two pools: they wait for both, at one gate. */
class SeveralPoolsTest {
    private static int[] node(int first, int blue) {
        return new int[] {first, blue};
    }

    /** A VM with one network adapter in each pool. */
    private static VmId pair(PodWorld world, String name) {
        return world.vm("a", name, Level.LOW, 1, 1);
    }

    private static VmId running(PodWorld world, VmId vm, String node) {
        world.bind(world.start(vm), node);
        world.write();
        assertThat(world.nodeOf(vm)).contains(node);
        return vm;
    }

    private static String stranger(PodWorld world, String node, Map<String, Integer> requests) {
        return world.pod("b", Optional.empty(), requests, Purpose.OTHER, false, new Bound(node, false, List.of()));
    }

    /** The ports on which the ledger of a node has the VM. */
    private static List<String> ports(PodWorld world, VmId vm) {
        return world.nodes.values().stream()
                .flatMap(node -> node.ledger().stream())
                .filter(entry -> entry.vm().equals(vm))
                .map(entry -> entry.adapter())
                .sorted()
                .toList();
    }

    @Test
    void aPodIsOpenedOnlyWhereBothPoolsHaveRoom() {
        PodWorld world = PodWorld.withBlue(25, node(4, 4), node(4, 1), node(4, 4), node(4, 4));
        stranger(world, "n2", Map.of(PodWorld.BLUE, 1));
        VmId vm = pair(world, "web");
        String pod = world.start(vm);
        Opening opening = world.settle().openings().getFirst();
        assertThat(opening.nodes()).containsExactlyInAnyOrder("n1", "n3", "n4");
        assertThat(ports(world, vm)).containsExactly("port0", PodWorld.BLUE_PORT);
        world.bind(pod, "n4");
        world.settle();
        assertThat(world.nodeOf(vm)).contains("n4");
        assertThat(ports(world, vm)).containsExactly("port0", PodWorld.BLUE_PORT);
    }

    /** Only so many nodes are tried, those with most free first: what is free of one pool alone mustn't use them up. */
    @Test
    void nodesWithPlentyOfOnePoolAndNothingOfTheOtherAreNotTried() {
        int[][] nodes = IntStream.range(0, 63)
                .mapToObj(each -> each < 60 ? node(16, 1) : node(2, 2))
                .toArray(int[][]::new);
        PodWorld world = PodWorld.withBlue(2, nodes);
        IntStream.rangeClosed(1, 60).forEach(each -> stranger(world, "n" + each, Map.of(PodWorld.BLUE, 1)));
        world.start(pair(world, "web"));
        assertThat(world.settle().openings().getFirst().nodes()).containsExactlyInAnyOrder("n61", "n62", "n63");
    }

    @Test
    void nothingIsOpenedBeforeTheEntriesOfBothAreStored() {
        PodWorld world = PodWorld.withBlue(34, node(4, 4), node(4, 4), node(4, 4));
        VmId vm = pair(world, "web");
        String pod = world.start(vm);
        world.write();
        String planned = world.nodeOf(vm).orElseThrow();
        // The stored ledger lacks the entry of one pool, as if that had been written by hand.
        world.nodes.computeIfPresent(planned, (name, node) -> without(node, PodWorld.BLUE_PORT));
        assertThat(world.decide().pods().openings()).isEmpty();
        assertThat(PodWorld.note(world.decide().pods(), pod).orElseThrow().reason())
                .isNotEqualTo(PodReason.NO_ACCELNET_VM);
        world.write();
        assertThat(world.decide().pods().openings()).hasSize(1);
    }

    private static NodeSnapshot without(NodeSnapshot node, String port) {
        return node.withStatus(
                node.ledger().stream()
                        .filter(entry -> !entry.adapter().equals(port))
                        .toList(),
                node.memory());
    }

    @Test
    void aPodThatRequestsMoreOfOnePoolThanItsVmHasThereStaysGated() {
        PodWorld world = PodWorld.withBlue(34, node(4, 4), node(4, 4), node(4, 4));
        VmId both = world.vm("a", "both", Level.LOW, 2, 0);
        world.write();
        String pod = world.pod(
                "a",
                Optional.of(both),
                Map.of(PodWorld.RESOURCE, 1, PodWorld.BLUE, 1),
                Purpose.RUN,
                false,
                new Gated());
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.REQUESTS_TOO_MUCH);
        assertThat(PodWorld.note(plans, pod).orElseThrow().message())
                .isEqualTo(
                        "The pod requests 1 virtual function of example.com/blue, and AccelNetVM a/both has 0 of these."
                                + " Its conditions say why it hasn't more.");
    }

    @Test
    void theFrozenVmsOfADeletedClusterStartWithWhatTheyHaveOfEachResource() {
        PodWorld world = PodWorld.withBlue(34, node(4, 4), node(4, 4), node(4, 4));
        VmId web = pair(world, "web");
        VmId other = pair(world, "other");
        world.write();
        world.deleteCluster();
        String fits = world.start(web);
        String tooMuch =
                world.pod("a", Optional.of(other), Map.of(PodWorld.RESOURCE, 2), Purpose.RUN, false, new Gated());
        PodPlans plans = world.settle();
        assertThat(plans.openings()).hasSize(1);
        assertThat(world.nodesOf(fits)).containsExactly(world.nodeOf(web).orElseThrow());
        assertThat(PodWorld.note(plans, tooMuch).orElseThrow().message())
                .startsWith(
                        "The pod requests 2 virtual functions of example.com/vm_ports, and AccelNetVM a/other has 1 of these.");
    }

    @Test
    void whatAPodHasOfOnePoolCountsThereOnly() {
        PodWorld world = PodWorld.withBlue(50, node(4, 2), node(4, 2));
        stranger(world, "n1", Map.of(PodWorld.BLUE, 1));
        // One of two nodes may fail. Of the first pool four are left then; of blue one, as the stranger has one.
        List<VmId> pairs = IntStream.range(0, 3)
                .mapToObj(each -> pair(world, "pair" + each))
                .toList();
        List<VmId> singles = IntStream.range(0, 4)
                .mapToObj(each -> world.vm("single" + each))
                .toList();
        world.write();
        assertThat(pairs.stream().filter(vm -> world.nodeOf(vm).isPresent())).hasSize(1);
        assertThat(singles.stream().filter(vm -> world.nodeOf(vm).isPresent())).hasSize(3);
        assertThat(Optional.ofNullable(world.plan().clusters().get(PodWorld.CLUSTER))
                        .orElseThrow()
                        .conditions())
                .filteredOn(finding -> finding.type() == ConditionType.PODS_MANAGED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("on node n1 (1 of example.com/blue)"));
    }

    @Test
    void aMigrationKeepsRoomInBothPoolsUntilItIsOver() {
        PodWorld world = PodWorld.withBlue(34, node(4, 2), node(4, 2), node(4, 2));
        VmId vm = running(world, pair(world, "web"), "n1");
        pair(world, "other0");
        pair(world, "other1");
        world.write();
        String target = world.migrate(vm);
        world.settle();
        assertThat(world.nodesOf(target)).isNotEmpty().doesNotContain("n1");
        String node = world.nodesOf(target).stream().sorted().findFirst().orElseThrow();
        world.bind(target, node);
        // Of blue six are there, and two may be lost: three VMs and a second use leave nothing. The first pool has
        // more.
        VmId later = pair(world, "later");
        VmId single = world.vm("single");
        world.write();
        assertThat(world.nodeOf(later)).isEmpty();
        assertThat(world.nodeOf(single)).isPresent();
        world.pods.keySet().removeIf(key -> !key.equals(target));
        world.becomesTheVm(target);
        world.report(vm, Optional.of(node));
        world.write();
        assertThat(world.nodeOf(vm)).contains(node);
        assertThat(ports(world, vm)).containsExactly("port0", PodWorld.BLUE_PORT);
        assertThat(world.nodeOf(later)).isPresent();
    }

    @Test
    void aMigrationIsRefusedAtOnceAndThePoolIsNamedThatHasNoRoom() {
        PodWorld world = PodWorld.withBlue(34, node(4, 1), node(4, 1), node(4, 1));
        VmId first = running(world, pair(world, "first"), "n1");
        running(world, pair(world, "second"), "n2");
        String target = world.migrate(first);
        PodPlans plans = world.settle();
        assertThat(plans.deletions()).singleElement().satisfies(deletion -> {
            assertThat(deletion.reason()).isEqualTo(PodReason.MIGRATION_REFUSED);
            assertThat(deletion.message())
                    .startsWith(
                            "The migration is refused: the VM needs 2 virtual functions (1 of intent ports, 1 of intent"
                                    + " blue) on another node until it has moved, and the reserve of cluster east wouldn't hold"
                                    + " meanwhile (intent blue is short).");
        });
        assertThat(world.pods).doesNotContainKey(target);
    }

    @Test
    void anEvacuationThatNoNodeCanTakeNamesThePoolToo() {
        PodWorld world = PodWorld.withBlue(0, node(2, 1), node(2, 1));
        VmId first = running(world, pair(world, "first"), "n1");
        running(world, pair(world, "second"), "n2");
        world.cordon("n1");
        world.migrate(first);
        assertThat(world.settle().deletions().getFirst().message())
                .startsWith(
                        "The migration is refused: no other node of cluster east has 2 virtual functions (1 of intent"
                                + " ports, 1 of intent blue) of the VM's performance free (intent blue is short).");
    }

    @Test
    void aNodeThatIsLostGivesItsVmsBothPoolsElsewhere() {
        PodWorld world = PodWorld.withBlue(34, node(2, 2), node(4, 2), node(2, 4));
        VmId vm = running(world, pair(world, "web"), "n1");
        world.down("n1");
        world.pods.clear();
        world.report(vm, Optional.empty());
        world.write();
        assertThat(world.nodeOf(vm)).isPresent().isNotEqualTo(Optional.of("n1"));
        assertThat(ports(world, vm)).containsExactly("port0", PodWorld.BLUE_PORT);
        String pod = world.start(vm);
        world.settle();
        assertThat(world.nodesOf(pod)).isNotEmpty().doesNotContain("n1");
    }

    /** The device plugin of each resource chooses by itself. */
    @Test
    void theEntriesOfEachPoolFollowWhatThePodHasOfIt() {
        PodWorld world = PodWorld.withBlue(34, node(4, 4), node(4, 4), node(4, 4));
        VmId vm = running(world, pair(world, "web"), "n2");
        String pod = world.pods.keySet().iterator().next();
        world.stage(
                pod,
                new Bound(
                        "n2", false, List.of(function("blue0", PodWorld.BLUE_PORT, 3), function("net0", "port0", 2))));
        world.write();
        assertThat(ledger(world, "n2")).containsExactlyInAnyOrder("net0 port0 2", "blue0 port1 3");
        // It doesn't say which network adapter has which: then the resource tells.
        world.stage(
                pod, new Bound("n2", false, List.of(function("x", PodWorld.BLUE_PORT, 0), function("y", "port0", 1))));
        world.write();
        assertThat(ledger(world, "n2")).containsExactlyInAnyOrder("net0 port0 1", "blue0 port1 0");
        assertThat(world.nodeOf(vm)).contains("n2");
    }

    /** Without the gate a pod may have been started with what its VM wasn't promised. */
    @Test
    void anEntryOfOneResourceNeverStandsForAVirtualFunctionOfAnother() {
        PodWorld world = PodWorld.withBlue(34, node(4, 4), node(4, 4), node(4, 4));
        VmId vm = world.vm("a", "web", Level.LOW, 1, 0);
        world.write();
        world.pod(
                "a",
                Optional.of(vm),
                Map.of(PodWorld.BLUE, 1),
                Purpose.RUN,
                false,
                new Bound("n1", false, List.of(function("net0", PodWorld.BLUE_PORT, 2))));
        world.report(vm, Optional.of("n1"));
        world.write();
        assertThat(ledger(world, "n1")).containsExactly("net0 port0 0");
        assertThat(Optional.ofNullable(world.plan().nodes().get("n1"))
                        .orElseThrow()
                        .conditions())
                .filteredOn(finding -> finding.type() == ConditionType.PODS_MANAGED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("(1 of example.com/blue)"));
    }

    private static UsedFunction function(String networkAdapter, String port, int number) {
        return new UsedFunction(
                Optional.of(networkAdapter), "0000:00:00." + number, Optional.of(port), OptionalInt.of(number));
    }

    private static Set<String> ledger(PodWorld world, String node) {
        return Objects.requireNonNull(world.nodes.get(node)).ledger().stream()
                .map(entry -> entry.networkAdapter() + " " + entry.adapter() + " " + entry.virtualFunction())
                .collect(Collectors.toSet());
    }

    /** The device plugin takes any port of a resource: a VM of one pool could have a virtual function of the other. */
    @Test
    void twoIntentsOfAClusterThatNameOneResourceAdmitNobody() {
        PodWorld world = PodWorld.withBlue(34, node(4, 4), node(4, 4), node(4, 4));
        pair(world, "web");
        ClusterSnapshot before = world.snapshot();
        Plan plan = new Planner()
                .plan(new ClusterSnapshot(
                        before.intents().stream()
                                .map(intent -> new IntentSnapshot(
                                        intent.name(),
                                        intent.created(),
                                        intent.types(),
                                        intent.adapters(),
                                        Optional.of(PodWorld.RESOURCE)))
                                .toList(),
                        before.nodes(),
                        before.clusters(),
                        before.vms(),
                        before.kubernetesNodes(),
                        before.namespaceLabels(),
                        before.pods(),
                        before.unlisted(),
                        before.unreadable(),
                        before.now()));
        assertThat(plan.vms().values()).noneMatch(vm -> vm.admitted());
        assertThat(Objects.requireNonNull(plan.clusters().get(PodWorld.CLUSTER)).conditions())
                .filteredOn(finding -> finding.type() == ConditionType.INTENT_FOUND)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo(Reason.RESOURCE_SHARED);
                    assertThat(finding.message())
                            .startsWith("NetworkIntents ports, blue name the same resource, example.com/vm_ports:");
                });
    }
}
