package io.accelnet.plan.outcome;

/**
 * A condition, as decided: without the times that only whoever writes it can know.
 *
 * @param type which condition
 * @param truth whether it holds
 * @param reason why, for programs and for searching
 * @param message why and what to do, for people
 */
public record Finding(ConditionType type, Truth truth, Reason reason, String message) {
    /** A check that passed, or something that is as it should be. */
    public static Finding holds(ConditionType type, Reason reason, String message) {
        return new Finding(type, Truth.TRUE, reason, message);
    }

    /** A check that failed, or something that isn't as it should be. */
    public static Finding fails(ConditionType type, Reason reason, String message) {
        return new Finding(type, Truth.FALSE, reason, message);
    }

    /** Something that can't be told yet. */
    public static Finding unknown(ConditionType type, Reason reason, String message) {
        return new Finding(type, Truth.UNKNOWN, reason, message);
    }
}
