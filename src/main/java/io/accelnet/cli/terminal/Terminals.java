package io.accelnet.cli.terminal;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which streams are terminals. Java can't tell by itself: the launcher says it.
 *
 * @param in whether somebody types on the standard input
 * @param out whether somebody reads the standard output
 * @param err whether somebody reads the error output
 * @param coloured whether the standard output may have colours
 */
public record Terminals(boolean in, boolean out, boolean err, boolean coloured) {
    /** Where a program talks to programs. */
    public static final Terminals NONE = new Terminals(false, false, false, false);

    private static final String IN = "accelnet.terminal.in";
    private static final String OUT = "accelnet.terminal.out";
    private static final String ERR = "accelnet.terminal";

    /**
     * What the launcher says. NO_COLOR, if it isn't empty, takes colours away (no-color.org), as a terminal does that knows none.
     *
     * @param flags which of the launcher's flags are set
     */
    static Terminals of(Map<String, String> environment, Predicate<String> flags) {
        boolean out = flags.test(OUT);
        boolean wanted =
                Optional.ofNullable(environment.get("NO_COLOR")).orElse("").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        return new Terminals(flags.test(IN), out, flags.test(ERR), out && wanted);
    }
}
