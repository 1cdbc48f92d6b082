package io.accelnet.docs;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The CRDs as tables: every field with its type, bounds, default and meaning, and every rule. */
final class ApiReference {
    private static final String HEADER = """
            <!-- Made from crds/ by `make docs`: change the Java records in io.accelnet.api.v1alpha1. -->

            # API

            Group `accelnet.io`, version `v1alpha1`. What is marked * has to be given. `kubectl explain` says the same.
            """;

    private final StringBuilder text = new StringBuilder(HEADER);

    static String of(List<CustomResourceDefinition> crds) {
        ApiReference reference = new ApiReference();
        crds.forEach(reference::kind);
        return reference.text.toString();
    }

    private void kind(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
        var names = crd.getSpec().getNames();
        line("");
        line("## " + names.getKind());
        line("");
        line(schema.getDescription());
        line("");
        line("%s. `kubectl get %s`, or `%s`. Columns: %s."
                .formatted(
                        crd.getSpec().getScope().equals("Namespaced") ? "Namespaced" : "Cluster-scoped",
                        names.getPlural(),
                        String.join("`, `", names.getShortNames()),
                        version.getAdditionalPrinterColumns().stream()
                                .map(ApiReference::column)
                                .collect(Collectors.joining(", "))));
        for (String part : List.of("spec", "status")) {
            line("");
            line("### %s %s".formatted(names.getKind(), part));
            line("");
            line("| field | type | default | meaning |");
            line("|---|---|---|---|");
            List<String> rules = new ArrayList<>();
            JSONSchemaProps root = Objects.requireNonNull(schema.getProperties().get(part));
            rules("", root, rules);
            fields("", root, rules);
            if (!rules.isEmpty()) {
                line("");
                line("Rules:");
                line("");
                rules.forEach(this::line);
            }
        }
    }

    private static String column(CustomResourceColumnDefinition column) {
        boolean wide = column.getPriority() != null && column.getPriority() > 0;
        return column.getName() + (wide ? " (-o wide)" : "");
    }

    private void fields(String path, JSONSchemaProps schema, List<String> rules) {
        if (schema.getProperties() == null) {
            return;
        }
        for (Map.Entry<String, JSONSchemaProps> entry : new TreeMap<>(schema.getProperties()).entrySet()) {
            String name = path + entry.getKey();
            JSONSchemaProps field = entry.getValue();
            boolean required =
                    schema.getRequired() != null && schema.getRequired().contains(entry.getKey());
            line("| `%s`%s | %s | %s | %s |"
                    .formatted(
                            name, required ? " *" : "", type(field), defaultOf(field), cell(field.getDescription())));
            rules(name, field, rules);
            fields(name + ".", field, rules);
            if (field.getItems() != null) {
                JSONSchemaProps items = field.getItems().getSchema();
                rules(name + "[]", items, rules);
                fields(name + "[].", items, rules);
            }
        }
    }

    private static void rules(String path, JSONSchemaProps schema, List<String> into) {
        if (schema.getXKubernetesValidations() != null) {
            for (ValidationRule rule : schema.getXKubernetesValidations()) {
                into.add("- %s%s `%s`"
                        .formatted(
                                path.isEmpty() ? "" : "`" + path + "`: ",
                                sentence(cell(rule.getMessage())),
                                rule.getRule()));
            }
        }
    }

    private static String type(JSONSchemaProps schema) {
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().stream()
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        if (schema.getItems() != null) {
            return "list of " + type(schema.getItems().getSchema())
                    + bounds(schema.getMinItems(), schema.getMaxItems(), " items");
        }
        if (schema.getAdditionalProperties() != null) {
            return "map of " + type(schema.getAdditionalProperties().getSchema());
        }
        if (schema.getMinLength() != null || schema.getMaxLength() != null) {
            return schema.getType() + bounds(schema.getMinLength(), schema.getMaxLength(), " characters");
        }
        return schema.getType() + bounds(whole(schema.getMinimum()), whole(schema.getMaximum()), "");
    }

    private static @Nullable Long whole(@Nullable Double bound) {
        return bound == null ? null : bound.longValue();
    }

    private static String bounds(@Nullable Long least, @Nullable Long most, String unit) {
        if (least == null && most == null) {
            return "";
        }
        if (most == null) {
            return " (from " + least + unit + ")";
        }
        return " (" + (least == null ? "at most " + most : least + " to " + most) + unit + ")";
    }

    private static String defaultOf(JSONSchemaProps schema) {
        return schema.getDefault() == null ? "" : "`" + cell(schema.getDefault().toString()) + "`";
    }

    private static String cell(@Nullable String words) {
        return words == null
                ? ""
                : words.replace("|", "\\|").replace("*", "\\*").replaceAll("\\s+", " ");
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
