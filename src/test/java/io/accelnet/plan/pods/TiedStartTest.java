package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods of VMs that start and can go to some nodes only, by rules of their own or by their volumes. */
class TiedStartTest {
    private static String startOnly(PodWorld world, VmId vm, String... nodes) {
        return world.pod("a", Optional.of(vm), 1, Purpose.RUN, false, new Gated(Optional.of(Set.of(nodes))));
    }

    @Test
    void aPodThatCanGoToSomeNodesOnlyIsOpenedToThese() {
        PodWorld world = new PodWorld(20, 4, 4, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String planned = world.nodeOf(vm).orElseThrow();
        String another = planned.equals("n1") ? "n2" : "n1";
        String pod = startOnly(world, vm, planned, another);
        Opening opening = world.settle().openings().getFirst();
        assertThat(opening.preferred()).isEqualTo(planned);
        assertThat(world.nodesOf(pod)).containsExactlyInAnyOrder(planned, another);
    }

    /** Where it is planned it could never be bound, be it opened to that node or not. */
    @Test
    void aVmIsPlannedWhereItsPodCanGo() {
        PodWorld world = new PodWorld(20, 4, 4, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String left = world.nodeOf(vm).equals(Optional.of("n4")) ? "n5" : "n4";
        String pod = startOnly(world, vm, left);
        Opening opening = world.settle().openings().getFirst();
        assertThat(world.nodeOf(vm)).contains(left);
        assertThat(opening.preferred()).isEqualTo(left);
        assertThat(world.nodesOf(pod)).containsExactly(left);
    }

    /** One more failure than there is room for if the VM counted here and there: it has to be planned there alone. */
    @Test
    void aVmIsPlannedWhereItsPodCanGoAlsoOnAClusterThatIsFullUpToItsReserve() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms =
                IntStream.range(0, 4).mapToObj(each -> world.vm("vm" + each)).toList();
        world.write();
        vms.forEach(vm -> assertThat(world.nodeOf(vm)).isPresent());
        VmId vm = vms.getFirst();
        String left = Stream.of("n1", "n2", "n3")
                .filter(node -> vms.stream()
                                .filter(each -> world.nodeOf(each).equals(Optional.of(node)))
                                .count()
                        < 2)
                .filter(node -> !world.nodeOf(vm).equals(Optional.of(node)))
                .findFirst()
                .orElseThrow();
        String pod = startOnly(world, vm, left);
        world.settle();
        assertThat(world.nodeOf(vm)).contains(left);
        assertThat(world.nodesOf(pod)).containsExactly(left);
    }

    @Test
    void aPodThatCanGoNowhereSaysSoAndWaits() {
        PodWorld world = new PodWorld(34, 1, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String pod = startOnly(world, vm, "elsewhere");
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(plans.deletions()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.NODE_UNAVAILABLE);
        assertThat(PodWorld.note(plans, pod).orElseThrow().message())
                .isEqualTo(
                        "The VM's virtual functions are on node "
                                + world.nodeOf(vm).orElseThrow()
                                + ", where its pod can't be bound: its nodeSelector, its required node affinity and its volumes leave"
                                + " no node of cluster east. Change these rules, or have its volumes where nodes can use them.");
    }

    @Test
    void aPodThatCanGoOnlyWhereNothingStartsNowSaysSoAndWaits() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        world.write();
        String left = world.nodeOf(vm).equals(Optional.of("n1")) ? "n2" : "n1";
        world.cordon(left);
        String pod = startOnly(world, vm, left);
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().message())
                .endsWith(" and its volumes leave only " + left
                        + ", which is down or in maintenance. It starts when that is over.");
        world.up(left);
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly(left);
    }

