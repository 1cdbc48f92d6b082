package io.accelnet.plan.reserve.bench;

/**
 * One line of the report.
 *
 * @param measure what was measured, and on what
 * @param ours how this project did
 * @param baseline how another way did in the same run, and which; empty if there is none
 * @param ratio how many times better ours is; empty if there is no baseline
 * @param target what was aimed at; empty if nothing was
 * @param met whether the aim was reached; empty if there was none
 */
record Row(String measure, String ours, String baseline, String ratio, String target, String met) {

    static final String HEAD = """
            | measure | ours | baseline | ratio | target | met? |
            |---|--:|--:|--:|--:|---|
            """;

    String markdown() {
        return "| %s | %s | %s | %s | %s | %s |\n".formatted(measure, ours, baseline, ratio, target, met);
    }
}
