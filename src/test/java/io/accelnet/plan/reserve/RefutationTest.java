package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Necessary conditions: what fails one doesn't survive, and where they are exact what doesn't survive fails one. */
class RefutationTest {

    @Property(tries = 2_000)
    void whatIsRefutedDoesNotSurvive(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        World world = regime.world(random);
        Oracle oracle = new Oracle(world);
        int most = 1 + random.nextInt(4);
        for (int vm = random.nextInt(9); vm > 0; vm--) {
            World.Node node = world.nodes.get(random.nextInt(world.nodes.size()));
            Demand any = regime.demand(world, random);
            // Of one size only, now and then: what is a multiple of it counts then.
            Demand demand = most == 1 || regime.exact ? any : new Demand(most, any.tier());
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                world.machines.put("vm" + vm, new World.Machine("vm" + vm, demand, node, way));
            }
        }
        FleetState state = world.state();
        boolean survives = oracle.survives(false, world.failures);
        Examination examination = state.examiner().examine(Sight.STANDING, world.failures);

        assertThat(examination.breach().isPresent() && survives).as("%s", world).isFalse();
        assertThat(examination.holds() && !survives).as("%s", world).isFalse();
        assertThat(regime.exact && !survives && examination.breach().isEmpty())
                .as("%s", world)
                .isFalse();
    }
}
