package io.accelnet.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * What of a released CustomResourceDefinition a newer one doesn't allow any more, so that objects which are stored would be cut or couldn't be
 * written again. Whatever may refuse more counts, also where it wouldn't in truth: a rule in CEL whose text is new, a pattern that is another one.
 */
final class CrdComparison {
    /** Of these a higher one allows more, and none allows all. */
    private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "maxLength", "maxItems", "maxProperties");

    private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "minLength", "minItems", "minProperties");

    /** What must stay as it is, or go. */
    private static final Set<String> CONSTRAINTS =
            Set.of("pattern", "format", "multipleOf", "exclusiveMaximum", "exclusiveMinimum", "uniqueItems");

    /** What must stay as it is: else stored objects mean something else, or are merged in another way. */
    private static final Set<String> MEANINGS = Set.of(
            "type",
            "default",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type",
            "x-kubernetes-int-or-string");

    private final List<String> losses = new ArrayList<>();

    private CrdComparison() {}

    /** What is lost, each with where it was; empty: every object of the former one can be stored and written. */
    static List<String> losses(JsonNode former, JsonNode newer) {
        CrdComparison comparison = new CrdComparison();
        comparison.definition(former, newer);
        return List.copyOf(comparison.losses);
    }

    private void definition(JsonNode former, JsonNode newer) {
        for (String fixed : List.of("/spec/group", "/spec/scope", "/spec/names/kind", "/spec/names/plural")) {
            if (!former.at(fixed).equals(newer.at(fixed))) {
                lose(fixed, "was " + former.at(fixed) + " and is " + newer.at(fixed));
            }
        }
        for (JsonNode name : former.at("/spec/names/shortNames")) {
            if (!has(newer.at("/spec/names/shortNames"), name)) {
                lose("/spec/names/shortNames", "has lost " + name);
            }
        }
        for (JsonNode version : former.at("/spec/versions")) {
            String name = version.path("name").asText();
            JsonNode now = version(newer, name);
            if (now.isMissingNode() || !now.path("served").asBoolean()) {
                lose(name, "isn't served any more");
            } else {
                subresources(name, version.path("subresources"), now.path("subresources"));
                schema(name, version.at("/schema/openAPIV3Schema"), now.at("/schema/openAPIV3Schema"));
            }
        }
    }

    private static JsonNode version(JsonNode definition, String name) {
        Iterator<JsonNode> versions = definition.at("/spec/versions").elements();
        while (versions.hasNext()) {
            JsonNode version = versions.next();
            if (version.path("name").asText().equals(name)) {
                return version;
            }
        }
        return definition.path("no such version");
    }

    private void subresources(String path, JsonNode former, JsonNode newer) {
        former.fieldNames().forEachRemaining(name -> {
            if (!newer.has(name)) {
                lose(path, "has no subresource " + name + " any more");
            }
        });
    }

    private void schema(String path, JsonNode former, JsonNode newer) {
        for (String meaning : MEANINGS) {
            if (former.has(meaning) && !former.path(meaning).equals(newer.path(meaning))) {
                lose(path, meaning + " was " + former.path(meaning) + " and is " + shown(newer.path(meaning)));
            }
        }
        // A default that is new is written into stored objects when they are read: it must say what its absence has
        // meant, which no program sees.
        constraints(path, former, newer);
        if (former.path("nullable").asBoolean() && !newer.path("nullable").asBoolean()) {
            lose(path, "may not be null any more");
        }
        enumeration(path, former.path("enum"), newer.path("enum"));
        required(path, former, newer);
        rules(path, former.path("x-kubernetes-validations"), newer.path("x-kubernetes-validations"));
        former.path("properties").properties().forEach(property -> {
            JsonNode now = newer.path("properties").path(property.getKey());
            String below = path + "." + property.getKey();
            if (now.isMissingNode()) {
                lose(below, "is gone");
            } else {
                schema(below, property.getValue(), now);
            }
        });
        below(path + "[]", former.path("items"), newer.path("items"));
        below(path + "{}", former.path("additionalProperties"), newer.path("additionalProperties"));
    }

    private void below(String path, JsonNode former, JsonNode newer) {
        if (former.isObject()) {
            schema(path, former, newer);
        }
    }

    private void constraints(String path, JsonNode former, JsonNode newer) {
        UPPER_BOUNDS.forEach(bound -> bound(path, bound, former, newer, comparison -> comparison < 0));
        LOWER_BOUNDS.forEach(bound -> bound(path, bound, former, newer, comparison -> comparison > 0));
        for (String constraint : CONSTRAINTS) {
            if (newer.has(constraint) && !newer.path(constraint).equals(former.path(constraint))) {
                lose(path, constraint + " was " + shown(former.path(constraint)) + " and is " + newer.path(constraint));
            }
        }
    }

    private void bound(String path, String bound, JsonNode former, JsonNode newer, IntPredicate narrower) {
        if (newer.has(bound)
                && (!former.has(bound)
                        || narrower.test(newer.path(bound)
                                .decimalValue()
                                .compareTo(former.path(bound).decimalValue())))) {
            lose(path, bound + " was " + shown(former.path(bound)) + " and is " + newer.path(bound));
        }
    }

    private void enumeration(String path, JsonNode former, JsonNode newer) {
        if (former.isMissingNode() && !newer.isMissingNode()) {
            lose(path, "could have any value and can have only " + newer);
        } else if (!newer.isMissingNode()) {
            for (JsonNode value : former) {
                if (!has(newer, value)) {
                    lose(path, "can't be " + value + " any more");
                }
            }
        }
    }

    private void required(String path, JsonNode former, JsonNode newer) {
        Set<String> added = new TreeSet<>();
        newer.path("required").forEach(field -> {
            if (!has(former.path("required"), field)) {
                added.add(field.asText());
            }
        });
        added.forEach(field -> lose(path + "." + field, "wasn't required and is"));
    }

    private void rules(String path, JsonNode former, JsonNode newer) {
        for (JsonNode rule : newer) {
            boolean known = false;
            for (JsonNode old : former) {
                known |= old.path("rule").equals(rule.path("rule"));
            }
            if (!known) {
                lose(path, "has a new rule: " + rule.path("rule").asText());
            }
        }
    }

    private static boolean has(JsonNode list, JsonNode value) {
        for (JsonNode element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    private void lose(String path, String what) {
        losses.add(path + " " + what);
    }
}
