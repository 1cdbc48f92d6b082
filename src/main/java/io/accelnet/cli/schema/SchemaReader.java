package io.accelnet.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Reads the schema of a CRD. What it doesn't know it refuses, so that no rule is passed over in silence. */
final class SchemaReader {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "format",
            "nullable",
            "default",
            "enum",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "items",
            "properties",
            "additionalProperties",
            "maxProperties",
            "required",
            "x-kubernetes-validations",
            // These say nothing about what is valid.
            "description",
            "x-kubernetes-map-type");

    private final RuleCompiler rules;

    SchemaReader(RuleCompiler rules) {
        this.rules = rules;
    }

    Schema read(JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("a schema says " + name + ", which isn't understood here");
            }
        });
        return new Schema(
                json.path("type").asText(),
                json.path("format").asText(),
                json.path("nullable").asBoolean(),
                Optional.ofNullable(json.get("default")).map(Values::of),
                strings(json.path("enum")),
                new Schema.Text(
                        integer(json.path("minLength")),
                        json.has("maxLength")
                                ? OptionalLong.of(json.get("maxLength").asLong())
                                : OptionalLong.empty(),
                        Optional.ofNullable(json.get("pattern"))
                                .map(JsonNode::asText)
                                .map(TextPattern::new)),
                new Schema.Range(number(json.path("minimum")), number(json.path("maximum"))),
                new Schema.Elements(
                        integer(json.path("minItems")),
                        integer(json.path("maxItems")),
                        json.path("x-kubernetes-list-type").asText(),
                        strings(json.path("x-kubernetes-list-map-keys")).stream()
                                .map(Object::toString)
                                .toList(),
                        Optional.ofNullable(json.get("items")).map(this::read)),
                new Schema.Fields(
                        properties(json.path("properties")),
                        Optional.ofNullable(json.get("additionalProperties")).map(this::read),
                        integer(json.path("maxProperties")),
                        required(json.path("required"))),
                rules(json.path("x-kubernetes-validations")));
    }

    private Map<String, Schema> properties(JsonNode json) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            properties.put(field.getKey(), read(field.getValue()));
        }
        return properties;
    }

    private List<Rule> rules(JsonNode json) {
        List<Rule> compiled = new ArrayList<>();
        for (JsonNode rule : json) {
            compiled.add(rules.compile(rule));
        }
        return compiled;
    }

    private static Set<String> required(JsonNode json) {
        Set<String> names = new TreeSet<>();
        json.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static List<Object> strings(JsonNode json) {
        List<Object> values = new ArrayList<>();
        for (Iterator<JsonNode> each = json.elements(); each.hasNext(); ) {
            values.add(each.next().asText());
        }
        return values;
    }

    private static OptionalInt integer(JsonNode json) {
        return json.isNumber() ? OptionalInt.of(json.intValue()) : OptionalInt.empty();
    }

    private static OptionalDouble number(JsonNode json) {
        return json.isNumber() ? OptionalDouble.of(json.doubleValue()) : OptionalDouble.empty();
    }
}
