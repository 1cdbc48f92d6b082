package io.accelnet.alerts;

import io.accelnet.testing.process.InstalledProgram;
import java.nio.file.Path;

/** Prometheus' programs, if they are installed. */
final class GenuinePrometheus {
    private GenuinePrometheus() {}

    /**
     * One of the programs. Without it the test is left out, and says so.
     *
     * @param name prometheus or promtool
     * @param leftOut what isn't tested then
     */
    static Path program(String name, String leftOut) {
        return InstalledProgram.require(name, leftOut, "Debian and its kin have it in the package prometheus");
    }
}
