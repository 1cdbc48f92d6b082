package io.accelnet.cli.report;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;

/** Whether something is as it should be, as people see it at once. */
public enum Mark {
    /** It is. */
    GOOD("✓", "\033[32m"),
    /** It isn't. */
    BAD("✗", "\033[31m"),
    /** It isn't known, or not yet. */
    OPEN("?", "\033[33m"),
    /** It may be meant so: something to know of, on which nothing depends. */
    NOTE("!", "\033[33m");

    private final String sign;
    private final String escape;

    Mark(String sign, String escape) {
        this.sign = sign;
        this.escape = escape;
    }

    /** The mark of what a plan finds. */
    public static Mark of(Finding finding) {
        return of(finding.type().wire(), finding.truth().wire());
    }

    /** The mark of a condition, by its {@code type} and {@code status}. */
    public static Mark of(String type, String status) {
        if (type.equals(ConditionType.FAILOVER_RESTRICTED.wire())) {
            return NOTE;
        }
        Mark mark = of(status);
        return mark == BAD && type.equals(ConditionType.HOSTS_ALIKE.wire()) ? NOTE : mark;
    }

    /** The mark of a condition that should be True and matters, by its {@code status}. */
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
