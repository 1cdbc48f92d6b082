package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The lines against what they stand for: a number of trades with which every staircase holds. */
class TradeConditionsTest {

    private static final List<List<Integer>> SCALES =
            List.of(List.of(1, 2, 4), List.of(1, 2, 3), List.of(1, 3, 4), List.of(2, 3, 5), List.of(1, 4), List.of(1));

    @Property(tries = 3_000)
    void ifAllLinesHoldTheFewestTradesAreThereAndSuffice(
            @ForAll @IntRange(max = 5) int scale, @ForAll @IntRange(max = 2) int exponent, @ForAll long seed) {
        Question question = new Question(SCALES.get(scale), exponent, new Random(seed));
        Assume.that(question.linesHold());
        long fewest = question.conditions.fewest(question.need, question.room());

        assertThat(fewest).isBetween(0L, (long) question.trades());
        assertThat(question.holdsWith((int) fewest)).isTrue();
        assertThat(fewest == 0 || !question.holdsWith((int) fewest - 1)).isTrue();
    }

    /** Trades are whole ones: who asks for them may need almost a trade more. */
    @Property(tries = 3_000)
    void theLinesAskForNoMoreThanRoundingMayCost(
            @ForAll @IntRange(max = 5) int scale, @ForAll @IntRange(max = 2) int exponent, @ForAll long seed) {
        Question question = new Question(SCALES.get(scale), exponent, new Random(seed));
        boolean some = false;
        for (int trades = 0; trades <= question.trades(); trades++) {
            some |= question.holdsWithRoundingAnd(trades);
        }
        Assume.that(some);

        assertThat(question.linesHold()).isTrue();
    }

    /** Two hosts, of which the first fails. */
    private static final class Question {
        private final int ranks;
        private final int[] thresholds;
        private final TradeGauge gauge;
        private final TradeConditions conditions;
        private final int[] need;
        private final int[][] rooms = new int[2][];
        private final int[] trades = new int[2];

        Question(List<Integer> scale, int exponent, Random random) {
            this.ranks = scale.size();
            List<Demand> demands = new ArrayList<>();
            for (int tier = 0; tier < ranks; tier++) {
                for (int power = 0; power <= exponent; power++) {
                    demands.add(new Demand(1 << power, tier));
                }
            }
            FleetState state = new FleetState(new Tiers(scale), 0, List.of());
            this.gauge = new TradeGauge(Census.of(state, demands), new TradeModel(1 << exponent, 0, 0));
            this.thresholds = gauge.thresholds();
            this.conditions = new TradeConditions(ranks, gauge);
            int cells = ranks * thresholds.length;
            int most = 1 + random.nextInt(9);
            this.need = random.ints(cells, 0, most).toArray();
            for (int host = 0; host < 2; host++) {
                rooms[host] = random.ints(cells, 0, most).toArray();
                trades[host] = ranks == TradedSlots.MOST_RANKS ? random.nextInt(4) : 0;
            }
        }

        /** As a table would ask. */
        boolean linesHold() {
            int[] lost = need.clone();
            for (int cell = 0; cell < lost.length; cell++) {
                lost[cell] += rooms[0][cell];
            }
            for (TradeConditions.Line line : conditions.lines()) {
                int supply = line.of(rooms[0], trades[0]) + line.of(rooms[1], trades[1]);
                if (line.of(lost, trades[0]) + line.rounding() > supply) {
                    return false;
                }
            }
            return true;
        }

        int trades() {
            return trades[1];
        }

        int[] room() {
            return rooms[1].clone();
        }

        boolean holdsWith(int made) {
            return holdsWith(made, false, 0, thresholds.length, 0, 0);
        }

        /** With almost a trade to spare where a trade adds something. */
        boolean holdsWithRoundingAnd(int made) {
            return holdsWith(made, true, 0, thresholds.length, 0, 0);
        }

        /** Each staircase is a threshold for each rank, none lower than the next one's; the last one is none at all. */
        private boolean holdsWith(int made, boolean rounded, int rank, int highest, int spare, int gain) {
            if (rank == ranks) {
                return spare >= (rounded ? Math.max(0, gain - 1) : 0);
            }
            for (int threshold = 0; threshold <= highest; threshold++) {
                boolean none = threshold == thresholds.length;
                int cell = rank * thresholds.length + threshold;
                int change = none ? 0 : gauge.change(rank);
                int more = none ? 0 : rooms[1][cell] + made * change - need[cell];
                if (!holdsWith(made, rounded, rank + 1, threshold, spare + more, gain + change)) {
                    return false;
                }
            }
            return true;
        }
    }
}
