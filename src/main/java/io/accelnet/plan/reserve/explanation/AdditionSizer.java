package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out how much more a few ports would need so that a VM is admitted, by trial. More room never hurts, so each number
 * is found by binary search: some 20 to 40 trials in all, whatever the size of the cluster, and one for each of a few places.
 */
final class AdditionSizer {

    /** VFs more on one port, beyond which no addition is told. */
    private static final int MOST = 1_024;

    /** Places up to which each is left out on trial. */
    private static final int MOST_PLACES = 32;

    private final FleetState state;
    private final Demand demand;
    private final WhatIf whatIf;
    private final List<EnlargeablePort> ports;

    /** @param ports where to add, in the order in which they are used */
    AdditionSizer(FleetState state, Demand demand, WhatIf whatIf, List<EnlargeablePort> ports) {
        this.state = state;
        this.demand = demand;
        this.whatIf = whatIf;
        this.ports = List.copyOf(ports);
    }

    /**
     * The same number of VFs on each of the first ports.
     *
     * @param functions VFs on each port
     * @param ports how many ports
     */
    record Size(int functions, int ports) {
        long total() {
            return (long) functions * ports;
        }
    }

    /**
     * The least of three ways to add: on one host, on one more than may fail, on all. If the hosts that may fail are the
     * only ones that have more, nothing is gained, hence the second; and nothing is less than one VF on each of those.
     */
    Optional<Size> least() {
        Optional<Size> least = Optional.empty();
        for (int count : new int[] {1, Math.min(state.failures() + 1, ports.size()), ports.size()}) {
            boolean one = least.filter(size -> size.functions() == 1).isPresent();
            if (count > 0 && !one) {
                least = Stream.concat(least.stream(), onFirst(count).map(this::onFewest).stream())
                        .min(Comparator.comparingLong(Size::total).thenComparingInt(Size::ports));
            }
        }
        return least;
    }

    /** The same on as few of the first ports as will do. */
    private Size onFewest(Size size) {
        return new Size(
                size.functions(), BinarySearch.first(1, size.ports(), count -> admits(size.functions(), count)));
    }

    /** The fewest VFs on each of so many ports. */
    Optional<Size> onFirst(int count) {
        if (!admits(MOST, count)) {
            return Optional.empty();
        }
        int enough = 1;
        while (enough < MOST && !admits(enough, count)) {
            enough *= 2;
        }
        return Optional.of(
                new Size(BinarySearch.first(enough / 2 + 1, enough, functions -> admits(functions, count)), count));
    }

    /** As little of either resource as will do, in as few places. */
    Addition addition(Size size) {
        int most = size.functions() * state.queuePairs(demand);
        Amount amount = leastOfEach(new Amount(size.functions(), most, ports.subList(0, size.ports())));
        Amount fewer = onNoneInVain(amount);
        // More room never hurts, but what proves that it is enough may depend on it: so less is tried once more.
        Amount least = leastOfEach(fewer);
        return new Addition(
                least.functions(),
                least.queuePairs(),
                least.ports().stream().map(EnlargeablePort::place).toList());
    }

    /**
     * VFs and queue pairs, on each of some ports.
     *
     * @param functions VFs on each
     * @param queuePairs queue pairs on each
     * @param ports where
     */
    private record Amount(int functions, int queuePairs, List<EnlargeablePort> ports) {

        Amount withFunctions(int number) {
            return new Amount(number, queuePairs, ports);
        }

        Amount withQueuePairs(int number) {
            return new Amount(functions, number, ports);
        }

        Amount without(EnlargeablePort port) {
            return new Amount(
                    functions,
                    queuePairs,
                    ports.stream().filter(other -> !other.equals(port)).toList());
        }
    }

    /** VFs alone if they do; else as few of them as will do with the queue pairs, then as few queue pairs. */
    private Amount leastOfEach(Amount enough) {
        if (enough.functions() > 0 && enough.queuePairs() > 0 && admits(enough.withQueuePairs(0))) {
            return fewestFunctions(enough.withQueuePairs(0));
        }
        Amount amount = fewestFunctions(enough);
        return amount.queuePairs() == 0
                ? amount
                : amount.withQueuePairs(BinarySearch.first(
                        amount.functions() == 0 ? 1 : 0,
                        amount.queuePairs(),
                        tried -> tried == amount.queuePairs() || admits(amount.withQueuePairs(tried))));
    }

    private Amount fewestFunctions(Amount enough) {
        int least = enough.queuePairs() == 0 ? 1 : 0;
        if (enough.functions() <= least || !admits(enough.withFunctions(enough.functions() - 1))) {
            return enough;
        }
        return enough.withFunctions(
                BinarySearch.first(least, enough.functions() - 1, tried -> admits(enough.withFunctions(tried))));
    }

    /** Leaves out each place without which it is enough, the last ones first, if there aren't too many of them. */
    private Amount onNoneInVain(Amount enough) {
        Amount amount = enough;
        for (EnlargeablePort port : enough.ports().size() > MOST_PLACES
                ? List.<EnlargeablePort>of()
                : enough.ports().reversed()) {
            Amount fewer = amount.without(port);
            if (!fewer.ports().isEmpty() && admits(fewer)) {
                amount = fewer;
            }
        }
        return amount;
    }

    boolean admits(int functions, int count) {
        return admits(new Amount(functions, functions * state.queuePairs(demand), ports.subList(0, count)));
    }

    private boolean admits(Amount amount) {
        return whatIf.admits(demand, amount.ports(), amount.functions(), amount.queuePairs());
    }
}
