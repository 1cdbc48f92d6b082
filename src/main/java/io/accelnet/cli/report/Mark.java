package io.accelnet.cli.report;

import io.accelnet.plan.outcome.Finding.Truth;

/** Whether something is as it should be, as people see it at once. */
public enum Mark {
    /** It is. */
    GOOD("✓", "\033[32m"),
    /** It isn't. */
    BAD("✗", "\033[31m"),
    /** It isn't known, or not yet. */
    OPEN("?", "\033[33m");

    private final String sign;
    private final String escape;

    Mark(String sign, String escape) {
        this.sign = sign;
        this.escape = escape;
    }

    /** The mark of a condition that should be True. */
    public static Mark of(Truth truth) {
        return switch (truth) {
            case TRUE -> GOOD;
            case FALSE -> BAD;
            case UNKNOWN -> OPEN;
        };
    }

    /** The same, as the {@code status} of a Kubernetes condition says it. */
    public static Mark of(String status) {
        return switch (status) {
            case "True" -> GOOD;
            case "False" -> BAD;
            default -> OPEN;
        };
    }

    /** One character. */
    public String sign() {
        return sign;
    }

    String escape() {
        return escape;
    }

    @Override
    public String toString() {
        return sign;
    }
}
