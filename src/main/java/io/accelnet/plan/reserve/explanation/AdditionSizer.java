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
    static final int MOST = 1_024;

    /** Places up to which each is left out on trial. */
    private static final int MOST_PLACES = 32;

    private final FleetState state;
    private final Demand demand;
    private final WhatIf whatIf;
    private final List<EnlargeableHost> hosts;

    /** @param hosts where to add, in the order in which they are used */
    AdditionSizer(FleetState state, Demand demand, WhatIf whatIf, List<EnlargeableHost> hosts) {
        this.state = state;
        this.demand = demand;
        this.whatIf = whatIf;
        this.hosts = List.copyOf(hosts);
    }

    /**
     * The same number of VFs on each of the first hosts.
     *
     * @param functions VFs on each of a host's ports
     * @param hosts how many hosts
     */
    record Size(int functions, int hosts) {
        long total() {
            return (long) functions * hosts;
        }
    }

    /**
     * The least of three ways to add: on one host, on one more than may fail, on all. If the hosts that may fail are the
     * only ones that have more, nothing is gained, hence the second; and nothing is less than one VF on each of those.
     */
    Optional<Size> least() {
        Optional<Size> least = Optional.empty();
        for (int count : new int[] {1, Math.min(state.failures() + 1, hosts.size()), hosts.size()}) {
            boolean one = least.filter(size -> size.functions() == 1).isPresent();
            if (count > 0 && !one) {
                least = Stream.concat(least.stream(), onFirst(count).map(this::onFewest).stream())
                        .min(Comparator.comparingLong(Size::total).thenComparingInt(Size::hosts));
            }
        }
        return least;
    }

    /** The same on as few of the first hosts as will do. */
    private Size onFewest(Size size) {
        return new Size(
                size.functions(), BinarySearch.first(1, size.hosts(), count -> admits(size.functions(), count)));
    }

    /** The fewest VFs on each of so many hosts. */
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
        Amount amount = leastOfEach(new Amount(size.functions(), most, hosts.subList(0, size.hosts())));
        Amount fewer = onNoneInVain(amount);
        // More room never hurts, but what proves that it is enough may depend on it: so less is tried once more.
        Amount least = leastOfEach(fewer);
        return new Addition(hosts.getFirst().pool(), least.functions(), least.queuePairs(), least.places());
    }

    /**
     * VFs and queue pairs, on each of some ports.
     *
     * @param functions VFs on each
     * @param queuePairs queue pairs on each
     * @param hosts where
     */
    private record Amount(int functions, int queuePairs, List<EnlargeableHost> hosts) {

        List<Addition.Place> places() {
            return hosts.stream().flatMap(EnlargeableHost::places).toList();
        }

        Amount withFunctions(int number) {
            return new Amount(number, queuePairs, hosts);
        }

        Amount withQueuePairs(int number) {
            return new Amount(functions, number, hosts);
        }

        Amount without(Addition.Place place) {
            return new Amount(
                    functions,
                    queuePairs,
                    hosts.stream().flatMap(host -> host.without(place).stream()).toList());
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
        List<Addition.Place> places = enough.places();
        for (Addition.Place place : places.size() > MOST_PLACES ? List.<Addition.Place>of() : places.reversed()) {
            Amount fewer = amount.without(place);
            if (!fewer.hosts().isEmpty() && admits(fewer)) {
                amount = fewer;
            }
        }
        return amount;
    }

    boolean admits(int functions, int count) {
        return admits(new Amount(functions, functions * state.queuePairs(demand), hosts.subList(0, count)));
    }

    private boolean admits(Amount amount) {
        return whatIf.admits(demand, amount.hosts(), amount.functions(), amount.queuePairs());
    }
}
