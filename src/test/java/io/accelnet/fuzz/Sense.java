package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.schema.Bounds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes a spec that its schema accepts obey the schema's rules in CEL too, which are about several fields. */
final class Sense {
    private static final List<String> LEVELS = List.of("low", "medium", "high");
    private static final List<Integer> DEFAULTS = List.of(1, 2, 4);

    private Sense() {}

    static void bring(String kind, ObjectNode spec) {
        switch (kind) {
            case "NetworkIntent" -> intent(spec);
            case "AccelNetNode" -> node(spec);
            case "AccelNetCluster" -> cluster(spec);
            case "AccelNetVM" -> vm(spec);
            default -> {}
        }
    }

    private static void intent(ObjectNode spec) {
        Set<String> known = new HashSet<>();
        ArrayNode adapters = (ArrayNode) spec.get("adapters");
        for (int i = 0; i < adapters.size(); i++) {
            String literal = adapters.get(i).asText().replaceAll("[*?\\[\\]()#]", "x");
            adapters.set(i, literal);
        }
        removeUnless(adapters, adapter -> known.add(ascii(adapter.asText())));
    }

    private static void node(ObjectNode spec) {
        if (!(spec.get("adapters") instanceof ArrayNode adapters)) {
            return;
        }
        Set<String> known = new HashSet<>();
        removeUnless(adapters, adapter -> known.add(ascii(adapter.path("name").asText())));
        long sum = 0;
        for (JsonNode adapter : adapters) {
            sum += adapter.path("virtualFunctions").asInt();
        }
        if (sum > Bounds.VIRTUAL_FUNCTIONS) {
            for (JsonNode adapter : adapters) {
                long share = adapter.path("virtualFunctions").asLong() * Bounds.VIRTUAL_FUNCTIONS / sum;
                ((ObjectNode) adapter).put("virtualFunctions", (int) share);
            }
        }
        for (JsonNode adapter : adapters) {
            functions((ObjectNode) adapter);
            otherNames(adapter, known);
        }
    }

    /** The numbers of virtual functions end somewhere, and what is left out is one of the port's. */
    private static void functions(ObjectNode adapter) {
        int functions = adapter.path("virtualFunctions").asInt();
        int first = Math.min(adapter.path("firstVirtualFunction").asInt(), Bounds.VIRTUAL_FUNCTIONS - functions);
        if (adapter.has("firstVirtualFunction")) {
            adapter.put("firstVirtualFunction", first);
        }
        if (adapter.get("excludedVirtualFunctions") instanceof ArrayNode excluded) {
            removeUnless(excluded, each -> each.asInt() >= first && each.asInt() < first + functions);
        }
    }

    /** Other names are in lower case, and no port's but this one's. */
    private static void otherNames(JsonNode adapter, Set<String> known) {
        if (adapter.get("altNames") instanceof ArrayNode names) {
            for (int i = 0; i < names.size(); i++) {
                names.set(i, ascii(names.get(i).asText()));
            }
            removeUnless(names, name -> known.add(name.asText()));
        }
    }

    private static void cluster(ObjectNode spec) {
        if (spec.get("queuePairs") instanceof ObjectNode pairs) {
            int least = 1;
            for (int i = 0; i < LEVELS.size(); i++) {
                String level = LEVELS.get(i);
                int said = pairs.path(level).asInt(DEFAULTS.get(i));
                if (said < least) {
                    pairs.put(level, least);
                }
                least = Math.max(least, said);
            }
        }
        if (spec.get("additionalIntentNames") instanceof ArrayNode further) {
            removeUnless(further, name -> !name.equals(spec.get("intentName")));
        }
        selector(spec.path("nodeSelector"));
        selector(spec.path("allowedNamespaces"));
    }

    private static void selector(JsonNode selector) {
        for (JsonNode expression : selector.path("matchExpressions")) {
            boolean withValues =
                    List.of("In", "NotIn").contains(expression.path("operator").asText());
            if (!withValues) {
                ((ObjectNode) expression).remove("values");
            } else if (expression.path("values").isEmpty()) {
                ((ObjectNode) expression).putArray("values").add("a");
            }
        }
    }

    private static void vm(ObjectNode spec) {
        if (spec.has("virtualMachine")) {
            spec.remove("virtualMachineRef");
        } else if (!spec.has("virtualMachineRef")) {
            spec.putObject("virtualMachineRef").put("name", "a-virtual-machine");
        }
        if (spec.path("virtualMachine").get("adapterIntents") instanceof ArrayNode intents) {
            Set<String> names = new HashSet<>();
            spec.path("virtualMachine").path("networkAdapters").forEach(name -> names.add(name.asText()));
            removeUnless(
                    intents, each -> names.remove(each.path("networkAdapter").asText()));
        }
    }

    /** As CEL's lowerAscii. */
    private static String ascii(String text) {
        StringBuilder lower = new StringBuilder();
        text.chars()
                .forEach(c -> lower.append(c < 128 ? String.valueOf((char) c).toLowerCase(Locale.ROOT) : (char) c));
        return lower.toString();
    }

    private static void removeUnless(ArrayNode array, java.util.function.Predicate<JsonNode> keeps) {
        List<JsonNode> kept = new ArrayList<>();
        for (Iterator<JsonNode> each = array.elements(); each.hasNext(); ) {
            JsonNode element = each.next();
            if (keeps.test(element)) {
                kept.add(element);
            }
        }
        array.removeAll();
        array.addAll(kept);
    }
}
