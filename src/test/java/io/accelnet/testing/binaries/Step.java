package io.accelnet.testing.binaries;

import java.time.Duration;
import java.util.Locale;

/** One program of several that are being got. */
record Step(Program program, String version, int number, int total) {

    /** Says what is being done and how far it is. */
    String progress(String doing, String how, Duration soFar) {
        return "%s %s %s %s, %s so far".formatted(doing, program.fileName(), version, how, clock(soFar));
    }

    String place() {
        return "(%d of %d)".formatted(number, total);
    }

    static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%02d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
