package io.accelnet.plan.reserve;

import java.util.function.Supplier;

/**
 * Counts what the questions of one plan cost, and limits it. A step is one cell of a table, one comparison, or one look at a
 * host: some nanoseconds. Steps are counted where the work is done, whatever was asked. They are counted and not timed, so
 * that the same questions in the same order get the same answers. Not for several threads.
 *
 * <p>The budget of a plan is divided into {@link Share}s, so that no kind of question uses up what others need. A question that
 * is asked within a share which is used up gets the answer that costs least: nothing costly is begun. Such an answer is never a
 * promise.
 */
public final class WorkBudget {

    /** A part of the budget that questions of one kind may use. */
    public static final class Share {
        private long left;
        private boolean shortOf;

        /** @param steps how much may be used */
        public Share(long steps) {
            this.left = steps;
        }

        /** Whether anything that was asked within it got another answer, or might have, because too little was left. */
        public boolean wasShort() {
            return shortOf;
        }
    }

    private final Share unlimited = new Share(Long.MAX_VALUE);
    private Share current = unlimited;
    private long spent;

    /** Takes down that so much was done. */
    public void spend(long steps) {
        spent += steps;
        current.left -= steps;
    }

    /** What was done in all, in steps. */
    public long spent() {
        return spent;
    }

    /** What is left of the share that is in use now, in steps; less than 0 if more was spent. */
    public long left() {
        return current.left;
    }

    /** Whether the questions that are asked now may cost so many steps more. */
    public boolean allows(long steps) {
        boolean allowed = steps <= current.left;
        current.shortOf |= !allowed;
        return allowed;
    }

    /** Asks a question within a share of the budget. */
    public <T> T within(Share share, Supplier<T> question) {
        Share before = current;
        current = share;
        try {
            return question.get();
        } finally {
            current = before;
        }
    }

    /** Asks a question within a part of the share that is in use now, if so much is left of it. */
    public <T> T withinPart(Share part, Supplier<T> question) {
        Share whole = current;
        part.left = Math.min(part.left, whole.left);
        long before = part.left;
        try {
            return within(part, question);
        } finally {
            whole.left -= before - part.left;
            whole.shortOf |= whole.left <= 0;
        }
    }

    /** Asks a question whatever has been spent. */
    public <T> T regardless(Supplier<T> question) {
        return within(unlimited, question);
    }
}
