package io.accelnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Text with commands in it, each a line that begins with {@code $ accelnet}, and below it what the user sees. */
public final class Transcript {
    private static final String PROMPT = "$ ";

    private Transcript() {}

    /**
     * The text with what users see really.
     *
     * @param text all of it, with what they are said to see
     * @param end the line that ends what is seen, such as the end of a code block; it stays
     */
    public static String replay(String text, String end) {
        return replay(text, end, "accelnet", command -> command);
    }

    /**
     * The same of commands that begin otherwise.
     *
     * @param begin how they begin
     * @param meant which command is run instead of one that is written
     */
    public static String replay(String text, String end, String begin, UnaryOperator<String> meant) {
        List<String> lines = new ArrayList<>();
        boolean seen = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith(PROMPT + begin)) {
                lines.add(line);
                Shell.type(meant.apply(line.substring(PROMPT.length())))
                        .screen()
                        .lines()
                        .forEach(lines::add);
                seen = true;
            } else if (line.equals(end) || !seen) {
                seen = false;
                lines.add(line);
            }
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
