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
 * is found by binary search: some 20 to 40 trials in all, whatever the size of the cluster.
 */
final class AdditionSizer {

    /** VFs more on one port, beyond which no addition is told. */
    private static final int MOST = 1_024;

    private static final int MOST_STEPS = 32;

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

    /** Which of the two resources it is that is needed. */
    Addition addition(Size size) {
        int each = state.queuePairs(demand);
        int pairs = size.functions() * each;
        Amount amount = new Amount(size.functions(), pairs, size.ports());
        if (admits(new Amount(size.functions(), 0, size.ports()))) {
            amount = new Amount(size.functions(), 0, size.ports());
        } else if (admits(new Amount(0, pairs, size.ports()))) {
            amount = new Amount(
                    0,
                    BinarySearch.first(pairs - each + 1, pairs, tried -> admits(new Amount(0, tried, size.ports()))),
                    size.ports());
        }
        Amount least = smallest(amount);
        return new Addition(
                least.functions(),
                least.queuePairs(),
                ports.subList(0, least.ports()).stream()
                        .map(EnlargeablePort::place)
                        .toList());
    }

    /**
     * VFs and queue pairs, on each of so many ports.
     *
     * @param functions VFs on each
     * @param queuePairs queue pairs on each
     * @param ports how many ports
     */
    private record Amount(int functions, int queuePairs, int ports) {

        /** One VF less on each with the queue pairs that go with it, or one queue pair if it is these alone. */
        Optional<Amount> lessOnEach() {
            int fewer = functions == 0 ? 1 : queuePairs / functions;
            return functions <= 1 && queuePairs <= fewer
                    ? Optional.empty()
                    : Optional.of(new Amount(Math.max(0, functions - 1), queuePairs - fewer, ports));
        }

        Optional<Amount> onFewer() {
            return ports == 1 ? Optional.empty() : Optional.of(new Amount(functions, queuePairs, ports - 1));
        }
    }

    /** More room never hurts, but what proves that it is enough may depend on it: so the last step is tried by itself. */
    private Amount smallest(Amount found) {
        Amount amount = found;
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<Amount> smaller = amount.lessOnEach().filter(this::admits);
            smaller = smaller.isPresent() ? smaller : amount.onFewer().filter(this::admits);
            if (smaller.isEmpty()) {
                return amount;
            }
            amount = smaller.get();
        }
        return amount;
    }

    boolean admits(int functions, int count) {
        return admits(new Amount(functions, functions * state.queuePairs(demand), count));
    }

    private boolean admits(Amount amount) {
        return whatIf.admits(demand, ports.subList(0, amount.ports()), amount.functions(), amount.queuePairs());
    }
}
