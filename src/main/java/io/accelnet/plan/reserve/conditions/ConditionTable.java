package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.certificate.Staircases;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.model.VmJournalReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions of one certificate or refutation over the hosts of one scope, kept up to date host by host: a condition
 * holds if the weights of the worst hosts together don't exceed the room of all.
 */
final class ConditionTable extends VmJournalReader {

    private final Scope scope;
    private final Measure measure;
    private final Staircases staircases;
    private final int[][] conditions;
    private final TopWeights[] tops;
    private final int cells;
    /** By host its weight in each cell, then its room in each cell. */
    private int[] rows;

    private final long[] supply;
    /** Of the host that is looked at, by cell: its room, how much more its VMs need than before, and how much heavier it is. */
    private final int[] room;

    private final int[] needier;
    private final int[] heavier;

    private final WorkBudget work;
    /** Cells of all conditions together. */
    private final int cellsOfAll;

    private final int ranks;
    private final int thresholds;
    /** What all conditions together have at least left for {@link #creditFor} failures; negative if that isn't known. */
    private long credit = -1;

    private int creditFor;

    ConditionTable(FleetState state, Scope scope, Measure measure) {
        super(state);
        this.scope = scope;
        this.measure = measure;
        this.staircases = new Staircases(measure.demandSet().ranks(), measure.thresholds());
        this.conditions = staircases.cells();
        this.cells = measure.demandSet().ranks() * measure.thresholds().length;
        this.tops = new TopWeights[conditions.length];
        int failures = scope.failuresLeft(state, state.failures());
        Arrays.setAll(tops, condition -> new TopWeights(failures, state.hosts().size()));
        this.rows = new int[2 * cells * state.numbers()];
        this.supply = new long[cells];
        this.room = new int[cells];
        this.needier = new int[cells];
        this.heavier = new int[cells];
        this.ranks = measure.demandSet().ranks();
        this.thresholds = measure.thresholds().length;
        this.work = state.work();
        this.cellsOfAll =
                Arrays.stream(conditions).mapToInt(each -> each.length).sum();
        work.spend((long) cellsOfAll + conditions.length + rows.length);
    }

    /** How many numbers it keeps, about. */
    long size() {
        long size = (long) rows.length + cellsOfAll;
        for (TopWeights top : tops) {
            size += top.size();
        }
        return size;
    }

    @Override
    protected void refresh(HostState host) {
        int first = row(host);
        if (scope.includes(host)) {
            measure.needs().addNeeds(host, needier);
            measure.addRoom(host, room);
            work.spend((long) measure.demandSet().demands().size() + host.ports().length + cells);
        }
        for (int cell = 0; cell < cells; cell++) {
            needier[cell] -= rows[first + cell] - rows[first + cells + cell];
        }
        enter(first);
    }

    @Override
    protected void recount(HostState host, int demandClass, int sign) {
        if (scope.includes(host)) {
            measure.needs().addNeed(demandClass, sign, needier);
            measure.addRoom(host, room);
            work.spend((long) host.ports().length + cells);
            enter(row(host));
        }
    }

    /** Where the host's row begins. */
    private int row(HostState host) {
        int first = host.number() * 2 * cells;
        makeRoom(first + 2 * cells);
        return first;
    }

    /** Enters what is in {@link #room} and {@link #needier}, and empties them for the next host. */
    private void enter(int first) {
        boolean moved = false;
        int cell = 0;
        for (int rank = 0; rank < ranks; rank++) {
            int lost = 0;
            for (int threshold = 0; threshold < thresholds; threshold++) {
                int roomier = room[cell] - rows[first + cells + cell];
                int more = needier[cell] + roomier;
                rows[first + cell] += more;
                rows[first + cells + cell] = room[cell];
                supply[cell] += roomier;
                heavier[cell] = more;
                moved |= more != 0;
                lost = Math.max(lost, Math.max(0, -roomier) + Math.max(0, more));
                room[cell] = 0;
                needier[cell] = 0;
                cell++;
            }
            // A condition has one cell of the rank at most, and its largest weights sum up to no more than that in
            // addition.
            credit -= lost;
        }
        work.spend(cells);
        if (moved) {
            move(first);
        }
    }

    private void makeRoom(int length) {
        if (length > rows.length) {
            rows = Arrays.copyOf(rows, 2 * length);
        }
    }

    private void move(int first) {
        int steps = cellsOfAll;
        for (int condition = 0; condition < conditions.length; condition++) {
            int more = 0;
            for (int cell : conditions[condition]) {
                more += heavier[cell];
            }
            if (more != 0) {
                int after = weight(first, conditions[condition]);
                steps += tops[condition].replace(after - more, after);
            }
        }
        work.spend(steps);
    }

    /** Room left in a condition with so many of its worst hosts down, in slots; negative if it fails. */
    private long slack(int condition, int failures) {
        long room = 0;
        for (int cell : conditions[condition]) {
            room += supply[cell];
        }
        TopWeights top = tops[condition];
        int steps = top.want(failures);
        if (steps > 0) {
            work.spend(steps);
        }
        return room - top.sum();
    }

    /** Whether any so many of the hosts may fail. */
    boolean allHold(int failures) {
        catchUp();
        if (credit >= 0 && creditFor == failures) {
            return true;
        }
        long least = Long.MAX_VALUE;
        work.spend(cellsOfAll);
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
        work.spend(cellsOfAll);
        for (int condition = 0; condition < conditions.length; condition++) {
            long slack = slack(condition, failures);
            if (slack < least) {
                least = slack;
                tightest = condition;
            }
        }
        return new Tightest(tightest, least);
    }

    /**
     * The condition with the least slack if there were one VM more of a class, wherever it is put: what it needs is missing
     * afterwards at least, since its VFs take as much of the room of all hosts, and its host's failure costs no less.
     */
    Tightest tightestWithOneMore(int demandClass, int failures) {
        catchUp();
        int[] need = new int[cells];
        measure.needs().addNeed(demandClass, 1, need);
        int tightest = 0;
        long least = Long.MAX_VALUE;
        work.spend(cellsOfAll);
        for (int condition = 0; condition < conditions.length; condition++) {
            long slack = slack(condition, failures);
            for (int cell : conditions[condition]) {
                slack -= need[cell];
            }
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
        work.spend(cellsOfAll);
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
        int bar = top.cutoff();
        int atBar = failures;
        for (HostState host : state.hosts()) {
            atBar -= scope.includes(host) && weight(host, all) > bar ? 1 : 0;
        }
        work.spend(2L * all.length * state.hosts().size());
        List<HostState> worst = new ArrayList<>();
        for (HostState host : state.hosts()) {
            int weight = scope.includes(host) ? weight(host, all) : -1;
            if (weight > bar || (weight == bar && atBar > 0)) {
                worst.add(host);
                atBar -= weight == bar ? 1 : 0;
            }
        }
        return new Condition(found.slack(), staircases.thresholds(found.condition()), worst);
    }

    private int weight(HostState host, int[] condition) {
        return weight(host.number() * 2 * cells, condition);
    }

    private int weight(int first, int[] condition) {
        int weight = 0;
        for (int cell : condition) {
            weight += rows[first + cell];
        }
        return weight;
    }
}
