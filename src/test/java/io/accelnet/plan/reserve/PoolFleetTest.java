package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Promises to VMs that need VFs of several pools, or of different ports. */
class PoolFleetTest {
    private static final Tiers TIERS = new Tiers(List.of(1, 2, 4));
    private static final int RED = 0;
    private static final int BLUE = 1;
    private static final Demand PAIR = new Demand(2, 0, List.of(1, 1), false);
    private static final Demand OF_RED = new Demand(1, 0, List.of(1), false);
    private static final Demand OF_BLUE = new Demand(1, 0, List.of(0, 1), false);
    private static final Demand APART = new Demand(2, 0, List.of(2), true);

    private static Port port(String name, int functions, int pool) {
        return new Port(name, functions, Port.UNBOUNDED, 64, pool);
    }

    private static List<Host> hosts(int count, Port... ports) {
        return IntStream.range(0, count)
                .mapToObj(number -> Host.up("host-" + number, ports))
                .toList();
    }

    private static int admitted(Reserve fleet, Demand demand, int asked) {
        int admitted = 0;
        for (int vm = 0; vm < asked; vm++) {
            if (fleet.admit(demand + "-" + vm, demand, Optional.empty()) instanceof Decision.Admitted) {
                admitted++;
            }
        }
        return admitted;
    }

