package io.accelnet.console.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What somebody looks for: words that must all be in a row, wherever, in capitals or not. */
final class Search {
    private final List<String> words;

    /** For the words in this text. */
    Search(String text) {
        this.words = Stream.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether a row is meant. */
    boolean finds(String row) {
        String lower = words.isEmpty() ? "" : row.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }
}
