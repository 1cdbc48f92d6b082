package io.accelnet.operator.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Fields of an object that some managers own, as {@code metadata.managedFields} has them: {@code f:} before the name of a field,
 * {@code k:} before the keys of a list's item, {@code v:} before a value in a set. A field with nothing below it is owned as a whole.
 */
final class OwnedFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String APPLY = "Apply";

    private final List<JsonNode> sets;

    private OwnedFields(List<JsonNode> sets) {
        this.sets = sets;
    }

    /** What this manager has applied. */
    static OwnedFields of(HasMetadata object, String manager) {
        return of(object, entry -> isAppliedBy(entry, manager));
    }

    /** What all others own, but for those of the status. Where it isn't said who owns what, that is all of it. */
    static OwnedFields ofOthers(HasMetadata object, String manager) {
        return Optional.ofNullable(object.getMetadata().getManagedFields())
                        .orElse(List.of())
                        .isEmpty()
                ? new OwnedFields(List.of(MAPPER.createObjectNode()))
                : of(object, entry -> !isAppliedBy(entry, manager));
    }

    private static OwnedFields of(HasMetadata object, Predicate<ManagedFieldsEntry> which) {
        return new OwnedFields(Optional.ofNullable(object.getMetadata().getManagedFields()).orElse(List.of()).stream()
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .filter(which)
                .map(ManagedFieldsEntry::getFieldsV1)
                .map(OwnedFields::json)
                .filter(set -> !set.isEmpty())
                .toList());
    }

    private static boolean isAppliedBy(ManagedFieldsEntry entry, String manager) {
        return manager.equals(entry.getManager()) && APPLY.equals(entry.getOperation());
    }

    private static JsonNode json(FieldsV1 fields) {
        return MAPPER.valueToTree(fields.getAdditionalProperties());
    }

    /** Whether nobody owns anything. */
    boolean isEmpty() {
        return sets.isEmpty();
    }

    /** What is owned below a field. */
    OwnedFields field(String name) {
        return below("f:" + name);
    }

    /** What is owned of the item with this name in a list whose key is the name. */
    OwnedFields item(String name) {
        return new OwnedFields(Stream.concat(
                        sets.stream().filter(JsonNode::isEmpty).map(set -> Map.entry("", set)),
                        sets.stream().flatMap(set -> set.properties().stream()))
                .filter(below -> below.getKey().isEmpty()
                        || (below.getKey().startsWith("k:")
                                && parse(below.getKey()).path("name").asText().equals(name)))
                .map(Map.Entry::getValue)
                .toList());
    }

    private OwnedFields below(String key) {
        return new OwnedFields(sets.stream()
                .filter(set -> set.isEmpty() || set.has(key))
                .map(set -> set.isEmpty() ? set : set.get(key))
                .toList());
    }

    /** What is left of an object if it has only the fields that are owned. */
    ObjectNode of(ObjectNode object) {
        ObjectNode owned = MAPPER.createObjectNode();
        object.properties().forEach(field -> {
            OwnedFields below = field(field.getKey());
            if (!below.isEmpty()) {
                owned.set(field.getKey(), below.of(field.getValue()));
            }
        });
        return owned;
    }

    private JsonNode of(JsonNode value) {
        if (sets.stream().anyMatch(JsonNode::isEmpty)) {
            return value;
        }
        return switch (value) {
            case ObjectNode object -> of(object);
            case ArrayNode array -> of(array);
            default -> value;
        };
    }

    private ArrayNode of(ArrayNode array) {
        ArrayNode owned = MAPPER.createArrayNode();
        for (JsonNode element : array) {
            if (element instanceof ObjectNode object) {
                OwnedFields item = item(object.path("name").asText());
                if (!item.isEmpty()) {
                    owned.add(item.of(object));
                }
            } else if (hasValue(element)) {
                owned.add(element);
            }
        }
        return owned;
    }

    private boolean hasValue(JsonNode value) {
        return sets.stream()
                .flatMap(set -> set.properties().stream())
                .map(Map.Entry::getKey)
                .anyMatch(key -> key.startsWith("v:") && parse(key).equals(value));
    }

    private static JsonNode parse(String key) {
        try {
            return MAPPER.readTree(key.substring(2));
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