    /** One supply would admit all eight, and the fifth could never be promised. */
    @Test
    void ofEightVmsOnTwoNetworksFourArePromised() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED), port("b", 6, BLUE)));
        assertThat(admitted(fleet, PAIR, 8)).isEqualTo(4);
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
        Decision fifth = fleet.admit("fifth", PAIR, Optional.empty());
        assertThat(Decision.shortage(fifth))
                .get()
                .extracting(Shortage::pools, Shortage::shortBy)
                .containsExactly(List.of(RED, BLUE), 1);
    }

    @Test
    void singlesGetWhatPairsLeave() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED), port("b", 6, BLUE)));
        admitted(fleet, PAIR, 3);
        assertThat(admitted(fleet, OF_RED, 8)).isEqualTo(1);
        assertThat(admitted(fleet, OF_BLUE, 20)).isEqualTo(9);
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void ofOnePoolFromDifferentPortsTheSmallerPortCounts() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED), port("b", 6, RED)));
        assertThat(admitted(fleet, APART, 20)).isEqualTo(4);
        assertThat(admitted(fleet, OF_RED, 20)).isEqualTo(8);
    }

    @Test
    void allOfAFailedHostFindPlaces() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED), port("b", 6, BLUE)));
        Map<String, Placement> held = new TreeMap<>();
        for (int vm = 0; vm < 8; vm++) {
            String name = "vm-" + vm;
            Demand demand = vm < 3 ? PAIR : vm < 4 ? OF_RED : OF_BLUE;
            if (fleet.admit(name, demand, Optional.empty()) instanceof Decision.Admitted admitted) {
                held.put(name, new Placement(admitted.host(), admitted.functionsPerPort()));
            }
        }
        assertThat(held).hasSize(8);
        Host failed = new Host("host-0", true, false, List.of(port("a", 2, RED), port("b", 6, BLUE)));
        fleet.put(failed);
        List<Displaced> displaced = new ArrayList<>();
        held.forEach((vm, placement) -> {
            if (placement.host().equals("host-0")) {
                int number = Integer.parseInt(vm.substring(3));
                displaced.add(new Displaced(vm, number < 3 ? PAIR : number < 4 ? OF_RED : OF_BLUE, Optional.empty()));
            }
        });
        assertThat(displaced).isNotEmpty();
        assertThat(fleet.recover(displaced).unplaced()).isEmpty();
    }

    @Test
    void theArithmeticIsThatOfEachPool() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED), port("b", 6, BLUE)));
        admitted(fleet, PAIR, 3);
        Sums sums = fleet.sums();
        assertThat(sums.pools().get(RED)).isEqualTo(new Sums.OfPool(6, 3, 3, 0, 0, 2, List.of(1, 1, 1)));
        assertThat(sums.pools().get(BLUE)).isEqualTo(new Sums.OfPool(18, 3, 15, 0, 0, 6, List.of(9, 9, 9)));
        assertThat(sums.combinations()).containsExactly(new Sums.OfCombination(List.of(RED, BLUE), List.of(1, 1, 1)));
        assertThat(sums.capacity()).isEqualTo(24);
        assertThat(sums.headroomIsExact()).isTrue();
    }

    /** All cables of a pool may be pulled at once: then it has nothing, and is still one of two. */
    @Test
    void aPoolWithoutPortsIsInTheArithmetic() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED)));
        Sums sums = fleet.sums();
        assertThat(sums.pools())
                .containsExactly(
                        new Sums.OfPool(6, 0, 6, 0, 0, 2, List.of(4, 4, 4)),
                        new Sums.OfPool(0, 0, 0, 0, 0, 0, List.of(0, 0, 0)));
        assertThat(sums.combinations()).containsExactly(new Sums.OfCombination(List.of(RED, BLUE), List.of(0, 0, 0)));
        assertThat(sums.headroom()).containsExactly(4, 4, 4);
    }

    @Test
    void aRefusalSaysOfWhichPoolMoreWouldAdmit() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED), port("b", 6, BLUE)));
        admitted(fleet, PAIR, 4);
        Explanation explanation = fleet.explain(PAIR, Optional.empty());
        assertThat(explanation.additions()).singleElement().satisfies(addition -> {
            assertThat(addition.pool()).isEqualTo(RED);
            assertThat(addition.places())
                    .allSatisfy(place -> assertThat(place.port()).contains("a"));
        });
    }

    /** Where all VMs need a VF of each of two pools, both run out together. */
    @Test
    void aRefusalSaysWhatWouldAdmitInBothPools() {
        PoolFleet fleet = PoolFleet.of(TIERS, 1, 2, hosts(3, port("a", 2, RED), port("b", 2, BLUE)));
        admitted(fleet, PAIR, 4);
        Explanation explanation = fleet.explain(PAIR, Optional.empty());
        assertThat(explanation.additions()).extracting(Addition::pool).containsExactly(RED, BLUE);
        assertThat(explanation.additions())
                .allSatisfy(addition -> assertThat(addition.virtualFunctions()).isEqualTo(1));
        assertThat(explanation.additions().getFirst().hosts())
                .isEqualTo(explanation.additions().getLast().hosts());
        assertThat(fleet.explain(PAIR, Optional.empty()))
                .as("nothing is left behind")
                .isEqualTo(explanation);
    }

    @Test
    void aRefusalSaysOfWhichPoolAFurtherPortWouldAdmit() {
        PoolFleet fleet = PoolFleet.of(TIERS, 0, 2, hosts(1, port("a", 2, RED)));
        Explanation explanation = fleet.explain(PAIR, Optional.empty());
        assertThat(explanation.additions())
                .containsExactly(new Addition(BLUE, 1, 0, List.of(new Addition.Place("host-0", Optional.empty()))));
    }

    /** A VM that needs two ports of one pool, both of them full. */
    @Test
    void aRefusalSaysThatMoreOnBothPortsWouldAdmit() {
        Demand different = new Demand(2, 0, List.of(2), true);
        PoolFleet fleet = PoolFleet.of(TIERS, 0, 2, hosts(1, port("a", 1, RED), port("b", 1, RED)));
        admitted(fleet, different, 1);
        assertThat(fleet.explain(different, Optional.empty()).additions())
                .containsExactly(new Addition(
                        RED,
                        1,
                        0,
                        List.of(
                                new Addition.Place("host-0", Optional.of("a")),
                                new Addition.Place("host-0", Optional.of("b")))));
    }

    /** It has one port, and needs another. */
    @Test
    void aRefusalSaysThatASecondPortWouldAdmit() {
        Demand different = new Demand(2, 0, List.of(2), true);
        PoolFleet fleet = PoolFleet.of(TIERS, 0, 2, hosts(1, port("a", 4, RED)));
        assertThat(fleet.explain(different, Optional.empty()).additions())
                .containsExactly(new Addition(RED, 1, 0, List.of(new Addition.Place("host-0", Optional.empty()))));
    }

    /** A port that was changed after a VM came: the VM has more queue pairs than the port gives to one VF now. */
    @Test
    void queuePairsRunOutWhereAVmHasMoreThanItsPortGives() {
        Tiers tiers = new Tiers(List.of(1, 2, 4));
        PoolFleet fleet = PoolFleet.of(tiers, 0, 2, List.of(withQueuePairs(4)));
        for (int vm = 0; vm < 2; vm++) {
            assertThat(fleet.admit("large" + vm, new Demand(1, 2), Optional.empty()))
                    .isInstanceOf(Decision.Admitted.class);
        }
        fleet.put(withQueuePairs(2));
        assertThat(fleet.sums().pools().get(RED).headroom()).startsWith(4, 2);
        Demand medium = new Demand(1, 1);
        assertThat(fleet.admit("medium0", medium, Optional.empty())).isInstanceOf(Decision.Admitted.class);
        assertThat(fleet.admit("medium1", medium, Optional.empty())).isInstanceOf(Decision.Admitted.class);
        assertThat(fleet.admit("medium2", medium, Optional.empty())).isInstanceOf(Decision.NoRoom.class);
    }

    private static Host withQueuePairs(int mostEach) {
        return new Host(
                "host-0",
                false,
                false,
                List.of(new Port("a", 6, 13, mostEach, RED), new Port("b", 1, Port.UNBOUNDED, Port.UNBOUNDED, BLUE)));
    }

    /**
     * Where the VM is tried first, the third host has nothing left that anybody could lack; where it would best be put, three hosts are
     * needed to show that something is missing.
     */
    @Test
    void noFewerHostsAreKnownThanTheFewest() {
        PoolFleet fleet = PoolFleet.of(
                new Tiers(List.of(1)),
                3,
                2,
                List.of(
                        Host.up("n5", port("a", 6, RED), port("b", 5, BLUE), port("c", 1, BLUE)),
                        Host.up("n4", port("a", 5, RED), port("b", 4, BLUE), port("c", 5, BLUE)),
                        Host.up("n3", port("a", 5, RED), port("c", 1, RED)),
                        new Host("n2", true, false, List.of(port("a", 4, RED), port("b", 5, BLUE))),
                        Host.up("n1", port("a", 3, RED), port("b", 5, BLUE), port("c", 3, BLUE), port("d", 1, RED)),
                        Host.up("n7")));
        fleet.hold("one", "n5", new Demand(5, 0, List.of(4, 1), false), Map.of("a", 4, "b", 1));
        fleet.hold("two", "n1", PAIR, Map.of("b", 1));
        fleet.hold("three", "n3", new Demand(2, 0), Map.of("a", 2));
        fleet.hold("four", "n1", new Demand(2, 0, List.of(0, 2), true), Map.of("b", 1, "c", 1));

        Explanation explanation = fleet.explain(new Demand(5, 0, List.of(1, 4), false), Optional.empty());

        assertThat(explanation.shortage().orElseThrow().worstHosts()).containsExactly("n1", "n4");
        assertThat(explanation.fewest().orElseThrow().worstHosts()).containsExactly("n1", "n4");
    }
}
