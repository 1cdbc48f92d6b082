package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions of one certificate or refutation over the hosts of one sight, kept up to date host by host: a condition
 * holds if the weights of the worst hosts together don't exceed the room of all.
 */
final class Table extends Follower {

    private final Sight sight;
    private final Gauge gauge;
    private final Staircases staircases;
    private final int[][] conditions;
    private final TopWeights[] tops;
    private final int cells;
    /** By host and cell. */
    private int[] weights;

    private int[] rooms;
    private final long[] supply;
    private final int[] newWeights;
    private final int[] newRooms;
    private final int ranks;
    private final int thresholds;
    /** What all conditions together have at least left for {@link #creditFor} failures; negative if that isn't known. */
    private long credit = -1;

    private int creditFor;

    Table(FleetState state, Sight sight, Gauge gauge) {
        super(state);
        this.sight = sight;
        this.gauge = gauge;
        this.staircases = new Staircases(gauge.census().ranks(), gauge.thresholds());
        this.conditions = staircases.cells();
        this.cells = gauge.census().ranks() * gauge.thresholds().length;
        this.tops = new TopWeights[conditions.length];
        Arrays.setAll(tops, condition -> new TopWeights(sight.failures(state, state.failures)));
        this.weights = new int[cells * state.numbers()];
        this.rooms = new int[cells * state.numbers()];
        this.supply = new long[cells];
        this.newWeights = new int[cells];
        this.newRooms = new int[cells];
        this.ranks = gauge.census().ranks();
        this.thresholds = gauge.thresholds().length;
    }

    @Override
    void refresh(HostState host) {
        Arrays.fill(newWeights, 0);
        Arrays.fill(newRooms, 0);
        if (sight.sees(host)) {
            gauge.measure(host, newWeights, newRooms);
        }
        int first = host.number * cells;
        makeRoom(first + cells);
        boolean moved = false;
        int cell = 0;
        for (int rank = 0; rank < ranks; rank++) {
            int lost = 0;
            for (int threshold = 0; threshold < thresholds; threshold++) {
                int more = newRooms[cell] - rooms[first + cell];
                int heavier = newWeights[cell] - weights[first + cell];
                supply[cell] += more;
                rooms[first + cell] = newRooms[cell];
                moved |= heavier != 0;
                lost = Math.max(lost, Math.max(0, -more) + Math.max(0, heavier));
                cell++;
            }
            // A condition has one cell of the rank at most, and its largest weights sum up to no more than that in
            // addition.
            credit -= lost;
        }
        if (moved) {
            move(first);
        }
    }

    private void makeRoom(int length) {
        if (length > weights.length) {
            weights = Arrays.copyOf(weights, 2 * length);
            rooms = Arrays.copyOf(rooms, 2 * length);
        }
    }

    private void move(int first) {
        for (int condition = 0; condition < conditions.length; condition++) {
            int before = 0;
            int after = 0;
            for (int cell : conditions[condition]) {
                before += weights[first + cell];
                after += newWeights[cell];
            }
            if (before != after) {
                tops[condition].replace(before, after);
            }
        }
        System.arraycopy(newWeights, 0, weights, first, cells);
    }

    /** Room left in a condition with so many of its worst hosts down, in slots; negative if it fails. */
    private long slack(int condition, int failures) {
        long room = 0;
        for (int cell : conditions[condition]) {
            room += supply[cell];
        }
        TopWeights top = tops[condition];
        top.want(failures);
        return room - top.sum();
    }

    /** Whether any so many of the hosts may fail. */
    boolean allHold(int failures) {
        catchUp();
        if (credit >= 0 && creditFor == failures) {
            return true;
        }
        long least = Long.MAX_VALUE;
        for (int condition = 0; condition < conditions.length; condition++) {
            least = Math.min(least, slack(condition, failures));
        }
        credit = least;
        creditFor = failures;
        return least >= 0;
    }

    /** The condition with the least slack; of equals the first. */
    Tightest tightest(int failures) {
        catchUp();
        int tightest = 0;
        long least = Long.MAX_VALUE;
        for (int condition = 0; condition < conditions.length; condition++) {
            long slack = slack(condition, failures);
            if (slack < least) {
                least = slack;
                tightest = condition;
            }
        }
        return new Tightest(tightest, least);
    }

    /** The least slack among the conditions that a VM of this rank and size takes from, wherever it is put. */
    long leastSlack(int rank, int size, int failures) {
        catchUp();
        long least = Long.MAX_VALUE;
        for (int condition = 0; condition < conditions.length; condition++) {
            int threshold = staircases.threshold(condition, rank);
            if (threshold > 0 && size >= threshold) {
                least = Math.min(least, slack(condition, failures));
            }
        }
        return least;
    }

    /**
     * A condition and how it stands.
     *
     * @param condition its number
     * @param slack room left with the worst hosts down, in slots
     */
    record Tightest(int condition, long slack) {}

    /** The condition in full, with the worst hosts: those of the largest weights, of equals the first by name. */
    Condition describe(Tightest found, int failures, FleetState state) {
        int[] all = conditions[found.condition()];
        TopWeights top = tops[found.condition()];
        top.want(failures);
        int bar = top.bar();
        int atBar = failures;
        for (HostState host : state.hosts) {
            atBar -= sight.sees(host) && weight(host, all) > bar ? 1 : 0;
        }
        List<HostState> worst = new ArrayList<>();
        for (HostState host : state.hosts) {
            int weight = sight.sees(host) ? weight(host, all) : -1;
            if (weight > bar || (weight == bar && atBar > 0)) {
                worst.add(host);
                atBar -= weight == bar ? 1 : 0;
            }
        }
        return new Condition(found.slack(), staircases.thresholds(found.condition()), worst);
    }

    private int weight(HostState host, int[] condition) {
        int weight = 0;
        for (int cell : condition) {
            weight += weights[host.number * cells + cell];
        }
        return weight;
    }
}
