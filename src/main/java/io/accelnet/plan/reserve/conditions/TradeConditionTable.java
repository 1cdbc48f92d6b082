package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.certificate.TradeCapacity;
import io.accelnet.plan.reserve.certificate.TradeConditions;
import io.accelnet.plan.reserve.certificate.TradeMeasure;
import io.accelnet.plan.reserve.certificate.TradeModel;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.model.VmJournalReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions of one proof by typed slots that may be traded, kept up to date host by host. There are hundreds, made of a
 * few dozen numbers: those are what is remembered of a host.
 */
final class TradeConditionTable extends VmJournalReader {

    /** Up to so many hosts one line is sooner added up than all are brought up to date. */
    private static final int FEW = 256;

    /** What is counted for a line of a host that changed: two weights, of up to three staircases and the trades each. */
    private static final long STEPS_PER_LINE = 8;
    /** For a staircase of a host that is looked at: what is needed and what is there, of each of its ranks. */
    private static final long STEPS_PER_STAIRCASE = 8;
    /** For one of the weights of a line that is looked at by itself, and sorted. */
    private static final long STEPS_PER_WEIGHT = 8;

    private final WorkBudget work;
    private final Scope scope;
    private final TradeMeasure measure;
    private final int[][] staircases;
    private final TradeConditions.Line[] lines;
    private final TopWeights[] tops;
    /** By host number. */
    private final List<Entry> known = new ArrayList<>();
    /** By staircase, the room of all hosts. */
    private final long[] room;

    private TradeCapacity capacity = TradeCapacity.NONE;
    /** By host number, what the sums still have of hosts that are others now. */
    private final Map<Integer, Entry> changed = new HashMap<>();
    /** The line that didn't hold the last time, which most likely doesn't again; one too many at first. */
    private int failed = Integer.MAX_VALUE;

    /** Of the host that is looked at, by cell. */
    private final int[] needs;

    private final int[] rooms;

    TradeConditionTable(FleetState state, Scope scope, DemandSet demandSet, TradeModel model) {
        super(state);
        this.work = state.work();
        this.scope = scope;
        this.measure = new TradeMeasure(demandSet, model);
        TradeConditions conditions = new TradeConditions(demandSet.ranks(), measure);
        this.staircases = conditions.staircases();
        this.lines = conditions.lines().toArray(TradeConditions.Line[]::new);
        this.tops = new TopWeights[lines.length];
        int failures = scope.failuresLeft(state, state.failures());
        Arrays.setAll(tops, line -> new TopWeights(failures, state.hosts().size()));
        this.room = new long[staircases.length];
        this.needs = new int[measure.cells()];
        this.rooms = new int[measure.cells()];
        work.spend(STEPS_PER_LINE * lines.length);
    }

    /** How many numbers it keeps, about. */
    long size() {
        long size = 2L * staircases.length * known.size();
        for (TopWeights top : tops) {
            size += top.size();
        }
        return size;
    }

    @Override
    protected void refresh(HostState host) {
        Arrays.fill(needs, 0);
        boolean seen = scope.includes(host);
        if (seen) {
            measure.needs().addNeeds(host, needs);
        }
        enter(host, perStaircase(needs), seen);
    }

    @Override
    protected void recount(HostState host, int demandClass, int sign) {
        if (scope.includes(host)) {
            Arrays.fill(needs, 0);
            measure.needs().addNeed(demandClass, sign, needs);
            int[] need = perStaircase(needs);
            int[] before = known(host).need;
            Arrays.setAll(need, staircase -> need[staircase] + before[staircase]);
            enter(host, need, true);
        }
    }

    /** @param seen whether the host has room that counts */
    private void enter(HostState host, int[] need, boolean seen) {
        Arrays.fill(rooms, 0);
        TradeCapacity offered = seen ? measure.addRoom(host, rooms) : TradeCapacity.NONE;
        work.spend(STEPS_PER_STAIRCASE * staircases.length);
        Entry before = known(host);
        Entry now = new Entry(need, perStaircase(rooms), offered);
        known.set(host.number(), now);
        capacity = capacity.plus(offered).minus(before.capacity);
        for (int staircase = 0; staircase < room.length; staircase++) {
            room[staircase] += now.room[staircase] - before.room[staircase];
        }
        changed.putIfAbsent(host.number(), before);
    }

    /** Takes into the sums what hosts count now. Who came and went in between, as VMs do that are only tried, costs nothing. */
    private void settle() {
        changed.forEach((number, before) -> {
            Entry now = known.get(number);
            if (!now.isLike(before)) {
                int[] weights = now.weights();
                int[] weightsBefore = before.weights();
                long steps = STEPS_PER_LINE * lines.length;
                for (int line = 0; line < lines.length; line++) {
                    steps += tops[line].replace(
                            lines[line].of(weightsBefore, before.capacity), lines[line].of(weights, now.capacity));
                }
                work.spend(steps);
            }
        });
        changed.clear();
    }

    private Entry known(HostState host) {
        while (known.size() <= host.number()) {
            known.add(new Entry(new int[staircases.length], new int[staircases.length], TradeCapacity.NONE));
        }
        return known.get(host.number());
    }

    private int[] perStaircase(int[] perCell) {
        int[] sums = new int[staircases.length];
        for (int staircase = 0; staircase < sums.length; staircase++) {
            for (int cell : staircases[staircase]) {
                sums[staircase] += perCell[cell];
            }
        }
        return sums;
    }

    /** Whether any so many of the hosts may fail. */
    boolean allHold(int failures) {
        catchUp();
        if (known.size() <= FEW && failed < lines.length && !holds(failed, failures)) {
            return false;
        }
        settle();
        long steps = 0;
        for (int line = 0; line < lines.length; line++) {
            TopWeights top = tops[line];
            steps += 1 + top.want(failures);
            if (top.sum() + lines[line].rounding() > lines[line].of(room, capacity)) {
                failed = line;
                work.spend(steps);
                return false;
            }
        }
        work.spend(steps);
        return true;
    }

    /** One line looked at by itself. */
    private boolean holds(int line, int failures) {
        work.spend(STEPS_PER_WEIGHT * known.size());
        int[] weights = new int[known.size()];
        for (int host = 0; host < weights.length; host++) {
            Entry entry = known.get(host);
            weights[host] = lines[line].of(entry.need, TradeCapacity.NONE) + lines[line].of(entry.room, entry.capacity);
        }
        Arrays.sort(weights);
        long sum = lines[line].rounding();
        for (int worst = weights.length - 1; worst >= Math.max(0, weights.length - failures); worst--) {
            sum += weights[worst];
        }
        return sum <= lines[line].of(room, capacity);
    }

    /** What is known of a host. */
    private static final class Entry {
        /** By staircase, what its VMs ask of others if it fails. */
        private final int[] need;
        /** By staircase, what it has for those of others before any trade. */
        private final int[] room;
        /** What can be traded there. */
        private final TradeCapacity capacity;

        Entry(int[] need, int[] room, TradeCapacity capacity) {
            this.need = need;
            this.room = room;
            this.capacity = capacity;
        }

        boolean isLike(Entry other) {
            return Arrays.equals(need, other.need)
                    && Arrays.equals(room, other.room)
                    && capacity.equals(other.capacity);
        }

        /** By staircase, what its failure costs. */
        int[] weights() {
            int[] sums = need.clone();
            for (int staircase = 0; staircase < sums.length; staircase++) {
                sums[staircase] += room[staircase];
            }
            return sums;
        }
    }
}
