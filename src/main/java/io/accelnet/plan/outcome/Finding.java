package io.accelnet.plan.outcome;

/**
 * A condition as a plan decides it. The times of a Kubernetes condition are added when it is written.
 *
 * @param type which condition
 * @param truth its status
 * @param reason why, for programs and for searching
 * @param message why and what to do, for people
 */
public record Finding(ConditionType type, Truth truth, Reason reason, String message) {
    /** Whether a condition holds. */
    public enum Truth {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String wire;

        Truth(String wire) {
            this.wire = wire;
        }

        /** The value of a Kubernetes condition's {@code status}. */
        public String wire() {
            return wire;
        }
    }

    /** A condition that is True. */
    public static Finding holds(ConditionType type, Reason reason, String message) {
        return new Finding(type, Truth.TRUE, reason, message);
    }

    /** A condition that is False. */
    public static Finding fails(ConditionType type, Reason reason, String message) {
        return new Finding(type, Truth.FALSE, reason, message);
    }

    /** A condition that is Unknown. */
    public static Finding unknown(ConditionType type, Reason reason, String message) {
        return new Finding(type, Truth.UNKNOWN, reason, message);
    }
}
