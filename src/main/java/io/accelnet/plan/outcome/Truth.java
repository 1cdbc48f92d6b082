package io.accelnet.plan.outcome;

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
