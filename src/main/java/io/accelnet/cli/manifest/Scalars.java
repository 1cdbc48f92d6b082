package io.accelnet.cli.manifest;

import io.accelnet.cli.schema.GoNumbers;
import java.math.BigInteger;
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
    /** No word that isn't a string is longer. */
    private static final int LONGEST_WORD = 5;
    /** Digits that are below every limit. */
    private static final int SHORT = 9;

    private static final Pattern WORD_OF_ONE_CASE = Pattern.compile("[a-z]+|[A-Z]+|[A-Z][a-z]+");
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-.*");

    private static final Set<String> NO_NUMBERS = Set.of(
            ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN");
    private static final BigInteger MOST_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private Scalars() {}

    /** Whether a scalar without quotes is what JSON has no number for: infinity, or the result of no calculation. */
    static boolean isNoNumber(String text) {
        return NO_NUMBERS.contains(text);
    }

    /** A number that isn't an integer as the key of a map, as kubectl writes it: rounded to a float of 32 bits. */
    static String key(double number) {
        float rounded = (float) number;
        if (Float.isInfinite(rounded)) {
            return rounded > 0 ? ".inf" : "-.inf";
        }
        return GoNumbers.text(rounded);
    }

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
        if (text.length() > LONGEST_WORD) {
            return text;
        }
        if (NULLS.contains(text)) {
            return null;
        }
        @Nullable Boolean bool = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
        return bool != null && WORD_OF_ONE_CASE.matcher(text).matches() ? (Object) bool : text;
    }

    private static Object number(String text) {
        if (isShortDecimal(text)) {
            return Long.parseLong(text);
        }
        if (DATE.matcher(text).matches()) {
            return text;
        }
        String plain = text.replace("_", "");
        if (INTEGER.matcher(plain).matches()) {
            BigInteger integer = integer(plain);
            if (integer.bitLength() < Long.SIZE) {
                return integer.longValue();
            }
            if (Character.isDigit(plain.charAt(0)) && integer.compareTo(MOST_UNSIGNED) <= 0) {
                return integer.doubleValue();
            }
        }
        if (FLOAT.matcher(plain).matches()) {
            double number = Double.parseDouble(plain);
            return Double.isInfinite(number) ? text : (Object) number;
        }
        return text;
    }

    /** Nearly all numbers are, and then no pattern needs to be tried. */
    private static boolean isShortDecimal(String text) {
        if (text.length() > SHORT || (text.length() > 1 && text.charAt(0) == '0')) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    private static BigInteger integer(String plain) {
        boolean signed = !Character.isDigit(plain.charAt(0));
        String digits = signed ? plain.substring(1) : plain;
        int radix = switch (digits.length() == 1 ? '.' : Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> digits.startsWith("0") ? 8 : 10;
        };
        BigInteger size = new BigInteger(digits.replaceFirst("^0[xXbBoO]", "0"), radix);
        return plain.startsWith("-") ? size.negate() : size;
    }
}
