package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What the objects of a case have in common: for each field whether it is there, how long it is, and its value. */
final class Habits {
    private static final int SHORT = 8;

    private final long seed;
    private final double wild;
    private final double extreme;
    private final Map<String, Integer> renewed;

    /**
     * Habits.
     *
     * @param seed what they are drawn from
     * @param wild how probable it is that an object doesn't keep to one
     * @param extreme how probable it is that one is an extreme instead of what people usually write
     * @param renewed habits that have been drawn again since, and how often
     */
    Habits(long seed, double wild, double extreme, Map<String, Integer> renewed) {
        this.seed = seed;
        this.wild = wild;
        this.extreme = extreme;
        this.renewed = Map.copyOf(renewed);
    }

    /** Whether an object does as it likes. */
    boolean isWild(String field, Draw own) {
        return own.chance(wild * Plain.reluctance(field));
    }

    /** Whether a habit is an extreme. */
    private boolean isExtreme(String field, Draw habit) {
        return habit.chance(extreme * Plain.reluctance(field));
    }

    /** The value of a field that is no list and no object. */
    JsonNode value(JsonNode schema, String field, Draw own) {
        if (field.equals("AccelNetVM.spec.performance")) {
            return SchemaValues.scalar(schema, own);
        }
        Draw habit = of("value", field);
        Optional<JsonNode> plain = isExtreme(field, habit) ? Optional.empty() : Plain.value(field, habit);
        return plain.orElseGet(() -> SchemaValues.scalar(schema, habit));
    }

    /** Whether a field is there that need not be. */
    boolean isPresent(String field, Draw own) {
        if (isWild(field, own)) {
            return own.chance(0.5);
        }
        Draw habit = of("present", field);
        return habit.chance(isExtreme(field, habit) ? 0.5 : Plain.present(field));
    }

    /** How long a list is. */
    int size(JsonNode schema, String field, Draw own) {
        if (isWild(field, own)) {
            return anySize(schema, own);
        }
        Draw habit = of("size", field);
        if (field.equals("AccelNetVM.spec.virtualMachine.networkAdapters") && habit.chance(0.6)) {
            return Plain.size(field, own);
        }
        if (field.equals("AccelNetNode.spec.adapters")) {
            return isExtreme(field, habit) ? anySize(schema, habit) : size(schema, "NetworkIntent.spec.adapters", own);
        }
        return isExtreme(field, habit) ? anySize(schema, habit) : Plain.size(field, habit);
    }

    private static int anySize(JsonNode schema, Draw draw) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(SHORT);
        return switch (draw.between(0, 5)) {
            case 0 -> least;
            case 1 -> Math.min(most, draw.chance(0.3) ? most : SHORT);
            default -> draw.logarithmic(least, Math.max(least, Math.min(most, SHORT)));
        };
    }

    private Draw of(String what, String field) {
        return Draw.of(seed + renewed.getOrDefault(field, 0), what + " " + field);
    }
}
