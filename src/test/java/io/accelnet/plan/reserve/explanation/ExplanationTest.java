package io.accelnet.plan.reserve.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every number in an explanation is tried out: what it names must admit the VM, one step less must not, and the hosts that
 * it blames must be the fewest whose failure leaves VMs without VFs. A run prints its seed; {@code -Dreserve.seed=...}
 * repeats it.
 */
class ExplanationTest {

    private static final long SEED = Long.getLong("reserve.seed", System.nanoTime());
    private static final int WORLDS = Integer.getInteger("reserve.explanations", 1_500);
    private static final String ASKING = "asking";

    @ParameterizedTest
    @EnumSource
    void everyNumberIsTrue(Regime regime) {
        int[] said = new int[5];
        for (int index = 0; index < WORLDS; index++) {
            Random random = new Random(SEED + index);
            TestCluster cluster = world(regime, random);
            Demand demand = regime.demand(cluster, random);
            Optional<String> pinned = random.nextInt(4) == 0
                    ? Optional.of(cluster.nodes.get(random.nextInt(cluster.nodes.size())).name)
                    : Optional.empty();
            try {
                Question question = new Question(regime, cluster, demand, pinned);
                question.check(cluster.fleet().explain(demand, pinned), said);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "-Dreserve.seed=" + (SEED + index) + ", " + demand + " on " + pinned + " in " + cluster,
                        failure);
            }
        }
        System.out.printf(
                "%s: of %d VMs %d percentages, %d tiers, %d other hosts, %d additions, %d worst sets, -Dreserve.seed=%d%n",
                regime, WORLDS, said[0], said[1], said[2], said[3], said[4], SEED);
    }

    /** A cluster that is nearly full, and in one case of five one whose reserve may not hold. */
    private static TestCluster world(Regime regime, Random random) {
        TestCluster cluster = regime.world(random);
        cluster.nodes.getFirst().down = random.nextInt(8) == 0;
        boolean unasked = random.nextInt(5) == 0;
        for (int vm = 0; vm < 12; vm++) {
            Demand demand = regime.demand(cluster, random);
            if (unasked && random.nextInt(3) == 0) {
                TestCluster.Node node = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
                List<int[]> ways = new Oracle(cluster).ways(node, demand);
                if (!ways.isEmpty() && !node.down) {
                    cluster.vms.put("vm" + vm, new TestCluster.Vm("vm" + vm, demand, node, ways.getFirst()));
                }
            } else if (cluster.fleet().admit("vm" + vm, demand, Optional.empty())
                    instanceof Decision.Admitted admitted) {
                cluster.put("vm" + vm, demand, admitted.host(), admitted.functionsPerPort());
            }
        }
        return cluster;
    }

    /** A VM that asks, and what it was told. */
    private record Question(Regime regime, TestCluster cluster, Demand demand, Optional<String> pinned) {

        void check(Explanation explanation, int[] said) {
            if (explanation.decision() instanceof Decision.Admitted) {
                return;
            }
            checkFailures(explanation.failuresThatAdmit());
            checkTier(explanation.tierThatAdmits());
            explanation
                    .hostThatAdmits()
                    .ifPresent(host -> assertThat(admits(cluster.fleet(), demand, Optional.of(host)))
                            .isTrue());
            explanation.additions().forEach(this::checkAddition);
            explanation.fewest().ifPresent(fewest -> checkFewest(explanation, fewest));
            said[0] += explanation.failuresThatAdmit().isPresent() ? 1 : 0;
            said[1] += explanation.tierThatAdmits().isPresent() ? 1 : 0;
            said[2] += explanation.hostThatAdmits().isPresent() ? 1 : 0;
            said[3] += !explanation.additions().isEmpty() ? 1 : 0;
            said[4] += explanation.fewest().isPresent() ? 1 : 0;
        }

        private static boolean admits(Fleet fleet, Demand demand, Optional<String> pinned) {
            return fleet.admit(ASKING, demand, pinned) instanceof Decision.Admitted;
        }

        private boolean admits(TestCluster changed) {
            return admits(changed.fleet(), demand, pinned);
        }

        private void checkFailures(OptionalInt named) {
            named.ifPresent(failures -> assertThat(admits(cluster.copy(failures)))
                    .as("so few failures")
                    .isTrue());
            for (int more = named.orElse(cluster.down() - 1) + 1; more <= cluster.failures; more++) {
                assertThat(admits(cluster.copy(more))).as("%d failures", more).isFalse();
            }
        }

        private void checkTier(OptionalInt named) {
            named.ifPresent(tier -> assertThat(
                            admits(cluster.fleet(), new Demand(demand.virtualFunctions(), tier), pinned))
                    .as("the lower tier")
                    .isTrue());
            for (int tier = named.orElse(-1) + 1; tier <= demand.tier(); tier++) {
                assertThat(admits(cluster.fleet(), new Demand(demand.virtualFunctions(), tier), pinned))
                        .as("tier %d", tier)
                        .isFalse();
            }
        }

        private void checkAddition(Addition addition) {
            int functions = addition.virtualFunctions();
            int pairs = addition.queuePairs();
            List<Addition.Place> places = addition.places();
            assertThat(functions + pairs).isPositive();
            assertThat(places).isNotEmpty();
            assertThat(addition.hosts()).doesNotHaveDuplicates();
            assertThat(admits(enlarged(functions, pairs, places)))
                    .as("%s does", addition)
                    .isTrue();
            if (functions > 0) {
                assertThat(admits(enlarged(functions - 1, pairs, places)))
                        .as("one VF less than %s doesn't", addition)
                        .isFalse();
            }
            if (pairs > 0) {
                assertThat(admits(enlarged(functions, pairs - 1, places)))
                        .as("one queue pair less than %s doesn't", addition)
                        .isFalse();
            }
            for (Addition.Place place : places) {
                List<Addition.Place> others = new ArrayList<>(places);
                others.remove(place);
                assertThat(admits(enlarged(functions, pairs, others)))
                        .as("%s without %s doesn't", addition, place)
                        .isFalse();
            }
        }

        private TestCluster enlarged(int functions, int pairs, List<Addition.Place> places) {
            TestCluster larger = cluster.copy(cluster.failures);
            for (Addition.Place place : places) {
                TestCluster.Node node = larger.node(place.host());
                if (place.port().isPresent()) {
                    node.functions[node.port(place.port().get())] += functions;
                    node.budget[node.port(place.port().get())] += pairs;
                } else if (functions > 0) {
                    larger.addPort(node, functions);
                }
            }
            return larger;
        }

        private void checkFewest(Explanation explanation, Shortage fewest) {
            boolean withVm = explanation.decision() instanceof Decision.ReserveShort;
            TestCluster shown = cluster.copy(cluster.failures);
            if (withVm) {
                HostAllocation best = best();
                shown.put(ASKING, demand, best.host().name(), best.split().byPort());
            }
            Shortage worst = explanation.shortage().orElseThrow();
            assertThat(fewest.worstHosts())
                    .hasSizeLessThanOrEqualTo(worst.worstHosts().size());
            assertThat(survives(shown, withVm, fewest.worstHosts()))
                    .as("losing %s", fewest)
                    .isFalse();
            assertThat(survives(shown, withVm, worst.worstHosts()))
                    .as("losing %s", worst)
                    .isFalse();
            if (regime.exact) {
                for (String host : fewest.worstHosts()) {
                    List<String> others = new ArrayList<>(fewest.worstHosts());
                    others.remove(host);
                    assertThat(survives(shown, withVm, others))
                            .as("losing only %s", others)
                            .isTrue();
                }
                assertThat(new Oracle(shown)
                                .survives(withVm, fewest.worstHosts().size() - 1))
                        .as("any fewer may fail")
                        .isTrue();
            }
            if (regime == Regime.SINGLES) {
                checkAmount(shown, withVm, fewest);
                checkAmount(shown, withVm, worst);
            }
        }

        private static boolean survives(TestCluster shown, boolean returned, List<String> failed) {
            return new Oracle(shown).survives(returned, failed);
        }

        /** So many VFs on a host of their own would be enough for those who lack them, and one less wouldn't. */
        private static void checkAmount(TestCluster shown, boolean returned, Shortage shortage) {
            assertThat(survives(withSpare(shown, shortage.shortBy()), returned, shortage.worstHosts()))
                    .as("%s is enough", shortage)
                    .isTrue();
            assertThat(survives(withSpare(shown, shortage.shortBy() - 1), returned, shortage.worstHosts()))
                    .as("%s is needed", shortage)
                    .isFalse();
        }

        private static TestCluster withSpare(TestCluster shown, int functions) {
            TestCluster larger = shown.copy(shown.failures);
            larger.nodes.add(
                    new TestCluster.Node("spare", new int[] {functions}, new int[] {1_000_000}, new int[] {1_000}));
            return larger;
        }

        /** Where the VM would best be put. */
        private HostAllocation best() {
            FleetState state = cluster.state();
            Optional<Candidate> best = pinned.isEmpty()
                    ? new FleetIndex(state).candidates().best(demand)
                    : pinned.flatMap(name -> Optional.ofNullable(state.host(name)))
                            .flatMap(host -> Candidate.on(host, demand, state.tiers()));
            return best.orElseThrow().allocation(state);
        }
    }
}
