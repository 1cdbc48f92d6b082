package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Decided;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pods of VMs that start: which are opened, where to, and what is said of the others. */
class StartTest {
    @Test
    void anAdmittedVmStartsWhereItsFunctionsAreOrWhereverTheReserveHolds() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        String pod = world.start(vm);
        PodPlans done = world.settle();
        assertThat(done.openings()).hasSize(1);
        Opening opening = done.openings().getFirst();
        assertThat(opening.nodes()).containsExactly("n1", "n2", "n3");
        assertThat(opening.preferred()).isEqualTo(world.nodeOf(vm).orElseThrow());
        assertThat(opening.places().getFirst().hostname()).isEqualTo("host-n1");
        assertThat(world.nodesOf(pod)).containsExactlyInAnyOrder("n1", "n2", "n3");
    }

    @Test
    void nothingIsOpenedBeforeTheLedgerIsStored() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        String pod = world.start(world.vm("web"));
        Decided first = world.decide();
        assertThat(first.pods().openings()).isEmpty();
        assertThat(first.goesOnAfterLedgers()).isTrue();
        assertThat(PodWorld.note(first.pods(), pod).orElseThrow().reason()).isEqualTo(PodReason.LEDGER_NOT_STORED);
        world.write();
        Decided second = world.decide();
        assertThat(second.pods().openings()).hasSize(1);
        assertThat(second.goesOnAfterLedgers()).isFalse();
    }

    @Test
    void theTighterTheClusterTheSmallerTheChoice() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms = new ArrayList<>();
        IntStream.range(0, 4).forEach(each -> vms.add(world.vm("vm" + each)));
        world.write();
        // Four of six are promised, and one host may fail: nothing is left over for a choice.
        String pod = world.start(vms.getFirst());
        Opening opening = world.settle().openings().getFirst();
        assertThat(opening.nodes()).containsExactly(world.nodeOf(vms.getFirst()).orElseThrow());
        assertThat(world.nodesOf(pod)).hasSize(1);
    }

    @Test
    void whatAPodKeepsIsPromisedToNobodyElseUntilItIsBound() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        VmId first = world.vm("first");
        String pod = world.start(first);
        world.settle();
        // It counts on each of three hosts, so one more VM is all that one failure leaves room for.
        assertThat(world.nodesOf(pod)).hasSize(3);
        List<VmId> others =
                IntStream.range(0, 3).mapToObj(each -> world.vm("other" + each)).toList();
        world.write();
        assertThat(others.stream().filter(vm -> world.nodeOf(vm).isPresent())).hasSize(1);
        VmPlan refused =
                Optional.ofNullable(world.plan().vms().get(others.getLast())).orElseThrow();
        assertThat(refused.conditions().get(1).type()).isEqualTo(ConditionType.RECONCILING);
        assertThat(refused.conditions().getFirst().message())
                .contains("It is refused only while a/first is about to start or to migrate");
        world.bind(pod, "n2");
        world.write();
        assertThat(world.nodeOf(first)).contains("n2");
        assertThat(others).allMatch(vm -> world.nodeOf(vm).isPresent());
    }

    @Test
    void theEntryFollowsThePodWhereverItIsBound() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        String pod = world.start(vm);
        world.settle();
        world.bind(pod, "n3");
        PodPlans afterwards = world.settle();
        assertThat(world.nodeOf(vm)).contains("n3");
        assertThat(afterwards.openings()).isEmpty();
        assertThat(afterwards.notes()).isEmpty();
    }

    @Test
    void anAdmittedVmStartsAlsoWhileTheReserveIsViolated() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms =
                IntStream.range(0, 4).mapToObj(each -> world.vm("vm" + each)).toList();
        world.write();
        world.percentage(67);
        world.start(vms.getFirst());
        Opening opening = world.settle().openings().getFirst();
        assertThat(opening.nodes()).containsExactly(world.nodeOf(vms.getFirst()).orElseThrow());
    }

    @Test
    void aPodIsOpenedToSixteenNodesAtMostThoseWithMostFree() {
        int[] functions = IntStream.range(0, 30).map(each -> each < 10 ? 8 : 16).toArray();
        PodWorld world = new PodWorld(4, functions);
        VmId vm = world.vm("web");
        world.start(vm);
        Opening opening = world.settle().openings().getFirst();
        assertThat(opening.nodes()).hasSize(16).contains(world.nodeOf(vm).orElseThrow());
        assertThat(opening.nodes())
                .filteredOn(node -> !world.nodeOf(vm).equals(Optional.of(node)))
                .noneMatch(node -> Integer.parseInt(node.substring(1)) <= 10);
    }

    @Test
    void nodesThatAreDownCordonedUnnamedOrOutsideOfKubernetesAreNoChoice() {
        PodWorld world = new PodWorld(20, 4, 4, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String planned = world.nodeOf(vm).orElseThrow();
        assertThat(planned).isEqualTo("n1");
        world.down("n2");
        world.cordon("n3");
        world.kubernetesNodes.put("n4", new KubernetesNode(true, false));
        world.start(vm);
        assertThat(world.settle().openings().getFirst().nodes()).containsExactly("n1", "n5");
    }

    @Test
    void aVmWhosePlannedNodeIsInMaintenanceStartsElsewhereOrWaits() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        world.cordon(world.nodeOf(vm).orElseThrow());
        String pod = world.start(vm);
        Opening opening = world.settle().openings().getFirst();
        assertThat(opening.nodes()).containsExactly("n2", "n3");
        assertThat(opening.preferred()).isEqualTo(world.nodeOf(vm).orElseThrow());

        world.stage(pod, new Gated());
        world.cordon("n2");
        world.cordon("n3");
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.NODE_UNAVAILABLE);
    }

    @Test
    void aPodOfNobodyStaysGatedAndIsToldWhatToCreate() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        String vm = world.pod("a", Optional.empty(), 1, Purpose.RUN, false, new Gated());
        String other = world.pod("a", Optional.empty(), 1, Purpose.OTHER, false, new Gated());
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(plans.deletions()).isEmpty();
        assertThat(PodWorld.note(plans, vm).orElseThrow().message())
                .endsWith(
                        "Create an AccelNetVM in namespace a whose spec.virtualMachineRef names the VirtualMachine, or give"
                                + " the VirtualMachine the label accelnet.io/performance. A VirtualMachineInstance of no VirtualMachine"
                                + " can't have any.");
        assertThat(PodWorld.note(plans, other).orElseThrow().reason()).isEqualTo(PodReason.NO_ACCELNET_VM);
    }

    @Test
    void thePodOfAVmThatIsNotAdmittedSaysWhyItIsNot() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms =
                IntStream.range(0, 5).mapToObj(each -> world.vm("vm" + each)).toList();
        String pod = world.start(vms.getLast());
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.NOT_ADMITTED);
        assertThat(PodWorld.note(plans, pod).orElseThrow().message())
                .startsWith("AccelNetVM a/vm4 isn't admitted (cluster_not_enough_resources).");
    }

    @Test
    void aPodThatRequestsMoreThanItsVmWasPromisedStaysGated() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String pod = world.pod("a", Optional.of(vm), 2, Purpose.RUN, false, new Gated());
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.REQUESTS_TOO_MUCH);
    }

    @Test
    void ofTwoPodsOfOneVmOneIsOpened() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        String first = world.start(vm);
        String second = world.start(vm);
        PodPlans plans = world.settle();
        assertThat(plans.openings()).hasSize(1);
        assertThat(world.nodesOf(first)).isNotEmpty();
        assertThat(PodWorld.note(plans, second).orElseThrow().reason()).isEqualTo(PodReason.ANOTHER_POD);
    }

    @Test
    void aPodThatWasNeverGatedCountsWhereItsVmIsPlannedAndTakesTheChoiceFromOthers() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId loose = world.vm("loose");
        VmId web = world.vm("web");
        world.write();
        String open = world.pod(
                "a",
                Optional.of(loose),
                1,
                Purpose.RUN,
                false,
                new Open(Optional.empty(), Optional.empty(), Optional.empty()));
        world.start(web);
        PodPlans plans = world.settle();
        assertThat(plans.openings().getFirst().nodes())
                .containsExactly(world.nodeOf(web).orElseThrow());
        assertThat(PodWorld.note(plans, open).orElseThrow().reason()).isEqualTo(PodReason.NOT_GATED);
        world.bind(open, "n3");
        world.write();
        assertThat(world.nodeOf(loose)).contains("n3");
    }

    @Test
    void namespacesAreServedInTurn() {
        PodWorld world = new PodWorld(34, 8, 8, 8);
        List<VmId> many = IntStream.range(0, 4)
                .mapToObj(each -> world.vm("a", "vm" + each, Level.LOW, 1))
                .toList();
        VmId one = world.vm("b", "vm", Level.LOW, 1);
        world.write();
        many.forEach(world::start);
        world.start(one);
        assertThat(world.plan().pods().openings().stream()
                        .map(opening -> opening.pod().vm().orElseThrow().toString()))
                .startsWith("a/vm0", "b/vm");
    }

    @Test
    void theVmsOfADeletedClusterStartOnTheirOwnNodeOnly() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        world.deleteCluster();
        world.start(vm);
        String target = world.migrate(vm);
        PodPlans plans = world.settle();
        assertThat(plans.openings().getFirst().nodes())
                .containsExactly(world.nodeOf(vm).orElseThrow());
        assertThat(plans.deletions().getFirst().reason()).isEqualTo(PodReason.MIGRATION_REFUSED);
        assertThat(world.pods).doesNotContainKey(target);
    }

    @Test
    void theVmOfADeletedClusterWaitsWhileItsVirtualFunctionsAreLost() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String node = world.nodeOf(vm).orElseThrow();
        world.deleteCluster();
        world.functions(node, 0);
        String pod = world.start(vm);

        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod)).hasValueSatisfying(note -> {
            assertThat(note.reason()).isEqualTo(PodReason.WITHOUT_VIRTUAL_FUNCTIONS);
            assertThat(note.message()).contains("node " + node, "AccelNetCluster east");
        });

        world.functions(node, 4);
        assertThat(world.settle().openings().getFirst().nodes()).containsExactly(node);
    }

    @Test
    void theChoiceWasMadeForTheLevelThatTheVmHasSoAChangeWaitsUntilItIsBound() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String pod = world.start(vm);
        world.settle();
        world.level(vm, Level.HIGH);
        world.write();
        assertThat(world.get(vm).memory().level()).contains(Level.LOW);
        world.bind(pod, "n2");
        world.write();
        assertThat(world.get(vm).memory().level()).contains(Level.HIGH);
    }

    @Test
    void aPodThatRequestsWhatAnotherClusterPromisesStaysGated() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String pod = world.pod("a", Optional.of(vm), 1, Purpose.RUN, false, new Gated());
        assertThat(withOneOfWest(world, pod, Map.of("example.com/vm_ports", 1, "example.com/west", 3)))
                .satisfies(plans -> {
                    assertThat(plans.openings()).isEmpty();
                    assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.REQUESTS_TOO_MUCH);
                    assertThat(PodWorld.note(plans, pod).orElseThrow().message())
                            .contains("example.com/west", "cluster west");
                });
        assertThat(withOneOfWest(world, pod, Map.of("example.com/west", 1)).openings())
                .isEmpty();
        assertThat(withOneOfWest(world, pod, Map.of("example.com/vm_ports", 1)).openings())
                .hasSize(1);
    }

    /** What is decided beside a cluster west with a resource of its own. */
    private static PodPlans withOneOfWest(PodWorld world, String pod, Map<String, Integer> requests) {
        PodSnapshot before = world.pod(pod);
        ClusterSnapshot one = world.snapshot();
        ClusterDefinition east = one.clusters().getFirst();
        IntentSnapshot west = new IntentSnapshot(
                "west", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of("port9"), Optional.of("example.com/west"));
        return new Planner()
                .plan(new ClusterSnapshot(
                        List.of(one.intents().getFirst(), west),
                        one.nodes(),
                        List.of(
                                east,
                                new ClusterDefinition(
                                        "west",
                                        Instant.EPOCH,
                                        "west",
                                        50,
                                        new Selector(List.of(
                                                new Selector.Requirement("west", Selector.Operator.EXISTS, Set.of()))),
                                        east.queuePairs(),
                                        false,
                                        false,
                                        Selector.ALL,
                                        OptionalInt.empty())),
                        one.vms(),
                        one.kubernetesNodes(),
                        one.namespaceLabels(),
                        List.of(new PodSnapshot(
                                before.namespace(),
                                before.name(),
                                before.uid(),
                                before.created(),
                                requests,
                                before.vm(),
                                before.purpose(),
                                before.stage())),
                        Set.of(),
                        Set.of(),
                        one.now()))
                .pods();
    }

    @Test
    void aPodIsNotOpenedToANameThatTwoNodesHave() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String node = world.nodeOf(vm).orElseThrow();
        world.kubernetesNodes.put(
                "twin", new KubernetesNode(true, false, Optional.of("host-" + node), Optional.empty()));
        String pod = world.start(vm);
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.NODE_UNAVAILABLE);
    }

    @Test
    void ofTwoPodsOfAVmOfADeletedClusterOneIsOpened() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        world.deleteCluster();
        world.start(vm);
        String second = world.start(vm);
        PodPlans plans = world.settle();
        assertThat(plans.openings()).hasSize(1);
        assertThat(PodWorld.note(plans, second).orElseThrow().reason()).isEqualTo(PodReason.ANOTHER_POD);
    }

    @Test
    void aPodOfNobodyThatCannotBeWhereItNamesKeepsNothingFromOthers() {
        for (int requests : List.of(5, 1_000, Integer.MAX_VALUE)) {
            PodWorld world = new PodWorld(34, 4, 4, 4);
            world.pod("b", Optional.empty(), requests, Purpose.OTHER, false, openTo("n1"));
            VmId vm = world.vm("web");
            world.write();
            assertThat(world.nodeOf(vm)).as("requests %s", requests).isPresent();
            assertThat(reserveHeld(world)).isEqualTo(Truth.TRUE);
        }
    }

    @Test
    void aPodThatRequestsMoreThanItsVmWasPromisedCountsAsItsVmWhereThereIsNoRoomForMore() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        world.pod("a", Optional.of(vm), Integer.MAX_VALUE, Purpose.RUN, false, openTo("n1", "n2", "n3"));
        VmId other = world.vm("other");
        world.write();
        assertThat(world.nodeOf(other)).isPresent();
        assertThat(reserveHeld(world)).isEqualTo(Truth.TRUE);
    }

    private static Open openTo(String... nodes) {
        return new Open(Optional.of(Set.of(nodes)), Optional.empty(), Optional.empty());
    }

    private static Truth reserveHeld(PodWorld world) {
        return Objects.requireNonNull(world.plan().clusters().get(PodWorld.CLUSTER)).conditions().stream()
                .filter(finding -> finding.type() == ConditionType.RESERVE_HELD)
                .findFirst()
                .orElseThrow()
                .truth();
    }

    @Test
    void whatIsSaidOfAVmNamesNoVmOfAnotherNamespace() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        world.start(world.vm("b", "secret", Level.LOW, 1));
        world.settle();
        IntStream.range(0, 3).forEach(each -> world.vm("other" + each));
        world.write();
        assertThat(Objects.requireNonNull(world.plan().vms().get(new VmId("a", "other2")))
                        .conditions())
                .anySatisfy(finding -> assertThat(finding.message())
                        .contains(
                                "It is refused only while 1 VM of another namespace is about to start or to migrate."))
                .noneSatisfy(finding -> assertThat(finding.message()).contains("secret"));
    }
}
