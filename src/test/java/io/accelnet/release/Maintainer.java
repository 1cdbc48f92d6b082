package io.accelnet.release;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who publishes a release.
 *
 * @param name of a person or a team
 * @param email where to write to
 */
record Maintainer(String name, String email) {
    private static final Pattern NAME_AND_EMAIL = Pattern.compile("(\\S[^<>]*?) *<([^<>@\\s]+@[^<>@\\s]+)>");

    /** As Git writes it, such as {@code Some Team <team@example.com>}. */
    static Maintainer of(String text) {
        Matcher matcher = NAME_AND_EMAIL.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "MAINTAINER=" + text + " is none; it must be such as Some Team <team@example.com>");
        }
        return new Maintainer(matcher.group(1), matcher.group(2));
    }
}
