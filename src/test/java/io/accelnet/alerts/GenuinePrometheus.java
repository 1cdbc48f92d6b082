package io.accelnet.alerts;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus' programs, if they are installed. They aren't downloaded, as most systems have a package of them. */
final class GenuinePrometheus {
    private GenuinePrometheus() {}

    /**
     * One of the programs. Without it the test is left out, and says so.
     *
     * @param name prometheus or promtool
     * @param leftOut what isn't tested then
     */
    static Path program(String name, String leftOut) {
        Optional<Path> program = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            String message = "LEFT OUT: " + leftOut + ", since " + name
                    + " isn't installed. Debian and its kin have it in the package prometheus.";
            System.err.println(message);
            abort(message);
        }
        return program.orElseThrow();
    }
}
