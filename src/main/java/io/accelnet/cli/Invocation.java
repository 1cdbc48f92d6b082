package io.accelnet.cli;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * The surroundings of a command: its input and output, and the time.
 *
 * @param in the standard input
 * @param out where answers go
 * @param err where errors and progress go
 * @param showsProgress whether the error output is a terminal
 * @param clock the time
 */
record Invocation(InputStream in, PrintWriter out, PrintWriter err, boolean showsProgress, Clock clock) {
    /** The system property that the launcher sets if the error output is a terminal, which Java can't find out by itself. */
    private static final String TERMINAL = "accelnet.terminal";

    static Invocation of(InputStream in, PrintStream out, PrintStream err) {
        return new Invocation(
                in,
                new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), false),
                new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true),
                Boolean.getBoolean(TERMINAL),
                Clock.systemUTC());
    }
}
