package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.plan.Level;

/** The API's performance levels and the planner's. */
public final class Levels {
    private Levels() {}

    /** The planner's word. */
    public static Level read(Performance performance) {
        return switch (performance) {
            case LOW -> Level.LOW;
            case MEDIUM -> Level.MEDIUM;
            case HIGH -> Level.HIGH;
        };
    }

    /** The API's word. */
    public static Performance write(Level level) {
        return switch (level) {
            case LOW -> Performance.LOW;
            case MEDIUM -> Performance.MEDIUM;
            case HIGH -> Performance.HIGH;
        };
    }
}
