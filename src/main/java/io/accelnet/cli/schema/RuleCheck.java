package io.accelnet.cli.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the CEL rules of every value of an object. Rules that compare with the former value are evaluated where there is one.
 *
 * <p>A number such as 2.0 in a field of type integer is valid for the schema. A rule that computes with it fails on the API server, and
 * so it does here.
 */
final class RuleCheck {
    private record DoubleAsInteger(double number) {}

    private final List<FieldError> errors;

    RuleCheck(List<FieldError> errors) {
        this.errors = errors;
    }

    void check(Schema schema, @Nullable Object self, @Nullable Object oldSelf, FieldPath path) {
        if (self == null) {
            return;
        }
        evaluate(schema, self, oldSelf, path);
        if (self instanceof Map<?, ?> map) {
            @Nullable Map<?, ?> before = oldSelf instanceof Map<?, ?> old ? old : null;
            Values.fields(map)
                    .forEach((name, value) -> schema.fields()
                            .of(name)
                            .ifPresent(field -> check(
                                    field,
                                    value,
                                    before == null ? null : before.get(name),
                                    schema.fields().known().containsKey(name) ? path.child(name) : path.key(name))));
        } else if (self instanceof List<?> list) {
            // No rule of the CRDs compares elements of a list with former ones, which the API server matches by their
            // keys.
            schema.list().each().ifPresent(each -> {
                for (int i = 0; i < list.size(); i++) {
                    check(each, list.get(i), null, path.index(i));
                }
            });
        }
    }

    private void evaluate(Schema schema, Object self, @Nullable Object oldSelf, FieldPath path) {
        if (schema.rules().isEmpty()) {
            return;
        }
        boolean doubles = hasDoubleAsInteger(schema, self);
        Object shown = doubles ? Objects.requireNonNull(replaceDoubles(schema, self)) : self;
        for (Rule rule : schema.rules()) {
            if (!rule.comparesWithBefore()) {
                rule.evaluate(path, schema, Map.of("self", shown), doubles).ifPresent(errors::add);
            } else if (oldSelf != null) {
                rule.evaluate(path, schema, Map.of("self", shown, "oldSelf", oldSelf), doubles)
                        .ifPresent(errors::add);
            }
        }
    }

    /** Whether a field of type integer has a number such as 2.0, which the schema allows and the rules don't. */
    private static boolean hasDoubleAsInteger(Schema schema, @Nullable Object value) {
        return switch (value) {
            case Double number -> schema.type().equals("integer");
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .anyMatch(entry -> schema.fields()
                                .of(entry.getKey().toString())
                                .filter(field -> hasDoubleAsInteger(field, entry.getValue()))
                                .isPresent());
            case List<?> list ->
                schema.list()
                        .each()
                        .filter(each -> list.stream().anyMatch(element -> hasDoubleAsInteger(each, element)))
                        .isPresent();
            case null -> false;
            default -> false;
        };
    }

    /** A copy of the value in which such numbers are replaced by something that no rule can compute with. */
    private static @Nullable Object replaceDoubles(Schema schema, @Nullable Object value) {
        return switch (value) {
            case Double number when schema.type().equals("integer") -> new DoubleAsInteger(number);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                Values.fields(map)
                        .forEach((name, each) -> copy.put(
                                name, replaceDoubles(schema.fields().of(name).orElse(schema), each)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                Values.elements(list)
                        .forEach(each ->
                                copy.add(replaceDoubles(schema.list().each().orElse(schema), each)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }
}
