package io.accelnet.console.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What somebody looks for: words that must all be in a row, wherever, in capitals or not. A word such as {@code cluster=east} is meant as a
 * whole: it finds neither a cluster {@code east-2} nor a VM {@code east}.
 */
final class Search {
    private static final String IS = "=";

    private final List<String> words;

    /** For the words in this text. */
    Search(String text) {
        this.words = Stream.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * What is in a row so that it is found as a whole, too.
     *
     * @param field what it is
     * @param value a word
     */
    static String exact(String field, String value) {
        return field + IS + value;
    }

    /** Whether a row is meant. */
    boolean finds(String row) {
        String lower = words.isEmpty() ? "" : " " + row.toLowerCase(Locale.ROOT) + " ";
        return words.stream().allMatch(word -> lower.contains(word.contains(IS) ? " " + word + " " : word));
    }
}
