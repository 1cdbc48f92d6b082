package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Allocated;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The search for a placement against the oracle. */
class BacktrackingSearchTest {

    private static final int AMPLE = 1_000_000;
    private static final int MANY = 50_000;

    @Property
    void findsAWayIfThereIsOneAndItFits(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = regime.world(random);
        List<Displaced> vms = vms(cluster, regime, random);
        Optional<List<HostAllocation>> found = search(cluster, vms, AMPLE).place();

        boolean[] everywhere = new boolean[cluster.nodes.size()];
        Arrays.fill(everywhere, true);
        List<Demand> demands = vms.stream().map(Displaced::demand).toList();
        assertThat(found.isPresent()).isEqualTo(new Oracle(cluster).fits(demands, everywhere));
        found.ifPresent(allocations -> assertFits(cluster, vms, allocations));
    }

    @Property
    void theOrderOfTheListMeansNothing(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = regime.world(random);
        List<Displaced> vms = vms(cluster, regime, random);
        List<Displaced> shuffled = new ArrayList<>(vms);
        Collections.shuffle(shuffled, random);

        assertThat(told(shuffled, search(cluster, shuffled, AMPLE).place()))
                .isEqualTo(told(vms, search(cluster, vms, AMPLE).place()));
    }

    @Property
    void takesNoMoreStepsThanItMay(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = regime.world(random);
        List<Displaced> vms = vms(cluster, regime, random);
        BacktrackingSearch ample = search(cluster, vms, BacktrackingSearch.STEPS);
        Assume.that(ample.place().isPresent() && !vms.isEmpty());
        int taken = BacktrackingSearch.STEPS - ample.stepsLeft();

        BacktrackingSearch enough = search(cluster, vms, taken);
        assertThat(enough.place()).isPresent();
        assertThat(enough.stepsLeft()).isZero();
        BacktrackingSearch tooShort = search(cluster, vms, taken - 1);
        assertThat(tooShort.place()).isEmpty();
        assertThat(tooShort.stepsLeft()).isZero();
    }

    /** Any other order would have to go back: the large one and the demanding one have one place each. */
    @Test
    void theMostDemandingComeFirst() {
        TestCluster cluster = new TestCluster(new int[] {1, 4}, 0);
        cluster.nodes.add(new TestCluster.Node("large", new int[] {4}, new int[] {4}, new int[] {1}));
        cluster.nodes.add(new TestCluster.Node("middle", new int[] {1}, new int[] {4}, new int[] {4}));
        cluster.nodes.add(new TestCluster.Node("small", new int[] {2}, new int[] {2}, new int[] {1}));
        Demand small = new Demand(1, 0);
        List<Displaced> vms = Stream.of(small, new Demand(4, 0), small, new Demand(1, 1))
                .map(demand -> new Displaced(demand.toString(), demand, Optional.empty()))
                .toList();
        BacktrackingSearch search = search(cluster, vms, AMPLE);

        assertThat(search.place().orElseThrow())
                .extracting(allocation -> allocation.host().name())
                .containsExactly("small", "large", "small", "middle");
        assertThat(AMPLE - search.stepsLeft())
                .as(
                        "two hosts for the demanding, one for the large, three and one for the small ones, and a port for each")
                .isEqualTo(2 + 1 + 3 + 1 + 4);
    }

    /** Both take two queue pairs; each would have its place on the first host, and one of them has to go on. */
    @Test
    void ofEquallyDemandingTheHigherTierComesFirst() {
        TestCluster cluster = new TestCluster(new int[] {1, 2}, 0);
        cluster.nodes.add(new TestCluster.Node("a", new int[] {2}, new int[] {4}, new int[] {2}));
        cluster.nodes.add(new TestCluster.Node("b", new int[] {2}, new int[] {4}, new int[] {2}));
        for (List<Demand> demands :
                List.of(List.of(new Demand(2, 0), new Demand(1, 1)), List.of(new Demand(1, 1), new Demand(2, 0)))) {
            List<Displaced> vms = demands.stream()
                    .map(demand -> new Displaced(demand.toString(), demand, Optional.empty()))
                    .toList();
            List<HostAllocation> allocations =
                    search(cluster, vms, AMPLE).place().orElseThrow();
            assertThat(allocations.get(demands.indexOf(new Demand(1, 1))).host().name())
                    .isEqualTo("a");
        }
    }

    /** There are too few VFs, so it isn't worth a step. */
    @Test
    void whatCantFitIsNotTried() {
        TestCluster cluster = new TestCluster(new int[] {1}, 0);
        cluster.nodes.add(new TestCluster.Node("a", new int[] {2}, new int[] {1_000_000}, new int[] {1}));
        cluster.nodes.add(new TestCluster.Node("b", new int[] {1}, new int[] {1_000_000}, new int[] {1}));
        List<Displaced> vms = IntStream.range(0, 4)
                .mapToObj(vm -> new Displaced("vm" + vm, new Demand(1, 0), Optional.empty()))
                .toList();
        BacktrackingSearch search = search(cluster, vms, AMPLE);

        assertThat(search.place()).isEmpty();
        assertThat(search.stepsLeft()).isEqualTo(AMPLE);
    }

