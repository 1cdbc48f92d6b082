package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.plan.Level;
import org.jspecify.annotations.Nullable;

/** The API's performance levels and the planner's. */
public final class Levels {
    private Levels() {}

    /**
     * The planner's word.
     *
     * @param performance a word that only a newer version knows is read as null
     */
    public static Level read(@Nullable Performance performance) {
        return switch (performance) {
            case null -> throw new IllegalArgumentException("this version doesn't know the performance that it says");
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
