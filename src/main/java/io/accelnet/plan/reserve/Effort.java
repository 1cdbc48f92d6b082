package io.accelnet.plan.reserve;

import java.util.function.Supplier;

/**
 * What the questions to a fleet have cost, counted in steps that take a microsecond or so, and what the dear ones may still
 * cost. Counted, not timed: the same questions in the same order get the same answers.
 */
final class Effort {

    private long spent;
    private long limit = Long.MAX_VALUE;

    void spend(long steps) {
        spent += steps;
    }

    /** What was spent in all. */
    long spent() {
        return spent;
    }

    /** Nothing dear is begun that could bring it above so much. */
    void limit(long steps) {
        limit = steps;
    }

    /** Answers a question whatever has been spent. */
    <T> T regardless(Supplier<T> question) {
        long before = limit;
        limit = Long.MAX_VALUE;
        try {
            return question.get();
        } finally {
            limit = before;
        }
    }

    /** Whether so many steps more are within the limit. */
    boolean allows(long steps) {
        return steps <= limit - spent;
    }
}
