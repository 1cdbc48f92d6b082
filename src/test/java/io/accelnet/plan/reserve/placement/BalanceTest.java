package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The order of hosts for a new VM where both resources bind, against a sort by what the order is said to be. */
class BalanceTest {

    private static final int LARGE = 16;

    @Property
    void hostsAreInTheOrderOfPreferenceWhateverHappened(
            @ForAll @IntRange(min = 1, max = 20) int functions,
            @ForAll @IntRange(max = 2) int tier,
            @ForAll @IntRange(max = 3) int given,
            @ForAll long seed) {
        Demand demand = new Demand(functions, tier);
        Random random = new Random(seed);
        FleetState state = new FleetState(
                new Tiers(List.of(1, 2, 4)), 0, List.of(host(0, random), host(1, random), host(2, random)));
        Balance kept = new Balance(state, demand, given);
        long ratio = state.capacity().perFunction();
        for (int step = 0; step < 12; step++) {
            int before = state.renumberings();
            change(state, step, random);
            // Where a name finds no gap among the numbers, all hosts get others.
            if (state.capacity().perFunction() != ratio || state.renumberings() != before) {
                ratio = state.capacity().perFunction();
                kept = new Balance(state, demand, given);
            }
            List<Integer> expected = sorted(state, demand, given);
            assertThat(kept.all()).as("seed %d, step %d", seed, step).isEqualTo(expected);
            assertThat(kept.best()).isEqualTo(expected.isEmpty() ? BestFitIndex.NONE : expected.getFirst());
        }
    }

    private static Host host(int index, Random random) {
        Port first = new Port("port0", 8 << random.nextInt(3), 32, 4);
        Port second = new Port("port1", 4, 1 + random.nextInt(16), 1 << random.nextInt(3));
        return new Host("host" + index, random.nextInt(9) == 0, random.nextInt(9) == 0, List.of(first, second));
    }

    /** Mostly VMs come and go: the ratio of all ports stays what it is. */
    private static void change(FleetState state, int step, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> state.put(host(random.nextInt(4), random));
            case 1 -> state.release("vm" + random.nextInt(12));
            default ->
                state.hold(
                        "vm" + step,
                        new Demand(1, random.nextInt(3)),
                        "host" + random.nextInt(3),
                        Map.of("port" + random.nextInt(2), 1 + random.nextInt(3)));
        }
    }

    private static List<Integer> sorted(FleetState state, Demand demand, int given) {
        int each = state.queuePairs(demand);
        int preference = state.capacity().preference(each);
        ToIntFunction<HostState> free = host -> counted(state, host, demand, given)
                .mapToInt(PortState::freeFunctions)
                .sum();
        Comparator<HostState> mostWanted = Comparator.comparingLong(host -> -preference
                * counted(state, host, demand, given)
                        .mapToLong(state.capacity()::surplus)
                        .sum());
        return state.hosts().stream()
                .filter(HostState::takesVms)
                .filter(host -> counted(state, host, demand, given)
                                .mapToInt(port -> port.room(each))
                                .sum()
                        >= demand.virtualFunctions())
                .sorted(mostWanted
                        .thenComparingInt(host ->
                                Math.min(LARGE, Candidate.fragment(free.applyAsInt(host), demand.virtualFunctions())))
                        .thenComparingInt(host -> -free.applyAsInt(host))
                        .thenComparing(HostState::name))
                .map(host -> host.number())
                .toList();
    }

    /** Those of the given tier, or all that serve the demand. */
    private static Stream<PortState> counted(FleetState state, HostState host, Demand demand, int given) {
        boolean all = given == state.tiers().count();
        return Stream.of(host.ports()).filter(port -> all ? port.tier() >= demand.tier() : port.tier() == given);
    }
}
