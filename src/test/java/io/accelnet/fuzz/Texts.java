package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Texts that a schema accepts: the shortest, the longest, and those that programs stumble over. */
final class Texts {
    /** For fields without a bound, of which there should be none. */
    private static final int LONG = 300;

    private static final List<String> ODD = List.of(
            "a",
            "0",
            "A",
            "z9",
            "null",
            "true",
            "1e3",
            "0x1F",
            "~",
            "%s%n",
            "{0}",
            "$x",
            "a.b",
            "a-b",
            "a--b",
            "1.2.3",
            "xn--80ak6aa92e",
            "a/b",
            "example.com/a_b.c",
            "a b",
            "a\tb",
            "a  b",
            "a,b: c",
            "\"'`\\",
            "- a",
            "#a",
            "é",
            "É",
            "ß",
            "ı",
            "İ",
            "\u212A",
            "ſ",
            "名前",
            "a\u0301",
            "\uD83D\uDE00",
            "\u202Ea",
            "a\u00A0b",
            "a\u2028b",
            "10.0.26100.1",
            "10.0.99999999999.1",
            "999999999.999999999.999999999",
            "Windows Server 2025 Datacenter",
            "AZURE STACK HCI",
            "Ubuntu 24.04",
            "2026-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z");

    private static final List<String> PIECES = List.of("a", "0", "a.b-", "ab-", "Aa", "x y", "é", "名", "\uD83D\uDE00");

    private static final Map<String, List<String>> KNOWN = new ConcurrentHashMap<>();

    private Texts() {}

    /** All texts that this schema of a string accepts. */
    static List<String> of(JsonNode schema) {
        String key = schema.path("pattern").asText() + " " + schema.path("minLength") + " " + schema.path("maxLength")
                + schema.path("format");
        return KNOWN.computeIfAbsent(key, unknown -> find(schema));
    }

    private static List<String> find(JsonNode schema) {
        int shortest = schema.path("minLength").asInt(0);
        int longest = schema.path("maxLength").asInt(LONG);
        Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
        boolean time = schema.path("format").asText().equals("date-time");
        List<String> candidates = new ArrayList<>(ODD);
        candidates.add("");
        for (String piece : PIECES) {
            for (int length : new int[] {shortest, Math.min(longest, 63), longest - 1, longest}) {
                candidates.add(repeated(piece, length));
            }
        }
        candidates.add(repeated("a", Math.min(longest, 253)) + "/" + repeated("b", 63));
        List<String> fitting = candidates.stream()
                .filter(text -> length(text) >= shortest && length(text) <= longest)
                .filter(text -> pattern.matcher(text).find())
                .filter(text -> !time || (text.endsWith("Z") && text.contains("T")))
                .distinct()
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalStateException("no text is known that this accepts: " + schema);
        }
        return fitting;
    }

    /** So many code points of a piece again and again; the last is a letter, as many patterns want. */
    private static String repeated(String piece, int length) {
        if (length <= 0) {
            return "";
        }
        int[] points = piece.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length - 1; i++) {
            text.appendCodePoint(points[i % points.length]);
        }
        return text.appendCodePoint(points[0]).toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
