package io.accelnet.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes every description from the records' Javadoc, so that the two can't drift apart. */
final class Descriptions implements SchemaStep {
    private final Javadoc javadoc;

    Descriptions(Javadoc javadoc) {
        this.javadoc = javadoc;
    }

    void describe(Class<?> type, JSONSchemaProps schema) {
        schema.setDescription(sentence(javadoc.ofType(type)));
    }

    @Override
    public void refine(SchemaNode node) {
        Class<?> owner = node.component().getDeclaringRecord();
        String text = sentence(javadoc.ofComponent(owner, node.name()));
        node.schema()
                .setDescription(Stream.of(Stream.of(text), enumValues(node.valueType()), defaultValue(node.schema()))
                        .flatMap(Function.identity())
                        .collect(Collectors.joining(" ")));
        if (node.isList() && node.valueType().isRecord()) {
            describe(node.valueType(), node.valueSchema());
        }
    }

    private Stream<String> enumValues(Class<?> type) {
        return EnumValue.of(type).stream()
                .filter(value -> javadoc.ofConstant(type, value.constant()).isPresent())
                .map(value -> value.wireName() + ": "
                        + javadoc.ofConstant(type, value.constant()).orElseThrow());
    }

    /** {@code kubectl explain} doesn't show defaults by itself. */
    private static Stream<String> defaultValue(JSONSchemaProps schema) {
        JsonNode value = schema.getDefault();
        return value != null && value.isValueNode() ? Stream.of("Default: " + value.asText() + ".") : Stream.empty();
    }

    private static String sentence(String text) {
        String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
