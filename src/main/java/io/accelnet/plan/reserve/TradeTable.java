package io.accelnet.plan.reserve;

import java.util.Arrays;

/** The conditions of one proof by typed slots that may be traded, kept up to date host by host. */
final class TradeTable extends Follower {

    private final Sight sight;
    private final TradeGauge gauge;
    private final TradeConditions.Line[] lines;
    private final TopWeights[] tops;
    private final int cells;
    /** By host and line, what its failure costs and what room it has. */
    private int[] weights;

    private int[] rooms;
    private final long[] supply;
    private final int[] newWeights;
    private final int[] newRooms;

    TradeTable(FleetState state, Sight sight, Census census, TradeModel model) {
        super(state);
        this.sight = sight;
        this.gauge = new TradeGauge(census, model);
        this.lines = new TradeConditions(census.ranks(), gauge).lines().toArray(TradeConditions.Line[]::new);
        this.tops = new TopWeights[lines.length];
        Arrays.setAll(tops, line -> new TopWeights(sight.failures(state, state.failures)));
        this.cells = census.ranks() * gauge.thresholds().length;
        this.weights = new int[lines.length * state.numbers()];
        this.rooms = new int[lines.length * state.numbers()];
        this.supply = new long[lines.length];
        this.newWeights = new int[cells];
        this.newRooms = new int[cells];
    }

    @Override
    void refresh(HostState host) {
        Arrays.fill(newWeights, 0);
        Arrays.fill(newRooms, 0);
        int trades = sight.sees(host) ? gauge.measure(host, newWeights, newRooms) : 0;
        int first = host.number * lines.length;
        if (first + lines.length > weights.length) {
            weights = Arrays.copyOf(weights, 2 * (first + lines.length));
            rooms = Arrays.copyOf(rooms, 2 * (first + lines.length));
        }
        for (int line = 0; line < lines.length; line++) {
            int weight = lines[line].of(newWeights, trades);
            int room = lines[line].of(newRooms, trades);
            if (weight != weights[first + line]) {
                tops[line].replace(weights[first + line], weight);
                weights[first + line] = weight;
            }
            supply[line] += room - rooms[first + line];
            rooms[first + line] = room;
        }
    }

    /** Whether any so many of the hosts may fail. */
    boolean allHold(int failures) {
        catchUp();
        for (int line = 0; line < lines.length; line++) {
            TopWeights top = tops[line];
            top.want(failures);
            if (top.sum() + lines[line].rounding() > supply[line]) {
                return false;
            }
        }
        return true;
    }
}
