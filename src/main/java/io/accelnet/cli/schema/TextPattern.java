package io.accelnet.cli.schema;

import com.google.re2j.Pattern;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A pattern that remembers what it was found in: very many objects say the same, and looking takes time. For many threads. */
final class TextPattern {
    /** After so many different texts, the others are looked at each time. */
    private static final int MOST = 1024;

    private final Pattern pattern;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    TextPattern(String expression) {
        this.pattern = Pattern.compile(expression);
    }

    /** Whether the pattern is somewhere in a text. */
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

    /** As it is written. */
    String expression() {
        return pattern.pattern();
    }
}
