package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Hosts that leave, and may as well stay. */
class LeavingHostsTest {
    private static final Demand ONE = new Demand(1, 0);

    /** A cluster of which each host may be leaving, without VMs. */
    private static TestCluster world(Regime regime, Random random) {
        TestCluster cluster = regime.world(random);
        cluster.nodes.forEach(node -> node.leaving = random.nextInt(3) == 0);
        cluster.nodes.getLast().down = random.nextInt(5) == 0;
        return cluster;
    }

    /** Asks for VMs, one after the other, and holds those that are admitted. */
    private static Fleet fill(TestCluster cluster, Regime regime, Random random) {
        Fleet fleet = cluster.fleet();
        for (int asked = 0; asked < 12; asked++) {
            String vm = "vm" + asked;
            Demand demand = regime.demand(cluster, random);
            if (fleet.admit(vm, demand, Optional.empty())
                    instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
                assertThat(cluster.node(host).leaving)
                        .as("nobody new on " + host)
                        .isFalse();
                cluster.put(vm, demand, host, split);
            }
        }
        return fleet;
    }

    @Property
    void whatIsAdmittedSurvivesWhetherTheyLeaveOrStay(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = world(regime, random);
        fill(cluster, regime, random);
        Assume.that(!cluster.vms.isEmpty());
        Oracle oracle = new Oracle(cluster);
        for (boolean stay : new boolean[] {false, true}) {
            oracle.setLeavingStay(stay);
            assertThat(oracle.everythingSurvives())
                    .as(cluster + " stay " + stay)
                    .isTrue();
        }
    }

    /** What they leave behind: the same VMs, fewer hosts, and no more failures to survive. */
    @Property
    void whenTheyHaveGoneWithoutVmsThePromiseHolds(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = world(regime, random);
        fill(cluster, regime, random);
        TestCluster left = new TestCluster(cluster.queuePairs, cluster.failures);
        cluster.nodes.stream().filter(node -> !node.leaving || node.down).forEach(left.nodes::add);
        cluster.vms.values().forEach(vm -> left.vms.put(vm.name(), vm));
        Assume.that(!left.vms.isEmpty());

        assertThat(new Oracle(left).everythingSurvives()).as(cluster.toString()).isTrue();
    }

    @Property(maxDiscardRatio = 100)
    void noRefusalIsNeedless(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = world(regime, random);
        Fleet fleet = fill(cluster, regime, random);
        Demand demand = regime.demand(cluster, random);
        Assume.that(regime.exact && fleet.admit("asking", demand, Optional.empty()) instanceof Decision.ReserveShort);
        for (TestCluster.Node node : cluster.nodes) {
            if (node.leaving || node.cordoned || node.down) {
                continue;
            }
            for (int[] way : new Oracle(cluster).ways(node, demand)) {
                TestCluster tried = cluster.copy(cluster.failures);
                tried.vms.put("asking", new TestCluster.Vm("asking", demand, tried.node(node.name), way));
                assertThat(new Oracle(tried).everythingSurvives())
                        .as(tried.toString())
                        .isFalse();
            }
        }
    }

    /** Any tolerated failure, one host after the other, with hosts that leave among those that fail. */
    @Property
    void anyToleratedFailureLeavesNobodyWithout(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = world(regime, random);
        cluster.nodes.forEach(node -> node.down = false);
        fill(cluster, regime, random);
        Assume.that(!cluster.vms.isEmpty());
        List<TestCluster.Node> failing = new ArrayList<>(cluster.nodes);
        Collections.shuffle(failing, random);
        failing = failing.subList(0, cluster.failures);
        failing.forEach(node -> node.down = true);
        List<Displaced> displaced = new ArrayList<>();
        for (TestCluster.Vm vm : cluster.vms.values()) {
            if (vm.node().down) {
                displaced.add(new Displaced(vm.name(), vm.demand(), Optional.empty()));
            }
        }

        assertThat(cluster.fleet().recover(displaced).unplaced())
                .as(cluster.toString())
                .isEmpty();
    }

    private static Fleet fleet(Host... hosts) {
        return Fleet.of(new Tiers(List.of(1)), 1, List.of(hosts));
    }

    private static Host host(String name, boolean down, boolean leaving, int functions) {
        return new Host(
                name, down, false, leaving, List.of(new Port("eth0", functions, Port.UNBOUNDED, Port.UNBOUNDED)));
    }

    @Test
    void aRecoveryUsesOthersFirst() {
        Fleet fleet = fleet(host("down", true, false, 4), host("leaving", false, true, 1), host("up", false, false, 4));
        fleet.hold("vm", "down", ONE, Map.of("eth0", 1));

        assertThat(fleet.recover(List.of(new Displaced("vm", ONE, Optional.empty())))
                        .placed())
                .extracting(placed -> placed.placement().host())
                .containsExactly("up");
    }

    @Test
    void aRecoveryUsesThemBeforeAnybodyIsWithout() {
        Fleet fleet = fleet(host("down", true, false, 4), host("leaving", false, true, 2), host("up", false, false, 1));
        fleet.hold("stays", "up", ONE, Map.of("eth0", 1));
        fleet.hold("vm", "down", ONE, Map.of("eth0", 1));

        Recovery recovery = fleet.recover(List.of(new Displaced("vm", ONE, Optional.empty())));
        assertThat(recovery.unplaced()).isEmpty();
        assertThat(recovery.placed())
                .extracting(placed -> placed.placement().host())
                .containsExactly("leaving");
        assertThat(fleet.admit("new", ONE, Optional.of("leaving")))
                .as("only the recovery may")
                .isEqualTo(new Decision.PinnedHostUnavailable("leaving"));
        assertThat(fleet.roomOn("leaving", ONE)).as("a VM that restarts there").contains(Map.of("eth0", 1));
    }

    @Test
    void theSumsCountWhatTheyHaveFree() {
        Fleet fleet = fleet(host("leaving", false, true, 3), host("a", false, false, 4), host("b", false, false, 4));
        fleet.hold("vm", "leaving", ONE, Map.of("eth0", 1));
        Sums sums = fleet.sums();

        assertThat(sums.leaving()).isEqualTo(2);
        assertThat(sums.free()).isEqualTo(8);
        assertThat(sums.used() + sums.free() + sums.cordoned() + sums.leaving()).isEqualTo(sums.capacity());
    }
}
