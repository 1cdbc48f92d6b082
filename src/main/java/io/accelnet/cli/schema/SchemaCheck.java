package io.accelnet.cli.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types, lengths, ranges, patterns, values and what is required: OpenAPI, as the API server takes it. */
final class SchemaCheck {
    /** Beyond this the API server takes no number with a fraction or an exponent for an integer, since not all are told apart. */
    private static final double LARGEST_WHOLE = (1L << 53) - 1;

    private static final Set<String> NUMERIC = Set.of("integer", "number");

    /** A timestamp as it is nearly always written. */
    private static final String USUAL = "0000-00-00T00:00:00Z";

    private final List<FieldError> errors;

    SchemaCheck(List<FieldError> errors) {
        this.errors = errors;
    }

    void check(Schema schema, @Nullable Object value, FieldPath path) {
        type(schema, value, path);
        if (!schema.values().isEmpty()
                && !(value instanceof String text && schema.values().contains(text))) {
            errors.add(FieldError.notSupported(path, value, schema.values()));
        }
        switch (value) {
            case null -> {}
            case String text -> text(schema, text, path);
            case Number number -> number(schema, number, path);
            case List<?> list -> list(schema, list, path);
            case Map<?, ?> map -> object(schema, Values.fields(map), path);
            default -> {}
        }
    }

    private void type(Schema schema, @Nullable Object value, FieldPath path) {
        String expected = schema.type();
        if (value == null) {
            if (!schema.nullable()) {
                errors.add(FieldError.ofType(path, expected, "null"));
            }
            return;
        }
        String found = typeOf(value);
        boolean textual = value instanceof String || value instanceof List;
        boolean fits = expected.equals(found)
                || (expected.equals("integer") && value instanceof Double number && isWhole(number))
                || (expected.equals("number") && found.equals("integer"));
        if (!textual && !schema.format().isEmpty() && !fits) {
            String format = value instanceof Long ? "int64" : value instanceof Double ? "float64" : "";
            errors.add(FieldError.ofType(path, schema.format(), format));
        } else if (!(textual && !schema.format().isEmpty() && !NUMERIC.contains(expected)) && !fits) {
            errors.add(FieldError.ofType(path, expected, found)
                    .meaning(
                            expected.equals("boolean") && value instanceof String text
                                    ? WordMeant.truth(text)
                                    : Optional.empty()));
        }
    }

    private static String typeOf(Object value) {
        return switch (value) {
            case String text -> "string";
            case Boolean bool -> "boolean";
            case Long integer -> "integer";
            case List<?> list -> "array";
            case Map<?, ?> map -> "object";
            default -> "number";
        };
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE;
    }

    private void text(Schema schema, String text, FieldPath path) {
        int length = text.codePointCount(0, text.length());
        Schema.Text rules = schema.text();
        // One is enough: what is too long or too short isn't held against the pattern.
        if (rules.longest().isPresent() && length > rules.longest().getAsLong()) {
            errors.add(FieldError.tooLong(path, rules.longest().getAsLong()));
        } else if (rules.shortest().isPresent() && length < rules.shortest().getAsInt()) {
            invalid(path, text, "should be at least " + rules.shortest().getAsInt() + " chars long");
        } else if (rules.pattern().isPresent() && !rules.pattern().get().isIn(text)) {
            TextPattern pattern = rules.pattern().get();
            errors.add(FieldError.invalid(path, text, path + " in body should match '" + pattern.expression() + "'")
                    .meaning(WordMeant.inLowerCase(text, pattern)));
        }
        if (schema.format().equals("date-time") && !isDateTime(text)) {
            errors.add(FieldError.ofType(path, "date-time", text));
        }
    }

    private static boolean isDateTime(String text) {
        if (isUsualDateTime(text)) {
            return true;
        }
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether it is a timestamp in UTC, to the second, of a day that every month has: parsing takes longer than all else. */
    private static boolean isUsualDateTime(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char shown = text.charAt(at);
            if (USUAL.charAt(at) == '0' ? shown < '0' || shown > '9' : shown != USUAL.charAt(at)) {
                return false;
            }
        }
        return isWithin(text, 5, 1, 12)
                && isWithin(text, 8, 1, 28)
                && isWithin(text, 11, 0, 23)
                && isWithin(text, 14, 0, 59)
                && isWithin(text, 17, 0, 59);
    }

    private static boolean isWithin(String text, int at, int least, int most) {
        int number = 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
        return number >= least && number <= most;
    }

    private void number(Schema schema, Number number, FieldPath path) {
        double value = number.doubleValue();
        schema.range().most().ifPresent(most -> {
            if (value > most) {
                invalid(path, number, "should be less than or equal to " + plain(most));
            }
        });
        schema.range().least().ifPresent(least -> {
            if (value < least) {
                invalid(path, number, "should be greater than or equal to " + plain(least));
            }
        });
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private void list(Schema schema, List<?> list, FieldPath path) {
        Schema.Elements rules = schema.list();
        rules.each().ifPresent(each -> {
            for (int i = 0; i < list.size(); i++) {
                check(each, list.get(i), path.index(i));
            }
        });
        rules.fewest().ifPresent(fewest -> {
            if (list.size() < fewest) {
                invalid(path, list.size(), "should have at least " + fewest + " items");
            }
        });
        rules.most().ifPresent(most -> {
            if (list.size() > most) {
                errors.add(FieldError.tooMany(path, list.size(), most));
            }
        });
    }

    private void object(Schema schema, Map<String, @Nullable Object> object, FieldPath path) {
        Schema.Fields rules = schema.fields();
        rules.most().ifPresent(most -> {
            if (object.size() > most) {
                errors.add(FieldError.tooMany(path, object.size(), most));
            }
        });
        object.forEach((name, value) -> rules.of(name).ifPresent(field -> check(field, value, path.child(name))));
        for (String name : rules.required()) {
            if (!object.containsKey(name)) {
                errors.add(FieldError.required(path.child(name), ""));
            }
        }
    }

    private void invalid(FieldPath path, Object value, String detail) {
        errors.add(FieldError.invalid(path, value, path + " in body " + detail));
    }
}
