package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The lines against what they stand for: trades with which every staircase holds. */
class TradeConditionsTest {

    private static final List<List<Integer>> SCALES = List.of(
            List.of(1, 2, 4),
            List.of(2, 4, 8),
            List.of(1, 3, 9),
            List.of(1, 2, 3),
            List.of(1, 3, 4),
            List.of(2, 3, 5),
            List.of(3, 4, 5),
            List.of(1, 4),
            List.of(2, 3),
            List.of(1, 20, 21));

    @Property(tries = 6_000)
    void ifAllLinesHoldThereIsADealThatSuffices(
            @ForAll @IntRange(max = 9) int scale, @ForAll @IntRange(max = 2) int exponent, @ForAll long seed) {
        Question question = new Question(SCALES.get(scale), exponent, new Random(seed));
        Assume.that(question.linesHold(0));
        Optional<TradeCounts> found = question.search();

        assertThat(found).isPresent();
        assertThat(question.isOffered(found.orElseThrow())).isTrue();
        assertThat(question.holdsWith(found.orElseThrow())).isTrue();
    }

    @Property(tries = 3_000)
    void aDealIsFoundIffThereIsOne(
            @ForAll @IntRange(max = 9) int scale, @ForAll @IntRange(max = 2) int exponent, @ForAll long seed) {
        Question question = new Question(SCALES.get(scale), exponent, new Random(seed));

        assertThat(question.search().isPresent()).isEqualTo(question.someTradesHold());
    }

    /** Where each rank takes twice the queue pairs of the one below and no VM has several VFs, nothing is lost by rounding. */
    @Property(tries = 3_000)
    void theLinesAreExactForSinglesWhereQueuePairsDouble(@ForAll @IntRange(max = 1) int scale, @ForAll long seed) {
        Question question = new Question(SCALES.get(scale), 0, new Random(seed));

        assertThat(question.linesHold(0)).isEqualTo(question.someTradesHold());
    }

    /** Blocks are whole ones: what the lines ask for beyond need is what that may cost, and no more. */
    @Property(tries = 3_000)
    void theLinesAskForNoMoreThanRoundingMayCost(
            @ForAll @IntRange(max = 1) int scale, @ForAll @IntRange(max = 2) int exponent, @ForAll long seed) {
        Question question = new Question(SCALES.get(scale), exponent, new Random(seed));
        Assume.that(question.someTradesHold());

        assertThat(question.linesHold(question.block() - 1)).isTrue();
    }

    /**
     * Two blocks of four are missing in the highest rank. Those of two ranks leave room for no spread, and those of three ask for
     * one, though together they have two slots more than two raises or spreads take of them. With one more they ask for none.
     */
    @Test
    void thatSpreadsAreWholeOnesIsCounted() {
        TradeCapacity offer = new TradeCapacity(8, 0);
        int[] left = {-4, -4, -4, 16, 18, 20, -5, -6, -8};
        Question without = new Question(List.of(1, 2, 4), 2, left, offer);
        int[] more = {-3, -2, 0, 16, 18, 20, -5, -6, -8};
        Question with = new Question(List.of(1, 2, 4), 2, more, offer);

        assertThat(without.someTradesHold()).isFalse();
        assertThat(without.linesHold(0)).isFalse();
        assertThat(with.someTradesHold()).isTrue();
        assertThat(with.linesHold(0)).isTrue();
    }

    /** Two hosts, of which the first fails. */
    private static final class Question {
        private final int ranks;
        private final int[] thresholds;
        private final TradeMeasure measure;
        private final TradeConditions conditions;
        private final int[] need;
        private final int[][] rooms = new int[2][];
        private final TradeCapacity[] offers = new TradeCapacity[2];

        private Question(List<Integer> scale, int exponent) {
            this.ranks = scale.size();
            List<Demand> demands = new ArrayList<>();
            for (int tier = 0; tier < ranks; tier++) {
                for (int power = 0; power <= exponent; power++) {
                    demands.add(new Demand(1 << power, tier));
                }
            }
            FleetState state = new FleetState(new Tiers(scale), 0, List.of());
            this.measure = new TradeMeasure(DemandSet.of(state, demands), new TradeModel(1 << exponent, 0, 0));
            this.thresholds = measure.thresholds();
            this.conditions = new TradeConditions(ranks, measure);
            this.need = new int[measure.cells()];
        }

