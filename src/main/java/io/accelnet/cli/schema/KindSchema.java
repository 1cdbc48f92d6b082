package io.accelnet.cli.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validates objects of one kind as the API server does. Objects are maps of {@link Values}; defaults are filled in, in place.
 */
public final class KindSchema {
    private final boolean namespaced;
    private final Schema schema;
    private final Schema metadata;

    KindSchema(boolean namespaced, Schema schema, Schema metadata) {
        if (!schema.rules().isEmpty()) {
            throw new IllegalArgumentException("a rule may look at metadata, which isn't understood here");
        }
        this.namespaced = namespaced;
        this.schema = schema;
        this.metadata = metadata;
    }

    /** Whether objects of this kind have a namespace. */
    public boolean isNamespaced() {
        return namespaced;
    }

    /** What is wrong with a new object, and with its status if it has one, as in a backup; empty if nothing is. */
    public List<FieldError> create(Map<String, @Nullable Object> object) {
        return check(object, Optional.empty());
    }

    /** The same for an object that differs from a valid one in its metadata only. No rule looks at both metadata and the rest. */
    public List<FieldError> createTwin(Map<String, @Nullable Object> object) {
        List<FieldError> errors = new ArrayList<>();
        metadata(object, errors);
        return errors;
    }

    /** What is wrong with an object that takes the place of another one; empty if nothing is. */
    public List<FieldError> update(Map<String, @Nullable Object> object, Map<String, @Nullable Object> before) {
        return check(object, Optional.of(before));
    }

    /** The errors of a change of a valid object: fields that may never change, and have. */
    public List<FieldError> change(Map<String, @Nullable Object> object, Map<String, @Nullable Object> before) {
        List<FieldError> errors = new ArrayList<>();
        new RuleCheck(errors).check(schema, object, before, FieldPath.ROOT);
        return errors;
    }

    private List<FieldError> check(
            Map<String, @Nullable Object> object, Optional<Map<String, @Nullable Object>> before) {
        List<FieldError> errors = new ArrayList<>();
        metadata(object, errors);
        object.forEach((name, value) -> {
            FieldPath path = FieldPath.ROOT.child(name);
            switch (name) {
                case "apiVersion", "kind", "metadata" -> {}
                default ->
                    schema.fields()
                            .of(name)
                            .ifPresentOrElse(
                                    field -> unknownFields(field, value, path, errors),
                                    () -> errors.add(FieldError.unknown(path)));
            }
        });
        Defaulting.fill(schema, object);
        new SchemaCheck(errors).check(schema, object, FieldPath.ROOT);
        new UniqueElements(errors).check(schema, object, FieldPath.ROOT);
        if (errors.stream().noneMatch(error -> error.kind().isBlocking())) {
            new RuleCheck(errors).check(schema, object, before.orElse(null), FieldPath.ROOT);
        }
        return errors;
    }

    private void metadata(Map<String, @Nullable Object> object, List<FieldError> errors) {
        FieldPath path = FieldPath.ROOT.child("metadata");
        @Nullable Object said = object.get("metadata");
        if (said == null) {
            new ObjectNames(errors).check(Map.of(), namespaced);
            return;
        }
        int before = errors.size();
        Defaulting.fill(metadata, said);
        unknownFields(metadata, said, path, errors);
        new SchemaCheck(errors).check(metadata, said, path);
        if (errors.size() == before && said instanceof Map<?, ?> map) {
            new ObjectNames(errors).check(Values.fields(map), namespaced);
        }
    }

    /** Adds an error for each field that the schema doesn't know, as strict validation does. */
    private static void unknownFields(Schema schema, @Nullable Object value, FieldPath path, List<FieldError> errors) {
        if (value instanceof Map<?, ?> map) {
            Values.fields(map).forEach((name, each) -> {
                FieldPath field = path.child(name);
                schema.fields()
                        .of(name)
                        .ifPresentOrElse(
                                known -> unknownFields(known, each, field, errors),
                                () -> errors.add(FieldError.unknown(field)));
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                @Nullable Object element = list.get(i);
                FieldPath at = path.index(i);
                schema.list().each().ifPresent(each -> unknownFields(each, element, at, errors));
            }
        }
    }
}
