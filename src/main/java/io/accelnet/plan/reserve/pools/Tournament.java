package io.accelnet.plan.reserve.pools;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which of some places is the best, of equals the first. The better of each two goes on to the next round, so that where one place
 * changes only its own rounds are played again.
 */
final class Tournament {

    /** No place. */
    static final int NOBODY = -1;

    /** Whether one place is better than another. */
    @FunctionalInterface
    interface Rule {
        boolean isBetter(int place, int than);
    }

    private final IntPredicate mayEnter;
    private final Rule rule;
    /** The winner of all is at 1. Those who meet for the place at n are at 2n and 2n + 1, and the places themselves come at the end. */
    private final int[] winners;

    private final int first;

    /**
     * Plays it.
     *
     * @param places how many places there are
     * @param mayEnter which of them take part
     * @param rule who wins, of two that take part
     */
    Tournament(int places, IntPredicate mayEnter, Rule rule) {
        this.mayEnter = mayEnter;
        this.rule = rule;
        this.first = Integer.highestOneBit(Math.max(1, places - 1)) << 1;
        this.winners = new int[2 * first];
        Arrays.fill(winners, NOBODY);
        for (int place = 0; place < places; place++) {
            enter(place);
        }
        for (int at = first - 1; at > 0; at--) {
            play(at);
        }
    }

    /** The best place, or {@link #NOBODY}. */
    int winner() {
        return winners[1];
    }

    /** Plays the rounds of places that have changed: of all of them the first round, then the second, as any of them may have won before. */
    void again(BitSet places) {
        places.stream().forEach(this::enter);
        BitSet round = new BitSet();
        places.stream().forEach(place -> round.set((first + place) >>> 1));
        while (!round.isEmpty()) {
            int at = round.previousSetBit(round.length());
            round.clear(at);
            play(at);
            if (at > 1) {
                round.set(at >>> 1);
            }
        }
    }

    /** How many rounds there are. */
    int rounds() {
        return Integer.numberOfTrailingZeros(first);
    }

    private void enter(int place) {
        winners[first + place] = mayEnter.test(place) ? place : NOBODY;
    }

    private void play(int at) {
        int earlier = winners[2 * at];
        int later = winners[2 * at + 1];
        boolean isLater = later != NOBODY && (earlier == NOBODY || rule.isBetter(later, earlier));
        winners[at] = isLater ? later : earlier;
    }
}
