package io.accelnet.console.model;

import java.util.List;

/**
 * A line of what the verbs of the command say.
 *
 * @param indent how far it is set in, in steps
 * @param text what it says
 */
public record Line(int indent, String text) {
    private static final int STEP = 2;
    private static final int DEEPEST = 3;

    /** The lines of this text that aren't empty. */
    static List<Line> of(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Line(
                        Math.min(DEEPEST, (line.length() - line.stripLeading().length()) / STEP), line.strip()))
                .toList();
    }
}
