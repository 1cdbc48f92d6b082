package io.accelnet.cli.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the API server demands of the objects of one kind. Objects are maps of {@link Values}; what the API server would fill
 * in is filled in, in place.
 */
public final class KindSchema {
    private final boolean namespaced;
    private final Schema schema;
    private final Schema metadata;
    private final SchemaParts withRules;
    private final SchemaParts withUniqueElements;

    KindSchema(boolean namespaced, Schema schema, Schema metadata) {
        if (!schema.rules().isEmpty()) {
            throw new IllegalArgumentException("a rule may look at metadata, which isn't understood here");
        }
        this.namespaced = namespaced;
        this.schema = schema;
        this.metadata = metadata;
        this.withRules = RuleCheck.withRules(schema);
        this.withUniqueElements = UniqueElements.withUniqueElements(schema);
    }

    /** Whether objects of this kind live in namespaces. */
    public boolean isNamespaced() {
        return namespaced;
    }

    /** What is wrong with a new object, or with its status, which a backup has; empty if nothing is. */
    public List<FieldError> create(Map<String, @Nullable Object> object) {
        return check(object, Optional.empty());
    }

    /** What is wrong with an object's metadata. No rule looks at metadata and something else. */
    public List<FieldError> metadata(Map<String, @Nullable Object> object) {
        List<FieldError> errors = new ArrayList<>();
        metadata(object, errors);
        return errors;
    }

    /** What is wrong with an object that shall take the place of another one; empty if nothing is. */
    public List<FieldError> update(Map<String, @Nullable Object> object, Map<String, @Nullable Object> before) {
        return check(object, Optional.of(before));
    }

    /** What is wrong with a change of an object that is valid in itself: what may never change, and has. */
    public List<FieldError> change(Map<String, @Nullable Object> object, Map<String, @Nullable Object> before) {
        List<FieldError> errors = new ArrayList<>();
        new RuleCheck(errors, withRules).check(schema, object, before, FieldPath.ROOT);
        return errors;
    }

    /** How many elements the list at the end of these fields may have; empty if any number. */
    public OptionalInt mostElements(String... fields) {
        Schema found = schema;
        for (String field : fields) {
            found = found.fields().of(field).orElseThrow();
        }
        return found.list().most();
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
                                    field -> UnknownFields.find(field, value, path, errors),
                                    () -> errors.add(FieldError.unknown(path)));
            }
        });
        Defaulting.fill(schema, object);
        new SchemaCheck(errors).check(schema, object, FieldPath.ROOT);
        new UniqueElements(errors, withUniqueElements).check(schema, object, FieldPath.ROOT);
        if (errors.stream().noneMatch(error -> error.kind().isBlocking())) {
            new RuleCheck(errors, withRules).check(schema, object, before.orElse(null), FieldPath.ROOT);
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
        UnknownFields.find(metadata, said, path, errors);
        new SchemaCheck(errors).check(metadata, said, path);
        if (errors.size() == before && said instanceof Map<?, ?> map) {
            new ObjectNames(errors).check(Values.fields(map), namespaced);
        }
    }
}