    @Test
    void aPodThatCanGoOnlyWhereThereIsNoRoomSaysSoAndWaits() {
        PodWorld world = new PodWorld(34, 1, 4, 4);
        VmId first = world.vm("first");
        world.write();
        String onlyOnN1 = startOnly(world, first, "n1");
        world.settle();
        world.bind(onlyOnN1, "n1");
        VmId vm = world.vm("web");
        world.write();
        String pod = startOnly(world, vm, "n1");
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().message())
                .isEqualTo("The VM's virtual functions are on node "
                        + world.nodeOf(vm).orElseThrow()
                        + ", where its pod can't be bound: its nodeSelector, its required node affinity and its volumes leave"
                        + " only n1. No node there can take the VM while the reserve of cluster east holds. It starts when"
                        + " there is room.");
        world.pods.values().removeIf(each -> each.vm().equals(Optional.of(first)));
        world.vms.remove(first);
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly("n1");
    }

    /** A VM that doesn't run, and is planned on this node. */
    private static VmId planned(PodWorld world, String name, String node) {
        VmId vm = world.vm(name);
        world.write();
        String pod = startOnly(world, vm, node);
        world.write();
        world.pods.remove(pod);
        assertThat(world.nodeOf(vm)).contains(node);
        return vm;
    }

    /** They hold promises, not places. */
    @Test
    void vmsThatDoNotRunMakeRoomForAStartThatIsTiedToTheirNode() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        VmId older = planned(world, "stopped1", "n2");
        VmId newer = planned(world, "stopped2", "n2");
        VmId vm = planned(world, "web", "n1");
        planned(world, "other", "n3");
        String pod = startOnly(world, vm, "n2");
        world.settle();
        assertThat(world.nodeOf(vm)).contains("n2");
        assertThat(world.nodesOf(pod)).containsExactly("n2");
        assertThat(world.nodeOf(older)).as("no more than needed").contains("n2");
        assertThat(world.nodeOf(newer)).isPresent().isNotEqualTo(Optional.of("n2"));
    }

    /** Each gets what the other had: there is no free function on any node. */
    @Test
    void aStartExchangesItsPlaceWithAVmThatDoesNotRun() {
        PodWorld world = new PodWorld(0, 1, 1);
        VmId stopped = planned(world, "stopped", "n2");
        VmId vm = planned(world, "web", "n1");
        String pod = startOnly(world, vm, "n2");
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly("n2");
        assertThat(world.nodeOf(vm)).contains("n2");
        assertThat(world.nodeOf(stopped)).contains("n1");
    }

    /** The operator stops when it has stored one of the two ledgers. */
    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void anExchangeOfWhichHalfIsStoredIsFinished(String stored) {
        PodWorld world = new PodWorld(0, 1, 1);
        VmId stopped = planned(world, "stopped", "n2");
        VmId vm = planned(world, "web", "n1");
        String pod = startOnly(world, vm, "n2");
        NodePlan ledger = Optional.ofNullable(world.plan().nodes().get(stored)).orElseThrow();
        world.nodes.computeIfPresent(stored, (name, node) -> node.withStatus(ledger.ledger(), ledger.memory()));
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly("n2");
        assertThat(world.nodeOf(vm)).contains("n2");
        assertThat(world.nodeOf(stopped)).contains("n1");
    }

    @Test
    void severalSmallVmsMakeRoomForALargeOne() {
        PodWorld world = new PodWorld(34, 2, 2, 2, 2, 2);
        planned(world, "stopped1", "n2");
        planned(world, "stopped2", "n2");
        VmId vm = world.vm("a", "web", Level.LOW, 2);
        world.write();
        assertThat(world.nodeOf(vm)).isPresent();
        String pod = world.start(vm, Set.of("n2"));
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly("n2");
    }

    /** Otherwise two that want each other's place would exchange it in every plan. */
    @Test
    void aVmThatWaitsForItsStartMakesNoRoomForAnother() {
        PodWorld world = new PodWorld(0, 1, 1);
        VmId first = planned(world, "first", "n1");
        VmId second = planned(world, "second", "n2");
        startOnly(world, first, "n2");
        startOnly(world, second, "n1");
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(plans.notes()).allMatch(note -> note.reason() == PodReason.NODE_UNAVAILABLE);
        assertThat(world.nodeOf(first)).contains("n1");
        assertThat(world.nodeOf(second)).contains("n2");
    }

    /** As when its VirtualMachineInstance was deleted by force and made anew with another nodeSelector: the older pod comes first. */
    @Test
    void aVmWithTwoPodsIsPlannedForTheOneThatIsOpenedFirst() {
        PodWorld world = new PodWorld(0, 1, 1);
        VmId vm = planned(world, "web", "n1");
        String older = startOnly(world, vm, "n1");
        startOnly(world, vm, "n2");
        world.settle();
        assertThat(world.nodeOf(vm)).contains("n1");
        assertThat(world.nodesOf(older)).containsExactly("n1");
        world.pods.remove(older);
        world.settle();
        assertThat(world.nodeOf(vm)).contains("n2");
    }

    /** It couldn't be opened there either. */
    @Test
    void nobodyMovesForAPodThatRequestsMoreThanItsVmHas() {
        PodWorld world = new PodWorld(0, 2, 2);
        VmId vm = planned(world, "web", "n1");
        VmId stopped = planned(world, "stopped", "n2");
        VmId too = planned(world, "stopped too", "n2");
        String pod = world.pod("a", Optional.of(vm), 2, Purpose.RUN, false, new Gated(Optional.of(Set.of("n2"))));
        PodPlans plans = world.settle();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.REQUESTS_TOO_MUCH);
        assertThat(world.nodeOf(vm)).contains("n1");
        assertThat(world.nodeOf(stopped)).contains("n2");
        assertThat(world.nodeOf(too)).contains("n2");
    }

    /** Between two of its pods it looks as if it were stopped. It may be able to start nowhere else. */
    @Test
    void aVmThatIsAboutToStartAgainMakesNoRoom() {
        PodWorld world = new PodWorld(0, 1, 1, 1);
        VmId restarts = planned(world, "restarts", "n1");
        String its = startOnly(world, restarts, "n1");
        world.settle();
        world.bind(its, "n1");
        VmId vm = planned(world, "web", "n2");
        String pod = startOnly(world, vm, "n1");
        world.settle();
        world.end(restarts);
        world.settle();
        assertThat(world.nodeOf(restarts)).contains("n1");
        String again = startOnly(world, restarts, "n1");
        world.settle();
        assertThat(world.nodesOf(again)).containsExactly("n1");
        world.bind(again, "n1");
        world.settle();
        assertThat(world.nodesOf(pod)).isEmpty();

        world.halt(restarts);
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly("n1");
        assertThat(world.nodeOf(restarts)).isPresent().isNotEqualTo(Optional.of("n1"));
    }

    @Test
    void aVmMakesRoomOnlyIfItsOwnRulesLetItGoElsewhere() {
        PodWorld world = new PodWorld(0, 1, 1, 4, 1);
        VmId stopped = planned(world, "stopped", "n2");
        world.exclude(stopped, "n1", "n3", "n4");
        VmId vm = planned(world, "web", "n1");
        String pod = startOnly(world, vm, "n2");
        world.settle();
        assertThat(world.nodeOf(stopped)).contains("n2");
        assertThat(world.nodesOf(pod)).isEmpty();

        world.exclude(stopped, "n1", "n3");
        world.settle();
        assertThat(world.nodeOf(stopped)).contains("n4");
        assertThat(world.nodesOf(pod)).containsExactly("n2");
    }

    /** The node is to be emptied, so it leaves also if there is no other. */
    @Test
    void aVmLeavesANodeInMaintenanceForOneThatItsOwnRulesLeaveIfThereIsOne() {
        PodWorld world = new PodWorld(0, 1, 1, 1, 4);
        VmId stopped = planned(world, "stopped", "n1");
        world.exclude(stopped, "n2", "n3");
        world.cordon("n1");
        world.settle();
        assertThat(world.nodeOf(stopped)).contains("n4");
        world.cordon("n4");
        world.settle();
        assertThat(world.nodeOf(stopped).orElseThrow()).isIn("n2", "n3");
    }

    @Test
    void aVmMakesRoomForOneThatRunsWhereItsOwnRulesLetItGo() {
        PodWorld world = new PodWorld(0, 1, 1, 1, 4);
        VmId stopped = planned(world, "stopped", "n1");
        world.exclude(stopped, "n2", "n3");
        VmId vm = planned(world, "web", "n3");
        world.report(vm, Optional.of("n1"));
        world.write();
        assertThat(world.nodeOf(vm)).contains("n1");
        assertThat(world.nodeOf(stopped)).contains("n4");
    }

    /** The one that could leave doesn't leave enough. */
    @Test
    void nobodyMovesForAStartThatHasNoRoomAllTheSame() {
        PodWorld world = new PodWorld(0, 2, 2, 2);
        VmId stopped = planned(world, "stopped", "n2");
        VmId runs = planned(world, "runs", "n2");
        String its = startOnly(world, runs, "n2");
        world.settle();
        world.bind(its, "n2");
        VmId vm = world.vm("a", "web", Level.LOW, 2);
        world.write();
        String pod = world.start(vm, Set.of("n2"));
        PodPlans plans = world.settle();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.NODE_UNAVAILABLE);
        assertThat(world.nodeOf(stopped)).contains("n2");
    }

    @Test
    void noMoreVmsThanNeededMakeRoomForOneThatRuns() {
        PodWorld world = new PodWorld(0, 2, 3);
        VmId older = planned(world, "stopped1", "n1");
        VmId newer = planned(world, "stopped2", "n1");
        VmId vm = planned(world, "web", "n2");
        world.report(vm, Optional.of("n1"));
        world.write();
        assertThat(world.nodeOf(vm)).contains("n1");
        assertThat(world.nodeOf(older)).contains("n1");
        assertThat(world.nodeOf(newer)).contains("n2");
    }

    /** What its pod has there is free for it already, also after somebody has left. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whatAPodHasCountsWhileRoomIsMadeForItsVm(int functions) {
        PodWorld world = new PodWorld(0, functions, 4);
        List<VmId> stopped = IntStream.range(1, functions)
                .mapToObj(each -> planned(world, "stopped" + each, "n1"))
                .toList();
        VmId vm = world.vm("a", "web", Level.LOW, 2);
        world.write();
        assertThat(world.nodeOf(vm)).contains("n2");
        String pod = startOnly(world, vm, "n1");
        world.bind(pod, "n1");
        world.plan()
                .nodes()
                .forEach((name, node) -> world.nodes.computeIfPresent(
                        name, (key, before) -> before.withStatus(node.ledger(), node.memory())));
        assertThat(world.nodeOf(vm)).as("in one plan").contains("n1");
        world.write();
        assertThat(world.nodeOf(vm)).contains("n1");
        assertThat(world.nodeOf(stopped.getLast())).contains("n2");
        assertThat(stopped.subList(0, functions - 2))
                .allSatisfy(each ->
                        assertThat(world.nodeOf(each)).as("no more than needed").contains("n1"));
    }

    /** Else those that come first would use up the work that a plan may cost, in each plan again. */
    @ParameterizedTest
    @ValueSource(ints = {100, 320, 480})
    void manyStartsForWhichNobodyCanMakeRoomHoldUpNoOther(int starts) {
        PodWorld world = new PodWorld(0, starts, 100, 100, 100, 100, 100, 100, 100, 100, 1, 100);
        world.nodes.keySet().forEach(world::cordon);
        List<VmId> hopeless = fill(world, "hopeless", starts, "n1");
        fill(world, "stopped", 800, "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9");
        VmId vm = fill(world, "web", 1, "n10").getFirst();
        List<VmId> makeRoom = fill(world, "makes room", 100, "n11");
        world.cordon("n1");
        hopeless.forEach(each -> startOnly(world, each, "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"));
        String pod = startOnly(world, vm, "n11");
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly("n11");
        assertThat(makeRoom.stream().map(world::nodeOf)).containsOnlyOnce(Optional.of("n10"));
        assertThat(hopeless).allSatisfy(each -> assertThat(world.nodeOf(each)).contains("n1"));
    }

    /** What was tried in vain for the first one can be done for the third: the second one has left a place. */
    @Test
    void aStartIsTriedAgainAfterSomebodyHasMovedForAnother() {
        PodWorld world = new PodWorld(0, 2, 1, 2, 2);
        world.nodes.keySet().forEach(world::cordon);
        VmId stopped = fill(world, "stopped", 1, "n2").getFirst();
        world.exclude(stopped, "n1", "n4");
        VmId first = fill(world, "first", 1, "n1").getFirst();
        world.up("n3");
        VmId second = world.vm("a", "second", Level.LOW, 2);
        world.write();
        assertThat(world.nodeOf(second)).contains("n3");
        VmId third = fill(world, "third", 1, "n1").getFirst();
        fill(world, "makes room", 1, "n4");
        startOnly(world, first, "n2");
        world.start(second, Set.of("n4"));
        String pod = startOnly(world, third, "n2");
        world.settle();
        assertThat(world.nodeOf(second)).contains("n4");
        assertThat(world.nodesOf(pod)).containsExactly("n2");
        assertThat(world.nodeOf(stopped)).contains("n3");
        assertThat(world.nodeOf(first)).contains("n1");
    }

    /** They leave different places, so that what was tried for one says nothing for another. */
    @Test
    void manyStartsFromDifferentNodesForWhichNobodyCanMakeRoomHoldUpNoOther() {
        int starts = 320;
        int[] functions = new int[starts + 4];
        Arrays.fill(functions, 1);
        Arrays.fill(functions, 0, 2, 100);
        functions[2] = 300;
        PodWorld world = new PodWorld(0, functions);
        world.nodes.keySet().forEach(world::cordon);
        fill(world, "stopped", 200, "n1", "n2");
        List<VmId> makeRoom = fill(world, "makes room", 300, "n3");
        String[] theirs =
                IntStream.range(4, starts + 4).mapToObj(each -> "n" + each).toArray(String[]::new);
        List<VmId> hopeless = fill(world, "hopeless", starts, theirs);
        String its = "n" + (starts + 4);
        VmId vm = fill(world, "web", 1, its).getFirst();
        Stream.of(theirs).forEach(world::cordon);
        hopeless.forEach(each -> startOnly(world, each, "n1", "n2"));
        String pod = startOnly(world, vm, "n3");
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly("n3");
        assertThat(makeRoom.stream().map(world::nodeOf)).containsOnlyOnce(Optional.of(its));
    }

    /** Nodes that take VMs from now on, and as many VMs as they have room for. */
    private static List<VmId> fill(PodWorld world, String name, int vms, String... nodes) {
        Stream.of(nodes).forEach(world::up);
        List<VmId> all =
                IntStream.range(0, vms).mapToObj(each -> world.vm(name + each)).toList();
        world.write();
        assertThat(all)
                .allSatisfy(vm -> assertThat(world.nodeOf(vm).orElseThrow()).isIn((Object[]) nodes));
        return all;
    }
}
