package io.accelnet.cli.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guesses which word was meant where another one stands. The API server doesn't say it: it lists all that would do, if any. */
final class WordMeant {
    /** The enumeration of Windows of which PowerShell may print the number, from 0. */
    private static final List<String> SRIOV_SUPPORT = List.of(
            "Unknown",
            "Supported",
            "MissingAcs",
            "MissingPfDriver",
            "NoBusResources",
            "NoIoMmuSupport",
            "NoVfBarSpace",
            "NoOscSupport");

    private static final Map<String, String> TRUTH = Map.ofEntries(
            Map.entry("true", "true"),
            Map.entry("yes", "true"),
            Map.entry("on", "true"),
            Map.entry("enabled", "true"),
            Map.entry("1", "true"),
            Map.entry("false", "false"),
            Map.entry("no", "false"),
            Map.entry("off", "false"),
            Map.entry("disabled", "false"),
            Map.entry("0", "false"));

    private WordMeant() {}

    /** One of the words that a field may have: the same in other letters, or the one that Windows counts by this number. */
    static Optional<String> among(FieldPath path, @Nullable Object value, List<Object> supported) {
        if (value == null || value instanceof Map || value instanceof List) {
            return Optional.empty();
        }
        String said = letters(value.toString());
        if (path.toString().endsWith(".sriovSupport") && said.matches("[0-7]")) {
            return Optional.of(quoted(SRIOV_SUPPORT.get(Integer.parseInt(said))));
        }
        return supported.stream()
                .map(Object::toString)
                .filter(word -> letters(word).equals(said))
                .map(WordMeant::quoted)
                .findFirst();
    }

    /** Which of true and false a text means. */
    static Optional<String> truth(String text) {
        return Optional.ofNullable(TRUTH.get(text.toLowerCase(Locale.ROOT))).map(word -> word + " without quotes");
    }

    /** A name that would be right in lower case. */
    static Optional<String> inLowerCase(String text, TextPattern pattern) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(text) || !pattern.isIn(lower) ? Optional.empty() : Optional.of(quoted(lower));
    }

    /** Letters and digits, small, which is all that tells the words of one enumeration apart. */
    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
