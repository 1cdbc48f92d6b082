package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of every fleet, whatever is in it. */
class FleetPropertiesTest {

    /** A cluster with some VMs that were admitted and some that were just there. */
    private static World world(Regime regime, long seed) {
        Random random = new Random(seed);
        World world = regime.world(random);
        Oracle oracle = new Oracle(world);
        for (int vm = random.nextInt(9); vm > 0; vm--) {
            World.Node node = world.nodes.get(random.nextInt(world.nodes.size()));
            Demand demand = regime.demand(world, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                world.machines.put("vm" + vm, new World.Machine("vm" + vm, demand, node, way));
            }
        }
        world.nodes.getFirst().down = random.nextInt(4) == 0;
        return world;
    }

    private static List<Object> answers(Fleet fleet, World world) {
        List<Object> answers = new ArrayList<>(List.of(fleet.verdict(), fleet.sums()));
        for (int tier = 0; tier < world.queuePairs.length; tier++) {
            Demand demand = new Demand(1 + tier, tier);
            answers.add(fleet.explain(demand, Optional.empty()));
            answers.add(fleet.admit("new" + tier, demand, Optional.empty()));
        }
        return answers;
    }

    @Property
    void theOrderInWhichAFleetIsBuiltMeansNothing(@ForAll Regime regime, @ForAll long seed) {
        World one = world(regime, seed);
        World other = world(regime, seed);
        Collections.shuffle(other.nodes, new Random(seed));
        List<World.Machine> machines = new ArrayList<>(other.machines.values());
        Collections.shuffle(machines, new Random(seed));
        other.machines.clear();
        machines.forEach(machine -> other.machines.put(machine.name(), machine));

        assertThat(answers(other.fleet(), other)).isEqualTo(answers(one.fleet(), one));
    }

    @Property
    void askingChangesNothing(@ForAll Regime regime, @ForAll long seed) {
        World world = world(regime, seed);
        Fleet fleet = world.fleet();
        fleet.sums();
        fleet.explain(new Demand(2, 0), Optional.empty());
        fleet.verdict();

        assertThat(answers(fleet, world)).isEqualTo(answers(world.fleet(), world));
    }

    @Property
    void releaseUndoesAdmit(@ForAll Regime regime, @ForAll long seed) {
        World world = world(regime, seed);
        Fleet fleet = world.fleet();
        fleet.admit("guest", new Demand(2, 0), Optional.empty());
        fleet.release("guest");

        assertThat(answers(fleet, world)).isEqualTo(answers(world.fleet(), world));
    }

    @Property
    void aVmLessBreaksNoPromise(@ForAll Regime regime, @ForAll long seed) {
        World world = world(regime, seed);
        Fleet fleet = world.fleet();
        Assume.that(regime.exact && !world.machines.isEmpty() && fleet.verdict() instanceof Verdict.Holds);
        fleet.release(world.machines.keySet().iterator().next());

        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Property
    void whatSurvivesMoreFailuresSurvivesFewer(@ForAll Regime regime, @ForAll long seed) {
        World world = world(regime, seed);
        Assume.that(regime.exact && world.failures > 0 && world.fleet().verdict() instanceof Verdict.Holds);
        World fewer = new World(world.queuePairs, world.failures - 1);
        fewer.nodes.addAll(world.nodes);
        fewer.machines.putAll(world.machines);

        assertThat(fewer.fleet().verdict()).isInstanceOf(Verdict.Holds.class);
    }

    /** More VFs on a host, not more hosts: those may raise the number of failures to survive. */
    @Property
    void aFunctionMoreBreaksNoPromise(@ForAll Regime regime, @ForAll long seed) {
        World world = world(regime, seed);
        Assume.that(regime.exact && world.fleet().verdict() instanceof Verdict.Holds);
        world.nodes.getLast().functions[0]++;
        world.nodes.getLast().budget[0] += world.queuePairs[world.queuePairs.length - 1];

        assertThat(world.fleet().verdict()).isNotInstanceOf(Verdict.Violated.class);
    }
}