    /** Each host has room for one of the two; how their VFs could be divided among so many ports must not be tried for ever. */
    @Test
    void whatPortsAreGivenCountsAsWell() {
        TestCluster cluster = new TestCluster(new int[] {1}, 0);
        int[] ports = new int[32];
        Arrays.fill(ports, 2);
        int[] pairs = new int[32];
        Arrays.fill(pairs, 2);
        int[] most = new int[32];
        Arrays.fill(most, 1);
        cluster.nodes.add(new TestCluster.Node("a", ports, pairs, most));
        cluster.nodes.add(new TestCluster.Node("b", new int[] {30}, new int[] {30}, new int[] {1}));
        List<Displaced> vms = Stream.of("vm1", "vm2")
                .map(vm -> new Displaced(vm, new Demand(40, 0), Optional.empty()))
                .toList();
        BacktrackingSearch search = search(cluster, vms, 1_000);

        assertThat(search.place()).isEmpty();
        assertThat(search.stepsLeft()).isZero();
    }

    /** As many steps as a recovery may take, and more: a search that goes deeper with each VM would run out of stack. */
    @Test
    void manyThousandVmsFindPlaces() {
        TestCluster cluster = new TestCluster(new int[] {1}, 0);
        cluster.nodes.add(new TestCluster.Node("a", new int[] {MANY, MANY}, new int[] {MANY, MANY}, new int[] {1, 1}));
        Demand demand = new Demand(1, 0);
        List<Displaced> vms = IntStream.range(0, 2 * MANY)
                .mapToObj(vm -> new Displaced("vm" + vm, demand, Optional.empty()))
                .toList();

        assertThat(search(cluster, vms, AMPLE).place().orElseThrow()).hasSize(2 * MANY);
    }

    /** Most of what is tried is dropped, so nothing is made of it. */
    @Test
    void aStepAllocatesNothing() {
        TestCluster cluster = new TestCluster(new int[] {1}, 0);
        for (String name : List.of("a", "b", "c")) {
            cluster.nodes.add(
                    new TestCluster.Node(name, new int[] {4, 4, 4}, new int[] {4, 4, 4}, new int[] {1, 1, 1}));
        }
        List<Displaced> vms = IntStream.range(0, 5)
                .mapToObj(vm -> new Displaced("vm" + vm, new Demand(7, 0), Optional.empty()))
                .toList();
        BacktrackingSearch search = search(cluster, vms, AMPLE);
        long before = Allocated.bytes();
        assertThat(search.place()).isEmpty();
        long bytes = Allocated.bytes() - before;

        assertThat(search.stepsLeft()).as("some thousand steps").isLessThan(AMPLE - 5_000);
        assertThat(bytes).isLessThan(5_000);
    }

    private static BacktrackingSearch search(TestCluster cluster, List<Displaced> vms, int steps) {
        FleetState state = cluster.state();
        return new BacktrackingSearch(state, state.hosts(), vms, steps);
    }

    private static List<Displaced> vms(TestCluster cluster, Regime regime, Random random) {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(vm -> new Displaced("vm" + vm, regime.demand(cluster, random), Optional.empty()))
                .toList();
    }

    private static List<String> told(List<Displaced> vms, Optional<List<HostAllocation>> allocations) {
        return allocations.stream()
                .flatMap(found -> IntStream.range(0, vms.size())
                        .mapToObj(index -> vms.get(index).demand() + " on "
                                + found.get(index).placement()))
                .sorted()
                .toList();
    }

    private static void assertFits(TestCluster cluster, List<Displaced> vms, List<HostAllocation> allocations) {
        assertThat(allocations).hasSameSizeAs(vms);
        Map<String, Integer> functions = new HashMap<>();
        Map<String, Integer> pairs = new HashMap<>();
        for (int index = 0; index < allocations.size(); index++) {
            Demand demand = vms.get(index).demand();
            TestCluster.Node node = cluster.node(allocations.get(index).host().name());
            int each = cluster.queuePairs[demand.tier()];
            Map<String, Integer> split = allocations.get(index).split().byPort();
            split.forEach((name, count) -> {
                assertThat(node.most[node.port(name)]).isGreaterThanOrEqualTo(each);
                assertThat(functions.merge(node.name + name, count, Integer::sum))
                        .isLessThanOrEqualTo(node.functions[node.port(name)]);
                assertThat(pairs.merge(node.name + name, count * each, Integer::sum))
                        .isLessThanOrEqualTo(node.budget[node.port(name)]);
            });
            assertThat(split.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(demand.virtualFunctions());
        }
    }
}
