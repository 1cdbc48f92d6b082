package io.accelnet.plan.reserve.bench;

import java.util.Locale;
import java.util.Map;

/**
 * What one benchmark said for one choice of its parameters.
 *
 * @param benchmark class and method, as in {@code NodeScan.allNodes}
 * @param mode JMH's name of how it was measured, as in {@code thrpt}
 * @param nodes size of the cluster
 * @param kind a {@link Kind}, or empty if there is only one
 * @param nanos mean time of one operation, in nanoseconds; processor time where that was measured
 * @param p99 the time in nanoseconds that one of a hundred operations exceeds; NaN where single ones weren't timed
 * @param more what else was counted, by JMH's names
 */
record Sample(
        String benchmark, String mode, int nodes, String kind, double nanos, double p99, Map<String, Double> more) {

    boolean eachTimed() {
        return !Double.isNaN(p99);
    }

    /** Which cluster it was, in words. */
    String cluster() {
        String nodesInWords = String.format(Locale.ROOT, "%,d nodes", nodes);
        return kind.isEmpty() ? nodesInWords : nodesInWords + ", " + kind.toLowerCase(Locale.ROOT);
    }

    /** What else was counted, NaN if it wasn't. */
    double more(String name) {
        return more.getOrDefault(name, Double.NaN);
    }
}
