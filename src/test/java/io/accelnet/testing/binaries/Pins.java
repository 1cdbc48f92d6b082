package io.accelnet.testing.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the programs. The go.mod files are the one place that says them, for downloads too. */
record Pins(Path controlPlaneFolder) {

    Path moduleFolder(Program program) {
        return controlPlaneFolder.resolve(program.module());
    }

    String version(Program program) {
        Path file = moduleFolder(program).resolve("go.mod");
        try {
            Matcher required = required(program).matcher(Files.readString(file));
            if (!required.find()) {
                throw new IllegalStateException(file + " requires no module that has " + program.goPackage());
            }
            return required.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A package belongs to the module whose path it begins with. */
    private static Pattern required(Program program) {
        String module = program.goPackage().replaceFirst("/cmd/.*", "");
        return Pattern.compile("^(?:require)?\\s*" + Pattern.quote(module) + " (v\\S+)", Pattern.MULTILINE);
    }
}
