package io.accelnet.cli.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers such as 2.0 in fields that are integers. A schema takes them, a rule that looks at one doesn't; so rules are shown
 * something instead that they can't reckon with.
 */
final class FractionalIntegers {
    private record FractionalInteger(double number) {}

    private FractionalIntegers() {}

    /** Whether there are any. */
    static boolean areIn(Schema schema, @Nullable Object value) {
        return switch (value) {
            case Double number -> schema.type().equals("integer");
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .anyMatch(entry -> schema.fields()
                                .of(entry.getKey().toString())
                                .filter(field -> areIn(field, entry.getValue()))
                                .isPresent());
            case List<?> list ->
                schema.list()
                        .each()
                        .filter(each -> list.stream().anyMatch(element -> areIn(each, element)))
                        .isPresent();
            case null -> false;
            default -> false;
        };
    }

    /** A copy in which they are replaced. */
    static @Nullable Object replacedIn(Schema schema, @Nullable Object value) {
        return switch (value) {
            case Double number when schema.type().equals("integer") -> new FractionalInteger(number);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                Values.fields(map)
                        .forEach((name, each) -> copy.put(
                                name, replacedIn(schema.fields().of(name).orElse(schema), each)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                Values.elements(list)
                        .forEach(
                                each -> copy.add(replacedIn(schema.list().each().orElse(schema), each)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }
}
