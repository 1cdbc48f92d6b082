package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Targets of migrations: where they may go, which wait, and which are refused at once. */
class MigrationTest {
    /** VMs that run where they were planned. */
    private static List<VmId> running(PodWorld world, int number) {
        List<VmId> vms = IntStream.range(0, number)
                .mapToObj(each -> world.vm("vm" + each))
                .toList();
        world.write();
        vms.forEach(vm -> world.bind(world.start(vm), world.nodeOf(vm).orElseThrow()));
        world.settle();
        return vms;
    }

    @Test
    void aVmMayMigrateToTheOtherNodesWhileTheReserveHolds() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = running(world, 1).getFirst();
        String target = world.migrate(vm);
        Opening opening = world.settle().openings().getFirst();
        assertThat(opening.nodes()).containsExactly("n2", "n3");
        assertThat(world.nodesOf(target)).containsExactlyInAnyOrder("n2", "n3");
    }

    private static String migrateTo(PodWorld world, VmId vm, Set<String> nodes) {
        return world.pod("a", Optional.of(vm), 1, Purpose.MIGRATION_TARGET, false, new Gated(Optional.of(nodes)));
    }

    @Test
    void aTargetThatNamesItsNodesIsOpenedToTheseOnly() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = running(world, 1).getFirst();
        String target = migrateTo(world, vm, Set.of("n1", "n3"));
        assertThat(world.settle().openings()).hasSize(1);
        assertThat(world.nodesOf(target)).containsExactly("n3");
    }

    @Test
    void aTargetIsRefusedAtOnceIfTheNodesThatItNamesCannotTakeIt() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms = running(world, 4);
        VmId vm = vms.getFirst();
        String full = vms.stream()
                .flatMap(each -> world.nodeOf(each).stream())
                .filter(node -> !world.nodeOf(vm).equals(Optional.of(node)))
                .findFirst()
                .orElseThrow();
        String target = migrateTo(world, vm, Set.of(full));
        assertThat(world.settle().deletions().getFirst().message())
                .startsWith("The migration is refused: the VM needs 1 virtual function on " + full
                        + ", where its pod may go by its own rules, until it has moved,");
        assertThat(world.pods).doesNotContainKey(target);

        migrateTo(world, vm, Set.of("elsewhere"));
        assertThat(world.settle().deletions().getFirst().message())
                .isEqualTo(
                        "The migration is refused: the nodeSelector, the required node affinity or the volumes of its pod leave"
                                + " no other node of cluster east. A VM whose volumes are on one node can't be migrated. Else"
                                + " migrate it without these rules, or to another node.");
    }

    @Test
    void aTargetCountsUntilTheMigrationIsOver() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms = running(world, 2);
        String target = world.migrate(vms.getFirst());
        world.settle();
        assertThat(world.nodesOf(target)).isNotEmpty();
        List<VmId> others = List.of(world.vm("other0"), world.vm("other1"));
        world.write();
        assertThat(others.stream().filter(vm -> world.nodeOf(vm).isPresent()).count())
                .isLessThan(2);
        world.pods.remove(target);
        world.write();
        assertThat(others).allMatch(vm -> world.nodeOf(vm).isPresent());
    }

    @Test
    void whatTheReserveHasNoRoomForIsRefusedAtOnce() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        VmId vm = running(world, 4).getFirst();
        String target = world.migrate(vm);
        PodPlans plans = world.settle();
        assertThat(plans.deletions()).hasSize(1);
        assertThat(plans.deletions().getFirst().reason()).isEqualTo(PodReason.MIGRATION_REFUSED);
        assertThat(plans.deletions().getFirst().message())
                .startsWith(
                        "The migration is refused: the VM needs 1 virtual function on another node until it has moved,")
                .contains("To empty a node, cordon it first");
        assertThat(world.pods).doesNotContainKey(target);
    }

    @Test
    void anEvacuationNeedsFreeFunctionsOnlyAndOneGoesAfterTheOther() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms = running(world, 4);
        String node = world.nodeOf(vms.getFirst()).orElseThrow();
        List<VmId> there = vms.stream()
                .filter(vm -> world.nodeOf(vm).equals(Optional.of(node)))
                .toList();
        assertThat(there).hasSizeGreaterThan(1);
        world.cordon(node);
        List<String> targets = there.stream().map(world::migrate).toList();
        PodPlans plans = world.settle();
        assertThat(plans.openings()).hasSize(1);
        assertThat(plans.deletions()).isEmpty();
        assertThat(world.nodesOf(targets.getFirst())).isNotEmpty().doesNotContain(node);
        assertThat(PodWorld.note(plans, targets.get(1)).orElseThrow().reason()).isEqualTo(PodReason.EVACUATION_WAITS);
        assertThat(PodWorld.note(plans, targets.get(1)).orElseThrow().message()).contains("First comes a/vm");

        // The first has moved: its target is the VM's pod now.
        String to = world.nodesOf(targets.getFirst()).iterator().next();
        world.pods
                .values()
                .removeIf(pod -> pod.purpose() == Purpose.RUN && pod.vm().equals(Optional.of(there.getFirst())));
        world.bind(targets.getFirst(), to);
        world.report(there.getFirst(), Optional.of(to));
        world.settle();
        assertThat(world.nodeOf(there.getFirst())).contains(to);
        assertThat(world.nodesOf(targets.get(1))).isNotEmpty();
    }

    @Test
    void whatKubeVirtEvacuatesNeedsNoCordon() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        VmId vm = running(world, 4).getFirst();
        String target = world.pod("a", Optional.of(vm), 1, Purpose.MIGRATION_TARGET, true, new Gated());
        assertThat(world.settle().deletions()).isEmpty();
        assertThat(world.nodesOf(target)).isNotEmpty();
    }

    @Test
    void nobodyIsEvacuatedOutsideOfTheReserveWhileANodeIsDown() {
        PodWorld world = new PodWorld(26, 2, 2, 2, 2);
        List<VmId> vms = running(world, 6);
        String down = world.nodeOf(vms.getLast()).orElseThrow();
        VmId vm = vms.stream()
                .filter(each -> !world.nodeOf(each).equals(Optional.of(down)))
                .findFirst()
                .orElseThrow();
        world.down(down);
        world.settle();
        world.cordon(world.nodeOf(vm).orElseThrow());
        String target = world.migrate(vm);
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(plans.deletions()).isEmpty();
        assertThat(PodWorld.note(plans, target).orElseThrow().reason()).isEqualTo(PodReason.EVACUATION_WAITS);
        assertThat(PodWorld.note(plans, target).orElseThrow().message()).contains("not while a node is down: " + down);
    }

    @Test
    void anEvacuationWithoutAnyFreeFunctionIsRefused() {
        PodWorld world = new PodWorld(0, 2, 2);
        VmId vm = running(world, 4).getFirst();
        world.cordon(world.nodeOf(vm).orElseThrow());
        world.migrate(vm);
        PodPlans plans = world.settle();
        assertThat(plans.deletions().getFirst().message())
                .contains("no other node of cluster east has 1 virtual function");
    }

    @Test
    void aVmWithoutAnAccelNetVmMayMigrateWhileTheReserveHolds() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        running(world, 1);
        String free = world.pod("a", Optional.empty(), 1, Purpose.MIGRATION_TARGET, false, new Gated());
        world.settle();
        assertThat(world.nodesOf(free)).isNotEmpty();

        PodWorld full = new PodWorld(34, 2, 2, 2);
        running(full, 4);
        full.pod("a", Optional.empty(), 1, Purpose.MIGRATION_TARGET, false, new Gated());
        assertThat(full.settle().deletions().getFirst().message()).contains("create an AccelNetVM for the VM");
    }

    /** Nobody keeps the room that it lacks: without an AccelNetVM it needs room in the reserve, also if its VM has to leave. */
    @Test
    void anEvacuationOfAVmWithoutAnAccelNetVmIsRefusedAlsoWhileAPodIsOpen() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        running(world, 4);
        world.pod(
                "a",
                Optional.empty(),
                1,
                Purpose.OTHER,
                false,
                new Open(Optional.of(Set.copyOf(world.nodes.keySet())), Optional.empty(), Optional.empty()));
        String target = world.pod("a", Optional.empty(), 1, Purpose.MIGRATION_TARGET, true, new Gated());
        PodPlans plans = world.settle();
        assertThat(PodWorld.note(plans, target)).isEmpty();
        assertThat(plans.deletions().getFirst().reason()).isEqualTo(PodReason.MIGRATION_REFUSED);
        assertThat(plans.deletions().getFirst().message()).contains("create an AccelNetVM for the VM");
    }

    @Test
    void aMigrationThatOnlyStartsStandInTheWayOfWaitsForThem() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        VmId vm = running(world, 1).getFirst();
        String starting = world.start(world.vm("starting"));
        world.settle();
        assertThat(world.nodesOf(starting)).hasSizeGreaterThan(1);
        VmId third = world.vm("third");
        world.write();
        String target = world.migrate(vm);
        PodPlans plans = world.settle();
        assertThat(plans.deletions()).isEmpty();
        assertThat(PodWorld.note(plans, target).orElseThrow().reason()).isEqualTo(PodReason.ROOM_IN_USE);
        world.bind(starting, world.nodesOf(starting).iterator().next());
        world.vms.remove(third);
        world.settle();
        assertThat(world.nodesOf(target)).isNotEmpty();
    }

    @Test
    void oneMigrationOfAVmAtATime() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = running(world, 1).getFirst();
        String first = world.migrate(vm);
        String second = world.migrate(vm);
        PodPlans plans = world.settle();
        assertThat(world.nodesOf(first)).isNotEmpty();
        assertThat(PodWorld.note(plans, second).orElseThrow().reason()).isEqualTo(PodReason.ANOTHER_POD);
    }

    @Test
    void aTargetThatRequestsMoreThanItsVmHasIsRefused() {
        PodWorld world = new PodWorld(34, 8, 8, 8);
        VmId vm = running(world, 1).getFirst();
        String target = world.pod("a", Optional.of(vm), 4, Purpose.MIGRATION_TARGET, false, new Gated());
        PodPlans plans = world.settle();
        assertThat(plans.openings()).isEmpty();
        assertThat(plans.deletions().getFirst().reason()).isEqualTo(PodReason.MIGRATION_REFUSED);
        assertThat(plans.deletions().getFirst().message()).contains("The pod requests 4 virtual functions");
        assertThat(world.pods).doesNotContainKey(target);
    }
}
