package io.accelnet.cli.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the rules of every value of an object, and of every change, where there is a value to compare with. */
final class RuleCheck {
    private final List<FieldError> errors;
    private final SchemaParts withRules;

    RuleCheck(List<FieldError> errors, SchemaParts withRules) {
        this.errors = errors;
        this.withRules = withRules;
    }

    static SchemaParts withRules(Schema schema) {
        return new SchemaParts(schema, part -> !part.rules().isEmpty());
    }

    void check(Schema schema, @Nullable Object self, @Nullable Object oldSelf, FieldPath path) {
        if (self == null || !withRules.contains(schema)) {
            return;
        }
        ask(schema, self, oldSelf, path);
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
            // No rule of ours compares elements of a list, which the API server would tell apart by their keys.
            schema.list().each().ifPresent(each -> {
                for (int i = 0; i < list.size(); i++) {
                    check(each, list.get(i), null, path.index(i));
                }
            });
        }
    }

    private void ask(Schema schema, Object self, @Nullable Object oldSelf, FieldPath path) {
        if (schema.rules().isEmpty()) {
            return;
        }
        boolean fractional = FractionalIntegers.areIn(schema, self);
        Object shown = fractional ? Objects.requireNonNull(FractionalIntegers.replacedIn(schema, self)) : self;
        for (Rule rule : schema.rules()) {
            if (!rule.comparesWithBefore()) {
                rule.ask(path, schema, Map.of("self", shown), fractional).ifPresent(errors::add);
            } else if (oldSelf != null) {
                rule.ask(path, schema, Map.of("self", shown, "oldSelf", oldSelf), fractional)
                        .ifPresent(errors::add);
            }
        }
    }
}
