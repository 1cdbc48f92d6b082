package io.accelnet.cli.terminal;

import io.accelnet.cli.report.Colours;
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
 * @param terminals which of the streams are terminals
 * @param clock the time
 */
public record Invocation(InputStream in, PrintWriter out, PrintWriter err, Terminals terminals, Clock clock) {
    /** A run with these streams, on the terminals that the launcher says, at the time that it is. */
    public static Invocation of(InputStream in, PrintStream out, PrintStream err) {
        return new Invocation(
                in,
                new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), false),
                new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true),
                Terminals.of(System.getenv(), Boolean::getBoolean),
                Clock.systemUTC());
    }

    /** Whether somebody watches. */
    public boolean showsProgress() {
        return terminals.err();
    }

    /** The colours that answers may have. */
    public Colours colours() {
        return terminals.coloured() ? Colours.ON : Colours.OFF;
    }
}
