package io.accelnet.cli;

import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Terminals;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the command in this process, at a fixed time. */
public final class Shell {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private Shell() {}

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param out what it wrote
     * @param err what it complained about
     */
    public record Answer(int code, String out, String err) {
        /** What a user sees. */
        public String screen() {
            return out + err + "exit code " + code + "\n";
        }
    }

    /** Runs a command as it is typed. */
    public static Answer type(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        if (!words.getFirst().equals("accelnet")) {
            throw new IllegalArgumentException(line);
        }
        return run("", words.subList(1, words.size()).toArray(String[]::new));
    }

    /** Runs a command with this on its standard input. */
    public static Answer run(String input, String... arguments) {
        return runOn(Terminals.NONE, input, arguments);
    }

    /** Runs a command where these streams are terminals. */
    static Answer runOn(Terminals terminals, String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Accelnet()
                .run(
                        new Invocation(
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                new PrintWriter(out),
                                new PrintWriter(err),
                                terminals,
                                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC)),
                        arguments);
        return new Answer(code, out.toString(), err.toString());
    }
}
