package io.accelnet.cli.schema;

import com.google.re2j.Pattern;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A regular expression with a cache of texts that match, since many objects have equal texts. Safe for use by several threads. */
final class TextPattern {
    /** The size of the cache: further texts are matched each time. */
    private static final int MOST = 1024;

    private final Pattern pattern;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    TextPattern(String expression) {
        this.pattern = Pattern.compile(expression);
    }

    /** Whether the text contains a match. */
    boolean isIn(String text) {
        if (known.contains(text)) {
            return true;
        }
        boolean found = pattern.matcher(text).find();
        if (found && known.size() < MOST) {
            known.add(text);
        }
        return found;
    }

    /** The expression as it is written in the schema. */
    String expression() {
        return pattern.pattern();
    }
}
