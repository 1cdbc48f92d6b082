package io.accelnet.cli.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields that the schema doesn't know, which strict validation refuses. */
final class UnknownFields {
    private UnknownFields() {}

    static void find(Schema schema, @Nullable Object value, FieldPath path, List<FieldError> errors) {
        if (value instanceof Map<?, ?> map) {
            Values.fields(map).forEach((name, each) -> {
                FieldPath field = path.child(name);
                schema.fields()
                        .of(name)
                        .ifPresentOrElse(
                                known -> find(known, each, field, errors), () -> errors.add(FieldError.unknown(field)));
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                @Nullable Object element = list.get(i);
                FieldPath at = path.index(i);
                schema.list().each().ifPresent(each -> find(each, element, at, errors));
            }
        }
    }
}
