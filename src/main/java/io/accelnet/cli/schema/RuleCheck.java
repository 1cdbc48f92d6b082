package io.accelnet.cli.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the rules of every value of an object, and of every change, where there is a value to compare with. */
final class RuleCheck {
    private final List<FieldError> errors;

    RuleCheck(List<FieldError> errors) {
        this.errors = errors;
    }

    void check(Schema schema, @Nullable Object self, @Nullable Object oldSelf, FieldPath path) {
        if (self == null) {
            return;
        }
        for (Rule rule : schema.rules()) {
            if (!rule.comparesWithBefore()) {
                if (!rule.holds(self)) {
                    errors.add(rule.broken(path, schema, self));
                }
            } else if (oldSelf != null && !rule.holds(self, oldSelf)) {
                errors.add(rule.broken(path, schema, self));
            }
        }
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
}
