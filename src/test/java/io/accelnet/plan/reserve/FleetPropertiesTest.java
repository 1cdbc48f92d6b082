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
    private static TestCluster world(Regime regime, long seed) {
        Random random = new Random(seed);
        TestCluster cluster = regime.world(random);
        Oracle oracle = new Oracle(cluster);
        for (int vm = random.nextInt(9); vm > 0; vm--) {
            TestCluster.Node node = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
            Demand demand = regime.demand(cluster, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                cluster.vms.put("vm" + vm, new TestCluster.Vm("vm" + vm, demand, node, way));
            }
        }
        cluster.nodes.getFirst().down = random.nextInt(4) == 0;
        return cluster;
    }

    private static List<Object> answers(Fleet fleet, TestCluster cluster) {
        List<Object> answers = new ArrayList<>(List.of(fleet.verdict(), fleet.sums()));
        for (int tier = 0; tier < cluster.queuePairs.length; tier++) {
            Demand demand = new Demand(1 + tier, tier);
            answers.add(fleet.explain(demand, Optional.empty()));
            answers.add(fleet.admit("new" + tier, demand, Optional.empty()));
        }
        return answers;
    }

    @Property
    void theOrderInWhichAFleetIsBuiltMeansNothing(@ForAll Regime regime, @ForAll long seed) {
        TestCluster one = world(regime, seed);
        TestCluster other = world(regime, seed);
        Collections.shuffle(other.nodes, new Random(seed));
        List<TestCluster.Vm> vms = new ArrayList<>(other.vms.values());
        Collections.shuffle(vms, new Random(seed));
        other.vms.clear();
        vms.forEach(vm -> other.vms.put(vm.name(), vm));

        assertThat(answers(other.fleet(), other)).isEqualTo(answers(one.fleet(), one));
    }

    @Property
    void askingChangesNothing(@ForAll Regime regime, @ForAll long seed) {
        TestCluster cluster = world(regime, seed);
        Fleet fleet = cluster.fleet();
        fleet.sums();
        fleet.explain(new Demand(2, 0), Optional.empty());
        fleet.verdict();

        assertThat(answers(fleet, cluster)).isEqualTo(answers(cluster.fleet(), cluster));
    }

    @Property
    void releaseUndoesAdmit(@ForAll Regime regime, @ForAll long seed) {
        TestCluster cluster = world(regime, seed);
        Fleet fleet = cluster.fleet();
        fleet.admit("asking", new Demand(2, 0), Optional.empty());
        fleet.release("asking");

        assertThat(answers(fleet, cluster)).isEqualTo(answers(cluster.fleet(), cluster));
    }

    @Property
    void aVmLessBreaksNoPromise(@ForAll Regime regime, @ForAll long seed) {
        TestCluster cluster = world(regime, seed);
        Fleet fleet = cluster.fleet();
        Assume.that(regime.exact && !cluster.vms.isEmpty() && fleet.verdict() instanceof Verdict.Holds);
        fleet.release(cluster.vms.keySet().iterator().next());

        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Property
    void whatSurvivesMoreFailuresSurvivesFewer(@ForAll Regime regime, @ForAll long seed) {
        TestCluster cluster = world(regime, seed);
        Assume.that(regime.exact && cluster.failures > 0 && cluster.fleet().verdict() instanceof Verdict.Holds);
        TestCluster fewer = new TestCluster(cluster.queuePairs, cluster.failures - 1);
        fewer.nodes.addAll(cluster.nodes);
        fewer.vms.putAll(cluster.vms);

        assertThat(fewer.fleet().verdict()).isInstanceOf(Verdict.Holds.class);
    }

    /** More VFs on a host, not more hosts: those may raise the number of failures to survive. */
    @Property
    void aFunctionMoreBreaksNoPromise(@ForAll Regime regime, @ForAll long seed) {
        TestCluster cluster = world(regime, seed);
        Assume.that(regime.exact && cluster.fleet().verdict() instanceof Verdict.Holds);
        cluster.nodes.getLast().functions[0]++;
        cluster.nodes.getLast().budget[0] += cluster.queuePairs[cluster.queuePairs.length - 1];

        assertThat(cluster.fleet().verdict()).isNotInstanceOf(Verdict.Violated.class);
    }
}
