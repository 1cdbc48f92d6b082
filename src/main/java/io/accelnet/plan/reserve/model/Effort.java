package io.accelnet.plan.reserve.model;

import java.util.function.Supplier;

/**
 * What the questions to a fleet have cost, counted in steps that take a microsecond or so, and what the dear ones may still
 * cost. Counted, not timed: the same questions in the same order get the same answers.
 */
public final class Effort {

    private long spent;
    private long limit = Long.MAX_VALUE;

    public void spend(long steps) {
        spent += steps;
    }

    /** What was spent in all. */
    public long spent() {
        return spent;
    }

    /** Nothing dear is begun that could bring it above so much. */
    public void limit(long steps) {
        limit = steps;
    }

    /** Answers a question whatever has been spent. */
    public <T> T regardless(Supplier<T> question) {
        long before = limit;
        limit = Long.MAX_VALUE;
        try {
            return question.get();
        } finally {
            limit = before;
        }
    }

    /** Answers a question that may cost so much at most, as far as the limit allows. */
    public <T> T within(long steps, Supplier<T> question) {
        long before = limit;
        limit = Math.min(limit, spent + steps);
        try {
            return question.get();
        } finally {
            limit = before;
        }
    }

    /** Whether so many steps more are within the limit. */
    public boolean allows(long steps) {
        return steps <= limit - spent;
    }
}
