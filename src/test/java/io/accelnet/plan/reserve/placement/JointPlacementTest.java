package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which ways VMs are placed together, and which comes first. */
class JointPlacementTest {

    private static final Demand ONE = new Demand(1, 0);

    private static Host host(String name, int functions, int most) {
        return Host.up(name, new Port("eth0", functions, Port.UNBOUNDED, most));
    }

    private static FleetIndex index(Host... hosts) {
        return new FleetIndex(new FleetState(new Tiers(List.of(1, 4)), 1, List.of(hosts)));
    }

    private static Displaced vm(int functions) {
        return new Displaced("vm", new Demand(functions, 0), Optional.empty());
    }

    private static Displaced vm(int functions, String preferred) {
        return vm(functions).preferring(preferred);
    }

    private static List<String> hosts(List<HostAllocation> allocations) {
        return allocations.stream().map(allocation -> allocation.host().name()).toList();
    }

    private static List<String> hosts(FleetIndex index, Displaced... vms) {
        return hosts(JointPlacement.now(index).place(List.of(vms)).orElseThrow());
    }

    /** The second way goes where it takes nothing from those who ask for more, and keeps to preferred hosts where it can all the same. */
    @Test
    void thePreferredHostComesFirstThoughThereArePortsOfALowerTierElsewhere() {
        FleetIndex index = index(host("high", 2, 4), host("low", 2, 1), host("lower", 1, 1));
        index.state().hold("demanding", new Demand(1, 1), "high", Map.of("eth0", 1));

        assertThat(hosts(index, vm(1, "high"))).containsExactly("high");
        assertThat(hosts(index, vm(1))).containsExactly("lower");
        assertThat(JointPlacement.now(index).ways(List.of(vm(1, "high"))).limit(3))
                .extracting(JointPlacementTest::hosts)
                .containsExactly(List.of("high"), List.of("lower"), List.of("lower"));
        assertThat(JointPlacement.now(index).ways(List.of(vm(1, "low"))).limit(3))
                .extracting(JointPlacementTest::hosts)
                .containsExactly(List.of("low"), List.of("low"), List.of("lower"));
    }

    /** The large one fits on one host only, which a small one prefers. */
    @Test
    void aPreferredHostThatLeavesAVmWithoutIsDroppedAndOthersAreKept() {
        FleetIndex index = index(host("a", 2, 1), host("b", 1, 1), host("c", 1, 1), host("d", 1, 1));
        assertThat(hosts(index, vm(2), vm(1, "a"), vm(1, "d"))).containsExactly("a", "b", "d");
        assertThat(hosts(index, vm(2), vm(1), vm(1))).containsExactly("a", "b", "c");
    }

    /** If the first of them gets the host that it prefers, three VFs are left over on both hosts together, and nobody can have them. */
    @Test
    void ifHeedingAnyLeavesSomebodyOutNoneIsHeeded() {
        FleetIndex index = index(host("a", 4, 1), host("b", 5, 1));
        List<String> without = hosts(index, vm(3), vm(2), vm(2), vm(2));
        assertThat(without).containsExactly("b", "b", "a", "a");
        assertThat(hosts(index, vm(3, "a"), vm(2), vm(2), vm(2))).isEqualTo(without);
    }

    /** One by one the VM would go to b, which has it on ports of one tier. Nobody asks for that tier. */
    @Test
    void whatTheModelsPromisedIsPlacedByThem() {
        FleetIndex index = index(
                Host.up("a", new Port("eth0", 1, Port.UNBOUNDED, 1), new Port("eth1", 1, Port.UNBOUNDED, 4)),
                host("b", 2, 4));
        assertThat(hosts(index, vm(2))).containsExactly("a");
        assertThat(index.candidates()
                        .best(new Demand(2, 0))
                        .orElseThrow()
                        .host()
                        .name())
                .isEqualTo("b");
    }

    /** Largest first, both of four go to one host, and its last two VFs are of no use. */
    @Test
    void whatNoModelPlacesIsSearchedFor() {
        FleetIndex index = index(host("a", 10, 1), host("b", 10, 1));
        List<Displaced> vms = List.of(vm(4), vm(4), vm(3), vm(3), vm(3), vm(3));
        assertThat(JointPlacement.now(index).byModels(vms)).isEmpty();
        assertThat(hosts(JointPlacement.now(index).place(vms).orElseThrow()))
                .containsExactly("a", "b", "a", "a", "b", "b");
    }

    @Test
    void theFewModelsPlaceWhatFunctionsAloneDecide() {
        FleetIndex index = index(host("a", 2, 1), host("b", 1, 1));
        JointPlacement joint = JointPlacement.on(index, index.state().hosts());
        assertThat(joint.byFewModels(List.of(vm(1), vm(2))).map(JointPlacementTest::hosts))
                .contains(List.of("b", "a"));
        assertThat(joint.byFewModels(List.of(vm(2), vm(2)))).isEmpty();
    }

    /** So that it may be asked what would be before it is done. */
    @Test
    void toFindAPlaceTakesNothing() {
        FleetIndex index = index(host("a", 1, 1), host("b", 1, 1));
        JointPlacement joint = JointPlacement.now(index);
        List<List<String>> asked = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            asked.add(hosts(joint.place(List.of(new Displaced("vm", ONE, Optional.empty())))
                    .orElseThrow()));
        }
        assertThat(asked).containsOnly(List.of("a"));
    }
}
