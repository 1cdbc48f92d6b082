package io.accelnet.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The commands that a page of the documentation tells people to type.
 *
 * @param page its text
 */
public record DocumentedCommands(String page) {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    public static DocumentedCommands of(String file) throws IOException {
        return new DocumentedCommands(Files.readString(Path.of(file)));
    }

    /** The blocks of commands below a heading, in their order. */
    public List<String> below(String heading) {
        String title = "\n## " + heading + "\n";
        int start = page.indexOf(title);
        if (start < 0) {
            throw new IllegalArgumentException("there is no heading \"" + heading + "\"");
        }
        int end = page.indexOf("\n## ", start + title.length());
        return COMMANDS.matcher(page.substring(start, end < 0 ? page.length() : end))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
