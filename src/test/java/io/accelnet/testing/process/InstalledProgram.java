package io.accelnet.testing.process;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of the system that a test needs. It isn't downloaded, as most systems have a package of it. */
public final class InstalledProgram {
    private InstalledProgram() {}

    /**
     * Where it is. Without it the test is left out, and says so.
     *
     * @param name its name
     * @param leftOut what isn't tested without it
     * @param packages where it is to be had, as the end of a sentence
     */
    public static Path require(String name, String leftOut, String packages) {
        Optional<Path> program = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            String message = "LEFT OUT: " + leftOut + ", since " + name + " isn't installed. " + packages + ".";
            System.err.println(message);
            abort(message);
        }
        return program.orElseThrow();
    }
}
