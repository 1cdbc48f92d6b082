package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.World;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Seat;
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
class SearchTest {

    private static final int AMPLE = 1_000_000;

    @Property
    void findsAWayIfThereIsOneAndItFits(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        World world = regime.world(random);
        List<Displaced> machines = machines(world, regime, random);
        Optional<List<Seat>> found = search(world, machines, AMPLE).place();

        boolean[] everywhere = new boolean[world.nodes.size()];
        Arrays.fill(everywhere, true);
        List<Demand> demands = machines.stream().map(Displaced::demand).toList();
        assertThat(found.isPresent()).isEqualTo(new Oracle(world).fits(demands, everywhere));
        found.ifPresent(seats -> assertFits(world, machines, seats));
    }

    @Property
    void theOrderOfTheListMeansNothing(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        World world = regime.world(random);
        List<Displaced> machines = machines(world, regime, random);
        List<Displaced> shuffled = new ArrayList<>(machines);
        Collections.shuffle(shuffled, random);

        assertThat(told(shuffled, search(world, shuffled, AMPLE).place()))
                .isEqualTo(told(machines, search(world, machines, AMPLE).place()));
    }

    @Property
    void takesNoMoreStepsThanItMay(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        World world = regime.world(random);
        List<Displaced> machines = machines(world, regime, random);
        Search ample = search(world, machines, Search.STEPS);
        Assume.that(ample.place().isPresent() && !machines.isEmpty());
        int taken = Search.STEPS - ample.stepsLeft();

        Search enough = search(world, machines, taken);
        assertThat(enough.place()).isPresent();
        assertThat(enough.stepsLeft()).isZero();
        Search tooShort = search(world, machines, taken - 1);
        assertThat(tooShort.place()).isEmpty();
        assertThat(tooShort.stepsLeft()).isZero();
    }

    /** Any other order would have to go back: the large one and the demanding one have one place each. */
    @Test
    void theMostDemandingComeFirst() {
        World world = new World(new int[] {1, 4}, 0);
        world.nodes.add(new World.Node("large", new int[] {4}, new int[] {4}, new int[] {1}));
        world.nodes.add(new World.Node("middle", new int[] {1}, new int[] {4}, new int[] {4}));
        world.nodes.add(new World.Node("small", new int[] {2}, new int[] {2}, new int[] {1}));
        Demand small = new Demand(1, 0);
        List<Displaced> machines = Stream.of(small, new Demand(4, 0), small, new Demand(1, 1))
                .map(demand -> new Displaced(demand.toString(), demand, Optional.empty()))
                .toList();
        Search search = search(world, machines, AMPLE);

        assertThat(search.place().orElseThrow())
                .extracting(seat -> seat.host().name())
                .containsExactly("small", "large", "small", "middle");
        assertThat(AMPLE - search.stepsLeft())
                .as(
                        "two hosts for the demanding, one for the large, three and one for the small ones, and a port for each")
                .isEqualTo(2 + 1 + 3 + 1 + 4);
    }

    /** Both take two queue pairs; each would have its place on the first host, and one of them has to go on. */
    @Test
    void ofEquallyDemandingTheHigherTierComesFirst() {
        World world = new World(new int[] {1, 2}, 0);
        world.nodes.add(new World.Node("a", new int[] {2}, new int[] {4}, new int[] {2}));
        world.nodes.add(new World.Node("b", new int[] {2}, new int[] {4}, new int[] {2}));
        for (List<Demand> demands :
                List.of(List.of(new Demand(2, 0), new Demand(1, 1)), List.of(new Demand(1, 1), new Demand(2, 0)))) {
            List<Displaced> machines = demands.stream()
                    .map(demand -> new Displaced(demand.toString(), demand, Optional.empty()))
                    .toList();
            List<Seat> seats = search(world, machines, AMPLE).place().orElseThrow();
            assertThat(seats.get(demands.indexOf(new Demand(1, 1))).host().name())
                    .isEqualTo("a");
        }
    }

    /** There are too few VFs, so it isn't worth a step. */
    @Test
    void whatCantFitIsNotTried() {
        World world = new World(new int[] {1}, 0);
        world.nodes.add(new World.Node("a", new int[] {2}, new int[] {1_000_000}, new int[] {1}));
        world.nodes.add(new World.Node("b", new int[] {1}, new int[] {1_000_000}, new int[] {1}));
        List<Displaced> machines = IntStream.range(0, 4)
                .mapToObj(vm -> new Displaced("vm" + vm, new Demand(1, 0), Optional.empty()))
                .toList();
        Search search = search(world, machines, AMPLE);

        assertThat(search.place()).isEmpty();
        assertThat(search.stepsLeft()).isEqualTo(AMPLE);
    }

    /** Each host has room for one of the two; how their VFs could be divided among so many ports must not be tried for ever. */
    @Test
    void whatPortsAreGivenCountsAsWell() {
        World world = new World(new int[] {1}, 0);
        int[] ports = new int[32];
        Arrays.fill(ports, 2);
        int[] pairs = new int[32];
        Arrays.fill(pairs, 2);
        int[] most = new int[32];
        Arrays.fill(most, 1);
        world.nodes.add(new World.Node("a", ports, pairs, most));
        world.nodes.add(new World.Node("b", new int[] {30}, new int[] {30}, new int[] {1}));
        List<Displaced> machines = Stream.of("vm1", "vm2")
                .map(vm -> new Displaced(vm, new Demand(40, 0), Optional.empty()))
                .toList();
        Search search = search(world, machines, 1_000);

        assertThat(search.place()).isEmpty();
        assertThat(search.stepsLeft()).isZero();
    }

    private static Search search(World world, List<Displaced> machines, int steps) {
        FleetState state = world.state();
        return new Search(state.tiers(), state.hosts(), machines, steps);
    }

    private static List<Displaced> machines(World world, Regime regime, Random random) {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(vm -> new Displaced("vm" + vm, regime.demand(world, random), Optional.empty()))
                .toList();
    }

    private static List<String> told(List<Displaced> machines, Optional<List<Seat>> seats) {
        return seats.stream()
                .flatMap(found -> IntStream.range(0, machines.size())
                        .mapToObj(index -> machines.get(index).demand() + " on "
                                + found.get(index).placement()))
                .sorted()
                .toList();
    }

    private static void assertFits(World world, List<Displaced> machines, List<Seat> seats) {
        assertThat(seats).hasSameSizeAs(machines);
        Map<String, Integer> functions = new HashMap<>();
        Map<String, Integer> pairs = new HashMap<>();
        for (int index = 0; index < seats.size(); index++) {
            Demand demand = machines.get(index).demand();
            World.Node node = world.node(seats.get(index).host().name());
            int each = world.queuePairs[demand.tier()];
            Map<String, Integer> split = seats.get(index).split().byPort();
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
