package io.accelnet.plan;

/** A VM's performance level, in ascending order of the queue pairs that it takes. */
public enum Level {
    LOW("Low"),
    MEDIUM("Medium"),
    HIGH("High");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    /** The level as users write it. */
    public String label() {
        return label;
    }
}
