package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What it costs to look for pods that are deleted for others. Memory is short: many are refused and keep places, and many others wait. */
class RefusedPodsCostTest {
    enum Waits {
        FOR_ADMISSION,
        FOR_A_NODE,
        FOR_A_MIGRATION
    }

    private static final int NODES = 12;
    /** With so many, the work that a plan may spend on pods is used up. */
    private static final int PODS = 100;

    private static final int MIGRATIONS = 160;
    private static final String LAST = "n12";

    private static long work(PodWorld world) {
        WorkBudget work = new WorkBudget();
        new Planner().plan(world.snapshot(), work);
        return work.spent();
    }

    /** What it costs more that pods are refused, while so many others wait for the place of one that isn't. */
    private static long moreWork(int waiting, Waits what) {
        PodWorld world = new PodWorld(
                0,
                IntStream.rangeClosed(1, NODES)
                        .map(node -> node == 1 ? 200 : node == NODES ? 1 : 20)
                        .toArray());
        List<VmId> keep = IntStream.range(0, 20)
                .mapToObj(each -> world.vm("keeps" + each))
                .toList();
        VmId inTheWay = world.vm("in the way");
        List<VmId> wait = IntStream.range(0, waiting)
                .mapToObj(each -> world.vm("a", "waits" + each, Level.LOW, what == Waits.FOR_ADMISSION ? 300 : 1))
                .toList();
        world.cordon(LAST);
        world.write();
        world.up(LAST);
        List<String> refused = keep.stream()
                .map(vm -> open(world, vm, IntStream.range(2, NODES).mapToObj(node -> "n" + node)))
                .toList();
        open(world, inTheWay, Stream.of(LAST));
        for (VmId vm : wait) {
            if (what == Waits.FOR_A_MIGRATION) {
                world.bind(world.start(vm), world.nodeOf(vm).orElseThrow());
                world.pod(
                        "a", Optional.of(vm), 1, Purpose.MIGRATION_TARGET, false, new Gated(Optional.of(Set.of(LAST))));
            } else {
                world.start(vm, Set.of(LAST));
            }
        }
        world.write();
        long before = work(world);
        refused.forEach(world::refuse);
        world.sleep(Duration.ofSeconds(15));
        assertThat(world.write().pods().deletions()).isEmpty();
        return work(world) - before;
    }

    private static String open(PodWorld world, VmId vm, Stream<String> others) {
        String pod = world.start(vm);
        world.open(pod, Stream.concat(world.nodeOf(vm).stream(), others).toList());
        return pod;
    }

    /** What was asked for one of them isn't asked for the next one, if that is planned on the same node. */
    @ParameterizedTest
    @EnumSource
    void manyThatWaitForTheSameRoomCostLittleMoreThanOne(Waits what) {
        long one = moreWork(1, what);
        long many = moreWork(100, what);
        assertThat(many).isPositive().isLessThan(NODES * one);
    }

    /** Failover isn't limited. */
    @Test
    void whoIsDisplacedIsAskedForWhateverTheOthersCost() {
        PodWorld world = new PodWorld(0, 1);
        VmId displaced = world.vm("displaced");
        world.write();
        world.bind(world.start(displaced), "n1");
        world.node("n2", PODS + MIGRATIONS);
        List<VmId> keep = vms(world, "keeps", PODS);
        List<VmId> migrate = vms(world, "migrates", MIGRATIONS);
        world.write();
        List<String> places = IntStream.range(0, 10).mapToObj(i -> "other" + i).toList();
        places.forEach(place -> world.node(place, PODS));
        List<String> refused =
                keep.stream().map(vm -> open(world, vm, places.stream())).toList();
        migrate(world, migrate, "n2", places);
        refused.forEach(world::refuse);
        world.write();
        world.down("n1");
        world.sleep(Duration.ofSeconds(15));

        world.write();
        assertThat(world.plan().pods().deletions())
                .extracting(PodPlans.Deletion::message)
                .anyMatch(message -> message.endsWith("is needed for displaced VM a/displaced."));
    }

    /** Each may go to other nodes, so that each has to be asked for. */
    private static void migrate(PodWorld world, List<VmId> vms, String from, List<String> places) {
        for (int each = 1; each <= vms.size(); each++) {
            Optional<VmId> vm = Optional.of(vms.get(each - 1));
            world.bind(world.start(vm.get()), from);
            BitSet chosen = BitSet.valueOf(new long[] {each});
            Set<String> to = chosen.stream().mapToObj(places::get).collect(Collectors.toSet());
            world.pod("a", vm, 1, Purpose.MIGRATION_TARGET, false, new Gated(Optional.of(to)));
        }
    }

    private static List<VmId> vms(PodWorld world, String name, int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> world.vm(name + each))
                .toList();
    }
}
