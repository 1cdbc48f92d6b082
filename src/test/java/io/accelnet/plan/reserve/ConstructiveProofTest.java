package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the conditions allow is placed by the rule of the proof, without any search. */
class ConstructiveProofTest {

    @Property(tries = 20_000)
    void everySetOfFailuresIsPlacedByRule(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        World world = regime.world(random);
        fill(world, regime, random);
        FleetState state = world.state();
        Assume.that(state.examiner().isProvenByTables(Sight.STANDING, world.failures));
        List<HostState> up = state.hosts.stream().filter(Sight.STANDING::sees).toList();
        int failures = Sight.STANDING.failures(state, world.failures);
        for (int set = 0; set < 1 << up.size(); set++) {
            if (Integer.bitCount(set) <= failures) {
                int failed = set;
                List<HostState> down = IntStream.range(0, up.size())
                        .filter(index -> (failed >> index & 1) == 1)
                        .mapToObj(up::get)
                        .toList();
                List<HostState> supply = up.stream()
                        .filter(host -> !host.host.cordoned() && !down.contains(host))
                        .toList();
                assertThat(JointPlacement.on(state, supply).byModels(displaced(world, down)))
                        .as(
                                "%s without %s",
                                world, down.stream().map(HostState::name).toList())
                        .isPresent();
            }
        }
    }

    private static void fill(World world, Regime regime, Random random) {
        Oracle oracle = new Oracle(world);
        for (int vm = random.nextInt(12); vm > 0; vm--) {
            World.Node node = world.nodes.get(random.nextInt(world.nodes.size()));
            Demand demand = regime.demand(world, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                world.machines.put("vm" + vm, new World.Machine("vm" + vm, demand, node, way));
            }
        }
    }

    private static List<Displaced> displaced(World world, List<HostState> down) {
        List<Displaced> displaced = new ArrayList<>();
        for (World.Machine machine : world.machines.values()) {
            if (down.stream().anyMatch(host -> host.name().equals(machine.node().name))) {
                displaced.add(new Displaced(machine.name(), machine.demand(), Optional.empty()));
            }
        }
        return displaced;
    }
}
