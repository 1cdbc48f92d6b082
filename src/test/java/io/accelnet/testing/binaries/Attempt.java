package io.accelnet.testing.binaries;

import java.nio.file.Path;

/** What came of asking one source for a program. */
sealed interface Attempt {

    /** The program is here, ready to run. */
    record Found(Path executable) implements Attempt {}

    /** This source doesn't have it; the reason ends up in the error message if no other source has it either. */
    record Missing(String reason) implements Attempt {}
}
