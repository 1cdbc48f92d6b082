package io.accelnet.plan.reserve;

import java.util.Arrays;

/** The conditions of one proof by typed slots that may be traded, kept up to date host by host. */
final class TradeTable extends Follower {

    private final Sight sight;
    private final TradeGauge gauge;
    private final TradeConditions.Line[] lines;
    private final TopWeights[] tops;
    /** By host and line, what its failure costs, then what room it has. */
    private int[] rows;

    private final long[] supply;
    /** Of the host that is looked at, by cell. */
    private final int[] need;

    private final int[] room;
    /** By line, how much more its VMs need than before. */
    private final int[] needier;

    TradeTable(FleetState state, Sight sight, Census census, TradeModel model) {
        super(state);
        this.sight = sight;
        this.gauge = new TradeGauge(census, model);
        this.lines = new TradeConditions(census.ranks(), gauge).lines().toArray(TradeConditions.Line[]::new);
        this.tops = new TopWeights[lines.length];
        Arrays.setAll(tops, line -> new TopWeights(sight.failures(state, state.failures)));
        this.rows = new int[2 * lines.length * state.numbers()];
        this.supply = new long[lines.length];
        this.needier = new int[lines.length];
        int cells = census.ranks() * gauge.thresholds().length;
        this.need = new int[cells];
        this.room = new int[cells];
    }

    @Override
    void refresh(HostState host) {
        int first = row(host);
        int trades = 0;
        if (sight.sees(host)) {
            gauge.needs().addNeeds(host, need);
            trades = gauge.addRoom(host, room);
        }
        for (int line = 0; line < lines.length; line++) {
            int before = rows[first + 2 * line] - rows[first + 2 * line + 1];
            needier[line] = lines[line].of(need, 0) - before;
        }
        enter(first, trades);
    }

    @Override
    void recount(HostState host, int demandClass, int sign) {
        if (sight.sees(host)) {
            gauge.needs().addNeed(demandClass, sign, need);
            for (int line = 0; line < lines.length; line++) {
                needier[line] = lines[line].of(need, 0);
            }
            enter(row(host), gauge.addRoom(host, room));
        }
    }

    /** Where the host's row begins. */
    private int row(HostState host) {
        int first = host.number * 2 * lines.length;
        if (first + 2 * lines.length > rows.length) {
            rows = Arrays.copyOf(rows, 2 * (first + 2 * lines.length));
        }
        return first;
    }

    /** Enters what is in {@link #room} and {@link #needier}, and empties the cells for the next host. */
    private void enter(int first, int trades) {
        for (int line = 0; line < lines.length; line++) {
            int at = first + 2 * line;
            int newRoom = lines[line].of(room, trades);
            int roomier = newRoom - rows[at + 1];
            int more = needier[line] + roomier;
            if (more != 0) {
                tops[line].replace(rows[at], rows[at] + more);
                rows[at] += more;
            }
            supply[line] += roomier;
            rows[at + 1] = newRoom;
        }
        Arrays.fill(need, 0);
        Arrays.fill(room, 0);
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
