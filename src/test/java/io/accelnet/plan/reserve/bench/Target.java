package io.accelnet.plan.reserve.bench;

import java.util.function.DoubleFunction;

/**
 * What a number is to be.
 *
 * @param words as the report says it, empty if nothing is aimed at
 */
record Target(String words, double bound, boolean atLeast) {

    static final Target NONE = new Target("", 0, true);

    static Target atMost(double bound, DoubleFunction<String> unit) {
        return new Target("≤ " + unit.apply(bound), bound, false);
    }

    static Target atLeast(double bound, DoubleFunction<String> unit) {
        return new Target("≥ " + unit.apply(bound), bound, true);
    }

    /** Whether a number is what it is to be, in the report's words. */
    String met(double number) {
        if (words.isEmpty()) {
            return "";
        }
        if (Double.isNaN(number)) {
            return "not measured";
        }
        return (atLeast ? number >= bound : number <= bound) ? "yes" : "**no**";
    }
}
