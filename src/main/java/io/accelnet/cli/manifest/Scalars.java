package io.accelnet.cli.manifest;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means to kubectl and the API server. Their YAML is older than 1.2: yes is true, and 0o17 and 017 are both
 * 15; dates stay strings.
 */
final class Scalars {
    private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");
    private static final Map<String, Boolean> BOOLEANS = Map.ofEntries(
            Map.entry("y", true),
            Map.entry("yes", true),
            Map.entry("true", true),
            Map.entry("on", true),
            Map.entry("n", false),
            Map.entry("no", false),
            Map.entry("false", false),
            Map.entry("off", false));
    private static final Pattern WORD_OF_ONE_CASE = Pattern.compile("[a-z]+|[A-Z]+|[A-Z][a-z]+");
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-.*");

    private Scalars() {}

    /** The value of a scalar without quotes and without a tag. */
    static @Nullable Object resolve(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (text.charAt(0)) {
            case '~', 'n', 'N', 'y', 'Y', 't', 'T', 'f', 'F', 'o', 'O' -> word(text);
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(text);
            default -> text;
        };
    }

    private static @Nullable Object word(String text) {
        if (NULLS.contains(text)) {
            return null;
        }
        @Nullable Boolean bool = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
        return bool != null && WORD_OF_ONE_CASE.matcher(text).matches() ? (Object) bool : text;
    }

    private static Object number(String text) {
        if (DATE.matcher(text).matches()) {
            return text;
        }
        String plain = text.replace("_", "");
        if (INTEGER.matcher(plain).matches()) {
            try {
                return integer(plain);
            } catch (NumberFormatException e) {
                return plain.matches("[-+]?[1-9][0-9]*") ? (Object) Double.valueOf(plain) : text;
            }
        }
        return FLOAT.matcher(plain).matches() ? (Object) Double.valueOf(plain) : text;
    }

    private static long integer(String plain) {
        String sign = plain.startsWith("-") ? "-" : "";
        String digits = plain.substring(plain.startsWith("-") || plain.startsWith("+") ? 1 : 0);
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            return Long.parseLong(sign + digits.substring(2), 16);
        }
        if (lower.startsWith("0b")) {
            return Long.parseLong(sign + digits.substring(2), 2);
        }
        if (lower.startsWith("0o")) {
            return Long.parseLong(sign + digits.substring(2), 8);
        }
        return Long.parseLong(sign + digits, digits.startsWith("0") ? 8 : 10);
    }
}
