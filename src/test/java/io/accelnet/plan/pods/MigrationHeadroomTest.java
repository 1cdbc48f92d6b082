package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan.MigrationSums;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many VMs could be migrated at once. */
class MigrationHeadroomTest {
    private static Optional<MigrationSums> headroom(PodWorld world) {
        return Optional.ofNullable(world.write().clusters().get(PodWorld.CLUSTER))
                .orElseThrow()
                .migrations();
    }

    private static void run(PodWorld world, int number) {
        List<VmId> vms = IntStream.range(0, number)
                .mapToObj(each -> world.vm("vm" + each))
                .toList();
        world.write();
        vms.forEach(vm -> world.bind(world.start(vm), world.nodeOf(vm).orElseThrow()));
    }

    @Test
    void thoseThatRunAreCountedAsFarAsTheReserveHolds() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        run(world, 5);
        world.vm("halted");
        // Six have their functions; two more places are left beside the reserve.
        MigrationSums sums = headroom(world).orElseThrow();
        assertThat(sums.headroom()).isEqualTo(2);
        assertThat(sums.exact()).isFalse();
    }

    @Test
    void asManyAsAreSaidCanBeMigratedAtOnce() {
        PodWorld world = new PodWorld(34, 4, 4, 4);
        run(world, 5);
        int said = headroom(world).orElseThrow().headroom();
        assertThat(said).isGreaterThan(1);
        world.vms.keySet().stream().limit(said).toList().forEach(world::migrate);
        // Each has a place before any has a choice.
        assertThat(world.settle().openings()).hasSize(said);
    }

    @Test
    void thatAllCanIsExact() {
        PodWorld world = new PodWorld(34, 8, 8, 8);
        run(world, 3);
        assertThat(headroom(world)).contains(new MigrationSums(3, true));
    }

    @Test
    void whileTheReserveIsViolatedNobodyCan() {
        PodWorld world = new PodWorld(34, 2, 2, 2);
        run(world, 4);
        world.percentage(67);
        assertThat(headroom(world)).contains(new MigrationSums(0, true));
    }
}
