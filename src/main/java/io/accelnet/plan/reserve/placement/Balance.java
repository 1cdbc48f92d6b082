package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.Capacity;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.JournalReader;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds the host that a new VM should go to where VFs and queue pairs may both run out. A host that is left with one and
 * without the other has lost what it is left with. So a VM that takes more queue pairs than there are for each VF goes
 * where most of these are to spare, and one that takes less where fewest are; of equals to where the smallest power-of-two
 * remainder that still fits is broken, then with the most free VFs, then of the lowest name.
 */
final class Balance extends JournalReader {

    /** Blocks as large as this many VFs are no better if they are larger. */
    private static final int LARGE_BLOCK = 16;

    /** What is counted for a port of a host that is looked at, and for the host's place in the order. */
    private static final long STEPS_PER_PORT = 16;

    private final FleetState state;
    private final Demand demand;
    private final int given;
    private final int preference;
    private final TreeSet<Score> scores = new TreeSet<>(Comparator.comparingLong(Score::surplus)
            .thenComparingInt(Score::fragment)
            .thenComparingInt(Score::taken)
            .thenComparingInt(Score::host));
    /** By host number, what stands in the order. */
    private final List<Score> known = new ArrayList<>();

    /**
     * The order of the hosts for one demand, as long as the fleet's {@link Capacity#perFunction} is what it is.
     *
     * @param given the tier of the ports; one above all tiers if ports of several count together
     */
    Balance(FleetState state, Demand demand, int given) {
        super(state);
        this.state = state;
        this.demand = demand;
        this.given = given;
        this.preference = state.capacity().preference(state.queuePairs(demand));
    }

    /** The best host's number, or {@link BestFitIndex#NONE}. */
    int best() {
        catchUp();
        return scores.isEmpty() ? BestFitIndex.NONE : scores.first().host();
    }

    /** The hosts' numbers, the best first, as they are now. */
    List<Integer> all() {
        catchUp();
        state.work().spend(STEPS_PER_PORT * scores.size());
        return scores.stream().map(Score::host).toList();
    }

    @Override
    protected void refresh(HostState host) {
        while (known.size() <= host.number()) {
            known.add(Score.NONE);
        }
        state.work().spend(STEPS_PER_PORT * (1 + host.ports().length));
        Score before = known.get(host.number());
        Score now = host.takesVms() ? score(host) : Score.NONE;
        if (!before.equals(now)) {
            if (before.isRoom()) {
                scores.remove(before);
            }
            if (now.isRoom()) {
                scores.add(now);
            }
            known.set(host.number(), now);
        }
    }

    private Score score(HostState host) {
        int tiers = state.tiers().count();
        int pairs = state.queuePairs(demand);
        int room = 0;
        int functions = 0;
        long surplus = 0;
        for (PortState port : host.ports()) {
            if (given == tiers ? port.tier() >= demand.tier() : port.tier() == given) {
                room += port.room(pairs);
                functions += port.freeFunctions();
                surplus += state.capacity().surplus(port);
            }
        }
        if (room < demand.virtualFunctions()) {
            return Score.NONE;
        }
        return new Score(
                -preference * surplus,
                Math.min(LARGE_BLOCK, Candidate.fragment(functions, demand.virtualFunctions())),
                -functions,
                host.number());
    }

    /** What the order looks at, the least first. */
    private record Score(long surplus, int fragment, int taken, int host) {
        static final Score NONE = new Score(0, 0, 0, BestFitIndex.NONE);

        boolean isRoom() {
            return host != BestFitIndex.NONE;
        }
    }
}