        /** @param left by cell, what the second host has beyond what is needed; less than 0 if it lacks something */
        Question(List<Integer> scale, int exponent, int[] left, TradeCapacity offer) {
            this(scale, exponent);
            rooms[0] = new int[left.length];
            rooms[1] = left.clone();
            offers[0] = TradeCapacity.NONE;
            offers[1] = offer;
            for (int cell = 0; cell < left.length; cell++) {
                need[cell] = Math.max(0, -left[cell]);
                rooms[1][cell] += need[cell];
            }
        }

        Question(List<Integer> scale, int exponent, Random random) {
            this(scale, exponent);
            int most = 2 + random.nextInt(5 << exponent);
            int mostWanted = 1 + random.nextInt(most);
            System.arraycopy(blocks(random, mostWanted), 0, need, 0, need.length);
            boolean three = measure.rates().arePossible() && ranks == TradeRates.MOST_RANKS;
            for (int host = 0; host < 2; host++) {
                rooms[host] = blocks(random, most);
                int raises = measure.rates().arePossible() ? random.nextInt(5) : 0;
                offers[host] = three
                        ? new TradeCapacity(random.nextInt(5), random.nextInt(2) * raises)
                        : new TradeCapacity(0, raises);
            }
        }

        /** By cell, whole blocks of its threshold. */
        private int[] blocks(Random random, int most) {
            int[] cells = random.ints((long) ranks * thresholds.length, 0, most).toArray();
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] &= -thresholds[cell % thresholds.length];
            }
            return cells;
        }

        int block() {
            return measure.block();
        }

        /**
         * As a table would ask.
         *
         * @param spared of what rounding may cost, for each time that a line counts a staircase
         */
        boolean linesHold(int spared) {
            int[][] room = {perStaircase(rooms[0]), perStaircase(rooms[1])};
            int[] lost = perStaircase(need);
            int[] ones = new int[lost.length];
            for (int staircase = 0; staircase < lost.length; staircase++) {
                lost[staircase] += room[0][staircase];
                ones[staircase] = 1;
            }
            for (TradeConditions.Line line : conditions.lines()) {
                int supply = line.of(room[0], offers[0]) + line.of(room[1], offers[1]);
                int rounding = Math.max(0, line.rounding() - spared * line.of(ones, TradeCapacity.NONE));
                if (line.of(lost, offers[0]) + rounding > supply) {
                    return false;
                }
            }
            return true;
        }

        private int[] perStaircase(int[] perCell) {
            int[][] staircases = conditions.staircases();
            int[] sums = new int[staircases.length];
            for (int staircase = 0; staircase < sums.length; staircase++) {
                for (int cell : staircases[staircase]) {
                    sums[staircase] += perCell[cell];
                }
            }
            return sums;
        }

        Optional<TradeCounts> search() {
            return new TradeSearch(ranks, measure).find(need, rooms[1], offers[1]);
        }

        boolean isOffered(TradeCounts trades) {
            return trades.spreads() <= offers[1].either()
                    && trades.spreads() + trades.raises() <= offers[1].either() + offers[1].raises();
        }

        boolean someTradesHold() {
            for (int spreads = 0; spreads <= offers[1].either(); spreads++) {
                for (int raises = 0; raises <= offers[1].either() + offers[1].raises() - spreads; raises++) {
                    if (holdsWith(new TradeCounts(spreads, raises))) {
                        return true;
                    }
                }
            }
            return false;
        }

        boolean holdsWith(TradeCounts trades) {
            return holdsWith(trades, 0, thresholds.length, 0);
        }

        /** Each staircase is a threshold for each rank, none lower than the next one's; the last one is none at all. */
        private boolean holdsWith(TradeCounts trades, int rank, int highest, int spare) {
            if (rank == ranks) {
                return spare >= 0;
            }
            for (int threshold = 0; threshold <= highest; threshold++) {
                int cell = rank * thresholds.length + threshold;
                int more = threshold == thresholds.length
                        ? 0
                        : rooms[1][cell] + measure.block() * measure.rates().change(trades, rank) - need[cell];
                if (!holdsWith(trades, rank + 1, threshold, spare + more)) {
                    return false;
                }
            }
            return true;
        }
    }
}
