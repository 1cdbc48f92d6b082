package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.Refused;
import io.accelnet.plan.snapshot.VmMemory.FailedStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that are open and for which kube-scheduler finds no node. */
class RefusedPodTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** A pod that keeps a place on each of three nodes, and a VM that one of them would be enough for. */
    private static final class Contested {
        final PodWorld world = new PodWorld(34, 2, 2, 2);
        final String pod = world.start(world.vm("keeps"));
        final VmId vm;
        final String waits;

        Contested() {
            world.settle();
            assertThat(world.nodesOf(pod)).hasSize(3);
            world.vm("other");
            world.write();
            vm = world.vm("wants");
            waits = world.start(vm);
            world.settle();
            assertThat(world.nodeOf(vm)).isEmpty();
        }
    }

    @Test
    void itWaitsAsItWouldWithoutUsWhileNobodyNeedsItsRoom() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        String pod = world.start(world.vm("web"));
        world.settle();
        world.refuse(pod);
        PodPlans plans = world.settle();
        assertThat(plans.again()).contains(world.now.plus(PATIENCE));
        world.sleep(Duration.ofHours(1));
        plans = world.settle();
        assertThat(plans.deletions()).isEmpty();
        assertThat(plans.again()).isEmpty();
        assertThat(PodWorld.note(plans, pod).orElseThrow().reason()).isEqualTo(PodReason.UNSCHEDULABLE);
        assertThat(PodWorld.note(plans, pod).orElseThrow().message())
                .isEqualTo("kube-scheduler finds no node among n1, n2, n3 for the VM: 0/3 nodes are available");
    }

    /** Nobody needs its room; but its affinity is final, and what it waits for never comes. */
    @Test
    void itIsDeletedIfItsVolumesCanBeUsedOnNoneOfItsNodes() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        String pod = world.start(vm);
        world.settle();
        world.stage(
                pod,
                new Open(
                        Optional.of(Set.of("n1", "n2", "n3")),
                        Optional.of(new Refused(world.now, "volume node affinity conflict").forVolumesElsewhere()),
                        Optional.empty()));
        assertThat(world.settle().deletions()).isEmpty();
        world.sleep(PATIENCE);
        PodPlans plans = world.settle();
        assertThat(plans.deletions()).hasSize(1);
        assertThat(plans.deletions().getFirst().reason()).isEqualTo(PodReason.VOLUMES_ELSEWHERE);
        assertThat(plans.deletions().getFirst().message())
                .isEqualTo(
                        "The pod may start on n1, n2, n3 only, and there its volumes can't be used, by the node affinity of"
                                + " their PersistentVolumes.");
        assertThat(world.get(vm).memory().failedStarts()).as("stored before").hasSize(1);
    }

    /** What kube-scheduler says at first is often over soon, and a status that changes with it would help nobody. */
    @Test
    void afterAWhileItsVmSaysWhatKubeSchedulerSays() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        String pod = world.start(vm);
        world.settle();
        world.refuse(pod);
        world.sleep(PATIENCE.minusSeconds(1));
        assertThat(ready(world, vm)).doesNotContain("kube-scheduler");
        world.sleep(Duration.ofSeconds(1));
        assertThat(ready(world, vm))
                .startsWith("1 virtual function of performance Low on node ")
                .endsWith(". kube-scheduler finds no node among n1, n2, n3 for the VM: 0/3 nodes are available");
        world.bind(pod, "n1");
        assertThat(ready(world, vm)).doesNotContain("kube-scheduler");
    }

    private static String ready(PodWorld world, VmId vm) {
        return Objects.requireNonNull(world.plan().vms().get(vm))
                .conditions()
                .getFirst()
                .message();
    }

    @Test
    void whatIsSaidOfItNamesNoVmOfAnotherNamespace() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        String pod = world.start(world.vm("keeps"));
        world.settle();
        world.vm("other");
        world.write();
        world.start(world.vm("b", "secret", Level.LOW, 1));
        world.settle();
        world.refuse(pod);
        world.sleep(PATIENCE);
        assertThat(world.settle().deletions().getFirst().message())
                .endsWith("is needed for a VM of another namespace.");
    }

    @Test
    void itIsDeletedForAVmThatWaitsForItsStart() {
        Contested cluster = new Contested();
        PodWorld world = cluster.world;
        world.refuse(cluster.pod);
        world.sleep(PATIENCE.minusSeconds(1));
        assertThat(world.settle().deletions()).isEmpty();
        world.sleep(Duration.ofSeconds(1));
        PodPlans done = world.settle();
        assertThat(done.deletions()).hasSize(1);
        assertThat(done.deletions().getFirst().reason()).isEqualTo(PodReason.ROOM_NEEDED);
        assertThat(done.deletions().getFirst().message()).endsWith("is needed for VM a/wants.");
        assertThat(world.nodeOf(cluster.vm)).isPresent();
        assertThat(world.nodesOf(cluster.waits)).isNotEmpty();
    }

    /** Whatever is free, the VM wouldn't be admitted. */
    @Test
    void noneIsDeletedForAVmThatIsRefusedForTheLimitOfItsNamespace() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        String pod = world.start(world.vm("keeps"));
        world.settle();
        assertThat(world.nodesOf(pod)).hasSize(3);
        world.vm("b", "has", Level.LOW, 1);
        world.write();
        world.limit(1);
        String waits = world.start(world.vm("b", "wants", Level.LOW, 1));
        world.settle();
        world.refuse(pod);
        world.sleep(PATIENCE);
        PodPlans plans = world.settle();
        assertThat(PodWorld.note(plans, waits).orElseThrow().message()).contains("(NamespaceLimitReached)");
        assertThat(plans.deletions()).isEmpty();
    }

    @Test
    void whereItFailedIsStoredBeforeItIsDeleted() {
        Contested cluster = new Contested();
        PodWorld world = cluster.world;
        VmId keeps = world.pod(cluster.pod).vm().orElseThrow();
        world.refuse(cluster.pod);
        Instant refused = world.now;
        world.sleep(PATIENCE);
        PodPlans first = world.plan().pods();
        assertThat(first.deletions()).isEmpty();
        assertThat(first.again()).contains(world.now.plusSeconds(1));
        world.write();
        assertThat(world.get(keeps).memory().failedStarts())
                .containsExactly(new FailedStart("uid-pod-2", refused, List.of("n1", "n2", "n3")));
        assertThat(world.plan().pods().deletions()).hasSize(1);
    }

    @Test
    void whereAStartFailedIsTriedAfterAllOthersAndForgottenOnceTheVmRuns() {
        PodWorld world = new PodWorld(5, IntStream.range(0, 20).map(each -> 8).toArray());
        VmId vm = world.vm("web");
        String pod = world.start(vm);
        world.settle();
        Set<String> failed = world.nodesOf(pod);
        world.refuse(pod);
        world.sleep(PATIENCE);
        world.settle();
        world.pods.remove(pod);
        String again = world.start(vm);
        world.settle();
        assertThat(world.nodesOf(again)).hasSize(16);
        assertThat(world.nodesOf(again).stream().filter(node -> !failed.contains(node)))
                .hasSize(4);
        world.bind(again, "n9");
        world.settle();
        assertThat(world.get(vm).memory().failedStarts()).isEmpty();
    }

    @Test
    void tenFailedStartsAreRemembered() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        VmId vm = world.vm("web");
        for (int start = 0; start < 12; start++) {
            String pod = world.start(vm);
            world.settle();
            world.refuse(pod);
            world.sleep(PATIENCE);
            world.settle();
            world.pods.remove(pod);
        }
        assertThat(world.get(vm).memory().failedStarts()).hasSize(10);
        assertThat(world.get(vm).memory().failedStarts().getLast().since()).isEqualTo(world.now.minus(PATIENCE));
    }

    /** A VM that is planned on the first of these nodes, and whose pod is open to all of them. */
    private static String open(PodWorld world, String name, String planned, String... others) {
        VmId vm = world.vm(name);
        world.write();
        String pod = world.start(vm, Set.of(planned));
        world.write();
        assertThat(world.nodeOf(vm)).contains(planned);
        world.open(pod, Stream.concat(Stream.of(planned), Stream.of(others)).toList());
        return pod;
    }

    private static String runOn(PodWorld world, String name, String node) {
        String pod = open(world, name, node);
        world.bind(pod, node);
        world.settle();
        return pod;
    }

    private static String migrateTo(PodWorld world, VmId vm, boolean evacuates, String node) {
        return world.pod(
                "a", Optional.of(vm), 1, Purpose.MIGRATION_TARGET, evacuates, new Gated(Optional.of(Set.of(node))));
    }

    /** The room that the migration needs is kept by a pod for which kube-scheduler may still find a node. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyOneThatKeepsRoomWhereAMigrationMayGoIsDeletedForIt(boolean evacuates) {
        PodWorld world = new PodWorld(0, 1, 1, 4, 4);
        runOn(world, "moves", "n1");
        String inTheWay = open(world, "starts", "n3", "n2");
        String elsewhere = open(world, "keeps", "n4", "n3");
        world.refuse(elsewhere);
        world.sleep(PATIENCE);
        String target = migrateTo(world, new VmId("a", "moves"), evacuates, "n2");
        PodPlans plans = world.settle();
        assertThat(plans.deletions()).isEmpty();
        assertThat(PodWorld.note(plans, target).orElseThrow().reason()).isEqualTo(PodReason.ROOM_IN_USE);

        world.refuse(inTheWay);
        world.sleep(PATIENCE);
        assertThat(world.settle().deletions())
                .extracting(deletion -> PodWorld.key(deletion.pod()))
                .containsExactly(inTheWay);
        assertThat(world.nodesOf(target)).containsExactly("n2");
    }

    /** Of two migrations one gets the only place in this very plan: what the other waits for is no pod that is refused. */
    @Test
    void noneIsDeletedForAMigrationWhoseRoomAnotherOneIsJustGetting() {
        PodWorld world = new PodWorld(0, 2, 1, 4, 4);
        runOn(world, "moves", "n1");
        runOn(world, "too", "n1");
        String elsewhere = open(world, "keeps", "n4", "n3");
        world.refuse(elsewhere);
        world.sleep(PATIENCE);
        String first = migrateTo(world, new VmId("a", "moves"), false, "n2");
        String second = migrateTo(world, new VmId("a", "too"), false, "n2");
        PodPlans plans = world.settle();
        assertThat(plans.deletions()).isEmpty();
        assertThat(world.nodesOf(first)).containsExactly("n2");
        assertThat(PodWorld.note(plans, second).orElseThrow().reason()).isEqualTo(PodReason.ROOM_IN_USE);
    }

    /** A VM that is planned on n1, and whose pod can go to n2 only, of which the last place is kept; another pod is older, elsewhere. */
    private static final class Tied {
        final PodWorld world = new PodWorld(0, 1, 1, 4, 4);
        final VmId vm = world.vm("tied");
        final String elsewhere;
        final String keeps;
        final String waits;

        Tied() {
            world.write();
            world.start(vm, Set.of("n1"));
            world.write();
            assertThat(world.nodeOf(vm)).contains("n1");
            world.pods.clear();
            elsewhere = open(world, "elsewhere", "n4", "n3");
            world.refuse(elsewhere);
            world.sleep(Duration.ofSeconds(1));
            keeps = open(world, "keeps", "n3", "n2");
            world.refuse(keeps);
            waits = world.start(vm, Set.of("n2"));
        }

        void onlyTheOneInTheWayIsDeleted() {
            world.sleep(PATIENCE.minusSeconds(1));
            PodPlans plans = world.settle();
            assertThat(plans.deletions()).isEmpty();
            assertThat(PodWorld.note(plans, waits).orElseThrow().reason()).isEqualTo(PodReason.NODE_UNAVAILABLE);
            world.sleep(Duration.ofSeconds(1));
            PodPlans done = world.settle();
            assertThat(done.deletions())
                    .extracting(deletion -> PodWorld.key(deletion.pod()))
                    .containsExactly(keeps);
            assertThat(done.deletions().getFirst().message()).endsWith("is needed for VM a/tied.");
            assertThat(world.nodeOf(vm)).contains("n2");
            assertThat(world.nodesOf(waits)).containsExactly("n2");
        }
    }

    @Test
    void itIsDeletedForAVmThatIsPlannedWhereItsPodCannotGo() {
        new Tied().onlyTheOneInTheWayIsDeleted();
    }

    @Test
    void itIsDeletedForAVmThatIsPlannedOnANodeInMaintenance() {
        Tied tied = new Tied();
        tied.world.pods.remove(tied.waits);
        PodWorld world = tied.world;
        String waits = world.start(tied.vm, Set.of("n1", "n2"));
        // Else the VM is planned on one of these, where its pod can't go.
        world.cordon("n1");
        world.cordon("n3");
        world.cordon("n4");
        world.sleep(PATIENCE);
        assertThat(world.settle().deletions())
                .extracting(deletion -> PodWorld.key(deletion.pod()))
                .containsExactly(tied.keeps);
        assertThat(world.nodesOf(waits)).containsExactly("n2");
    }

    /** Its former place is kept for it, and it isn't admitted: no other place would help it. */
    @Test
    void noneIsDeletedForAVmThatWasMadeAnewAndIsNotAdmitted() {
        Tied tied = new Tied();
        PodWorld world = tied.world;
        world.pods.remove(tied.waits);
        world.vm("tied");
        world.limit(1);
        String waits = world.start(tied.vm, Set.of("n1", "n2"));
        world.sleep(PATIENCE);
        PodPlans plans = world.settle();
        assertThat(PodWorld.note(plans, waits).orElseThrow().reason()).isEqualTo(PodReason.NOT_ADMITTED);
        assertThat(plans.deletions()).isEmpty();
    }

    /** Where the VM can go there is no room without these pods either. */
    @Test
    void noneIsDeletedForAStartThatWouldHaveNoRoomWithoutThem() {
        PodWorld world = new PodWorld(0, 1, 1, 4, 4);
        runOn(world, "full", "n2");
        String elsewhere = open(world, "elsewhere", "n4", "n3");
        world.refuse(elsewhere);
        VmId vm = world.vm("tied");
        world.write();
        world.start(vm, Set.of("n2"));
        world.sleep(PATIENCE);
        assertThat(world.settle().deletions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsDeletedForAVmWhoseHardwareIsLostOrHasNoLink(boolean link) {
        PodWorld world = new PodWorld(0, 1, 1, 1);
        VmId vm = world.vm("loses");
        world.write();
        world.start(vm, Set.of("n1"));
        world.write();
        world.pods.clear();
        String keeps = open(world, "keeps", "n3", "n2");
        world.refuse(keeps);
        world.sleep(PATIENCE);
        if (link) {
            world.link("n1", true);
        } else {
            world.functions("n1", 0);
        }
        PodPlans done = world.settle();
        assertThat(done.deletions())
                .extracting(deletion -> PodWorld.key(deletion.pod()))
                .containsExactly(keeps);
        assertThat(done.deletions().getFirst().message()).endsWith("is needed for VM a/loses.");
        assertThat(world.nodeOf(vm)).contains("n2");
    }

    @Test
    void oneForWhichKubeSchedulerMakesRoomIsLeftAlone() {
        Contested cluster = new Contested();
        PodWorld world = cluster.world;
        Open open = (Open) world.pod(cluster.pod).stage();
        world.stage(
                cluster.pod,
                new Open(open.nodes(), Optional.of(new Refused(world.now, "preempting")), Optional.of("n2")));
        world.sleep(Duration.ofMinutes(1));
        assertThat(world.settle().deletions()).isEmpty();
    }

    @Test
    void itIsDeletedForADisplacedVm() {
        PodWorld world = new PodWorld(0, 1, 1, 1);
        String pod = world.start(world.vm("keeps"));
        world.settle();
        assertThat(world.nodesOf(pod)).hasSize(3);
        world.bind(pod, "n1");
        world.settle();
        VmId running = world.vm("runs");
        world.write();
        String its = world.start(running);
        world.settle();
        assertThat(world.nodesOf(its)).containsExactlyInAnyOrder("n2", "n3");
        // It keeps the last free place when the other's node fails.
        world.refuse(its);
        world.down("n1");
        world.sleep(PATIENCE);
        PodPlans done = world.settle();
        assertThat(done.deletions()).hasSize(1);
        assertThat(done.deletions().getFirst().message()).endsWith("is needed for displaced VM a/keeps.");
        assertThat(world.nodeOf(new VmId("a", "keeps"))).contains("n3");
    }

    @Test
    void itIsDeletedWhenItsVmIsPlannedElsewhere() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        List<VmId> vms =
                IntStream.range(0, 4).mapToObj(each -> world.vm("vm" + each)).toList();
        world.write();
        VmId vm = vms.getFirst();
        String planned = world.nodeOf(vm).orElseThrow();
        String pod = world.start(vm);
        world.settle();
        assertThat(world.nodesOf(pod)).containsExactly(planned);
        world.down(planned);
        world.settle();
        assertThat(world.nodeOf(vm)).isPresent().isNotEqualTo(Optional.of(planned));
        world.refuse(pod);
        world.sleep(PATIENCE);
        PodPlans done = world.settle();
        assertThat(done.deletions()).hasSize(1);
        assertThat(done.deletions().getFirst().reason()).isEqualTo(PodReason.PLANNED_ELSEWHERE);
        String again = world.start(vm);
        world.settle();
        assertThat(world.nodesOf(again)).containsExactly(world.nodeOf(vm).orElseThrow());
    }
}
