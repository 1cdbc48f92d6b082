package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Split;
import io.accelnet.plan.reserve.placement.AllSplits;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which places are tried for a VM, and when there is nothing left to try. */
class TrialsTest {

    private static final Tiers TIERS = new Tiers(List.of(1, 2, 4));
    private static final Demand TWO = new Demand(2, 0);
    private static final int EVERY_WAY = 1_000;

    private static Port port(String name, int functions, int most) {
        return new Port(name, functions, Port.UNBOUNDED, most);
    }

    private static Port bound(String name, int functions, int queuePairs) {
        return new Port(name, functions, queuePairs, 4);
    }

    /** Whether the VM is tried with its VFs divided among ports: no failure is to be survived, so what is tried is taken. */
    private static boolean divides(Demand demand, Port... ports) {
        FleetState state = new FleetState(TIERS, 0, List.of(Host.up("n", ports)));
        Trials trials = new Trials(new FleetIndex(state), "vm", demand, 0);
        boolean ended = trials.trySplits(state.member("n"));
        assertThat(trials.ended()).isEqualTo(ended);
        assertThat(state.holding("vm").isPresent()).isEqualTo(ended);
        return ended;
    }

    @Test
    void onPortsOfOneTierTheDivisionIsNoMatter() {
        assertThat(divides(TWO, port("a", 2, 4), port("b", 2, 4))).isFalse();
        assertThat(divides(TWO, port("a", 2, 4), bound("b", 2, 8)))
                .as("also if there are just enough queue pairs")
                .isFalse();
    }

    @Test
    void onPortsOfSeveralTiersItIsAndWhereQueuePairsRunOut() {
        assertThat(divides(TWO, port("a", 2, 1), port("b", 2, 4))).isTrue();
        assertThat(divides(TWO, bound("a", 2, 7), bound("b", 2, 8))).isTrue();
    }

    @Test
    void portsThatCantBeUsedAreNoMatter() {
        assertThat(divides(new Demand(2, 1), port("a", 2, 1), port("b", 2, 4)))
                .as("too low")
                .isFalse();
        assertThat(divides(TWO, port("a", 0, 1), port("b", 2, 4))).as("full").isFalse();
    }

    @Test
    void aSingleFunctionIsNotDivided() {
        assertThat(divides(new Demand(1, 0), port("a", 2, 1), port("b", 2, 4))).isFalse();
    }

    @Test
    void whatWouldBeShortEverywhereEndsItAtOnce() {
        TestCluster cluster = new TestCluster(new int[] {1}, 1);
        cluster.nodes.add(new TestCluster.Node("a", new int[] {1}, new int[] {1_000_000}, new int[] {1}));
        cluster.nodes.add(new TestCluster.Node("b", new int[] {1}, new int[] {1_000_000}, new int[] {1}));
        cluster.put("there", new Demand(1, 0), "a", Map.of("port0", 1));
        FleetState state = cluster.state();
        Trials trials = new Trials(new FleetIndex(state), "vm", new Demand(1, 0), 1);

        assertThat(trials.tryAllocation(
                        new HostAllocation(state.member("b"), state.splits().get("port0", 1))))
                .isTrue();
        assertThat(trials.ended()).isTrue();
        assertThat(trials.admitted()).isEmpty();
        assertThat(trials.shortage()).isPresent();
        assertThat(state.knows("vm")).isFalse();
    }

    /** On the second host nothing proves it, but neither do queue pairs fall short, if they are all taken together. */
    @Test
    void whatIsOpenOnOneHostIsNotCalledShort() {
        FleetState state = twoHosts();
        Trials trials = new Trials(new FleetIndex(state), "vm", new Demand(3, 2), 1);
        Split three = state.splits().get("port0", 3);

        assertThat(hurried(state, () -> trials.tryAllocation(new HostAllocation(state.member("a"), three))))
                .isFalse();
        assertThat(trials.shortage()).isPresent();
        assertThat(hurried(state, () -> trials.tryAllocation(new HostAllocation(state.member("b"), three))))
                .isFalse();
        assertThat(trials.shortage()).isEmpty();
    }

    /** With too little work left to try sets of failures. */
    private static boolean hurried(FleetState state, Supplier<Boolean> question) {
        return state.work().within(new WorkBudget.Share(400_000), question);
    }

    @Test
    void whatTryingEverythingRefutesIsCalledShort() {
        FleetState state = twoHosts();
        Trials trials = new Trials(new FleetIndex(state), "vm", new Demand(3, 2), 1);
        Split three = state.splits().get("port0", 3);

        assertThat(trials.tryAllocation(new HostAllocation(state.member("a"), three)))
                .isFalse();
        assertThat(trials.shortage()).isPresent();
        assertThat(trials.tryAllocation(new HostAllocation(state.member("b"), three)))
                .isFalse();
        assertThat(trials.trySplits(state.member("a")))
                .as("there is no other division")
                .isFalse();
        assertThat(trials.ended()).isFalse();
        assertThat(trials.shortage()).isPresent();
    }

    private static FleetState twoHosts() {
        TestCluster cluster = new TestCluster(new int[] {2, 3, 5}, 1);
        cluster.nodes.add(new TestCluster.Node("a", new int[] {7, 2}, new int[] {20, 1}, new int[] {5, 3}));
        cluster.nodes.add(new TestCluster.Node("b", new int[] {7}, new int[] {26}, new int[] {5}));
        cluster.put("there", new Demand(3, 0), "b", Map.of("port0", 3));
        return cluster.state();
    }

    /**
     * One host has the ports for the fifty high VMs of the other one, and would lose too many of them to the low VM however
     * that is divided. There is a host for low VMs as well, so that nothing is short wherever it goes.
     */
    @Test
    void noMoreThan64PlacesAreTried() {
        FleetState state = new FleetState(
                TIERS,
                1,
                List.of(
                        Host.up("high", port("a", 20, 4), port("b", 20, 4), port("c", 20, 4)),
                        Host.up("low", port("a", 100, 1)),
                        Host.up("other", port("a", 60, 4))));
        for (int vm = 0; vm < 50; vm++) {
            state.hold("vm" + vm, new Demand(1, 2), "other", Map.of("a", 1));
        }
        Demand large = new Demand(20, 0);
        Trials trials = new Trials(new FleetIndex(state), "large", large, 1);
        List<HostAllocation> places = AllSplits.of(state, state.member("high"), large, EVERY_WAY);

        assertThat(places).hasSizeGreaterThan(64);
        assertThat(IntStream.range(0, 63).mapToObj(places::get).map(trials::tryAllocation))
                .containsOnly(false);
        assertThat(trials.ended()).isFalse();
        assertThat(trials.shortage()).as("as far as it is known").isPresent();
        assertThat(trials.tryAllocation(places.getFirst())).as("no other place").isFalse();
        assertThat(trials.tryAllocation(places.get(63))).isTrue();
        assertThat(trials.ended()).isTrue();
        assertThat(trials.shortage()).as("of the rest nothing is known").isEmpty();
    }
}
