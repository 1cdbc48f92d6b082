package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.schema.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest and what the command's check has to say about it.
 *
 * @param object what it says, with what an API server would fill in
 * @param errors why it is refused; empty if it is accepted
 */
record Judged(Map<String, @Nullable Object> object, List<FieldError> errors) {
    /** A new object. */
    static Judged created(Schemas schemas, ObjectNode manifest) {
        Map<String, @Nullable Object> object = Values.object(manifest);
        return new Judged(object, schema(schemas, manifest).create(object));
    }

    /** An object that takes the place of one that was accepted. */
    static Judged updated(Schemas schemas, ObjectNode manifest, Map<String, @Nullable Object> before) {
        Map<String, @Nullable Object> object = Values.object(manifest);
        return new Judged(object, schema(schemas, manifest).update(object, before));
    }

    private static KindSchema schema(Schemas schemas, ObjectNode manifest) {
        return schemas.of(manifest.get("kind").asText()).orElseThrow();
    }

    boolean accepted() {
        return errors.isEmpty();
    }

    /** What is wrong with how it is refused: each message names the field that it is about, and says something. */
    Optional<Finding> fault() {
        for (FieldError error : errors) {
            String field = error.path().toString();
            if (!field.startsWith("spec") && !field.startsWith("status") && !field.startsWith("metadata")) {
                return Optional.of(new Finding("refused without a field", field + ": " + error.message()));
            }
            if (error.message().isBlank()) {
                return Optional.of(new Finding("refused without a message", field));
            }
        }
        return Optional.empty();
    }
}
