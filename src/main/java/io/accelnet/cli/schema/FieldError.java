package io.accelnet.cli.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that the API server would refuse an object for, in its words.
 *
 * @param path the field
 * @param kind what is wrong
 * @param message what is wrong, with the value and with what would be right
 * @param meant what was probably meant, which the API server doesn't say
 */
public record FieldError(FieldPath path, Kind kind, String message, Optional<String> meant) {
    FieldError(FieldPath path, Kind kind, String message) {
        this(path, kind, message, Optional.empty());
    }

    /** The same error, where a guess is possible. */
    FieldError meaning(Optional<String> word) {
        return new FieldError(path, kind, message, word);
    }

    /** What can be wrong with a field. */
    public enum Kind {
        REQUIRED("Required value", true),
        INVALID("Invalid value", false),
        TYPE_INVALID("Invalid value", true),
        NOT_SUPPORTED("Unsupported value", true),
        DUPLICATE("Duplicate value", false),
        TOO_LONG("Too long", true),
        TOO_MANY("Too many", true),
        FORBIDDEN("Forbidden", false),
        UNKNOWN("unknown field", true);

        private final String words;
        private final boolean blocking;

        Kind(String words, boolean blocking) {
            this.words = words;
            this.blocking = blocking;
        }

        /** Whether the rules aren't even asked while an object has such an error. */
        boolean isBlocking() {
            return blocking;
        }
    }

    static FieldError required(FieldPath path, String detail) {
        return new FieldError(
                path, Kind.REQUIRED, detail.isEmpty() ? Kind.REQUIRED.words : "Required value: " + detail);
    }

    static FieldError invalid(FieldPath path, @Nullable Object value, String detail) {
        return new FieldError(path, Kind.INVALID, Kind.INVALID.words + ": " + shown(value) + ": " + detail);
    }

    static FieldError ofType(FieldPath path, String expected, String found) {
        String detail = path + " in body must be of type " + expected + ": " + quoted(found);
        return new FieldError(path, Kind.TYPE_INVALID, Kind.TYPE_INVALID.words + ": " + quoted(found) + ": " + detail);
    }

    static FieldError notSupported(FieldPath path, @Nullable Object value, List<Object> supported) {
        String values = supported.stream().map(each -> quoted(each.toString())).collect(Collectors.joining(", "));
        return new FieldError(
                path,
                Kind.NOT_SUPPORTED,
                Kind.NOT_SUPPORTED.words + ": " + (value == null ? "null" : shown(value)) + ": supported values: "
                        + values,
                WordMeant.among(path, value, supported));
    }

    static FieldError duplicate(FieldPath path, @Nullable Object value) {
        return new FieldError(path, Kind.DUPLICATE, Kind.DUPLICATE.words + ": " + shown(value));
    }

    static FieldError tooLong(FieldPath path, long most) {
        return new FieldError(
                path, Kind.TOO_LONG, "Too long: may not be more than " + most + (most == 1 ? " byte" : " bytes"));
    }

    static FieldError tooMany(FieldPath path, int number, long most) {
        return new FieldError(
                path,
                Kind.TOO_MANY,
                "Too many: " + number + ": must have at most " + most + (most == 1 ? " item" : " items"));
    }

    static FieldError forbidden(FieldPath path, String detail) {
        return new FieldError(path, Kind.FORBIDDEN, "Forbidden: " + detail);
    }

    static FieldError unknown(FieldPath path) {
        return new FieldError(path, Kind.UNKNOWN, "unknown field " + quoted(path.toString()));
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "\"\"";
            case String text -> quoted(text);
            case Double number -> GoNumbers.text(number);
            case Map<?, ?> map -> json(map);
            case List<?> list -> json(list);
            default -> value.toString();
        };
    }

    private static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> quoted(text);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey((a, b) -> a.toString().compareTo(b.toString())))
                        .map(entry -> quoted(entry.getKey().toString()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Double number -> GoNumbers.json(number);
            case List<?> list -> list.stream().map(FieldError::json).collect(Collectors.joining(",", "[", "]"));
            default -> value.toString();
        };
    }

    static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
