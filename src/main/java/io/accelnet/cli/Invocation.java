package io.accelnet.cli;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * What a command runs with.
 *
 * @param in the standard input
 * @param out where answers go
 * @param err where complaints and progress go
 * @param showsProgress whether somebody watches
 * @param clock the time
 */
record Invocation(InputStream in, PrintWriter out, PrintWriter err, boolean showsProgress, Clock clock) {
    /** What the launcher sets if the error output is a terminal: Java can't tell by itself. */
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
