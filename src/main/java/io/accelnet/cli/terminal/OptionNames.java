package io.accelnet.cli.terminal;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names that options give: what nothing can be called is refused with the option's name, before anything is read. */
public final class OptionNames {
    private OptionNames() {}

    /** Refuses an empty name, as a script gives it whose variable isn't set. */
    public static void notEmpty(String option, Collection<String> names) {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new BadRequestException(option + " has an empty name: say which is meant, or leave the option out");
        }
    }

    /** Refuses the name of a new object that the API server would refuse. */
    public static void name(String option, String name, KindSchema schema) {
        check(option + " " + name, Map.of("name", name), schema);
    }

    /** Refuses the name of a namespace that the API server would refuse. */
    public static void namespace(String option, String name, KindSchema schema) {
        check(option + " " + name, Map.of("name", "any", "namespace", name), schema);
    }

    /** The level that a word stands for. */
    public static Performance level(String word) {
        return Stream.of(Performance.values())
                .filter(level -> level.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new BadRequestException("no level is called " + word + ": Low, Medium or High"));
    }

    private static void check(String said, Map<String, String> metadata, KindSchema schema) {
        Map<String, @Nullable Object> object = new HashMap<>();
        object.put("metadata", new HashMap<>(metadata));
        schema.metadata(object).stream().findFirst().map(FieldError::message).ifPresent(message -> {
            throw new BadRequestException(said + ": " + message);
        });
    }
}
