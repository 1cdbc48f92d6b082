package io.accelnet.operator.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.plan.membership.IntentAdapters;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What discovery applies to an AccelNetNode: all that it knows of the host, beside what others state. A field that another manager
 * has set to another value stays as it is. Required fields are applied with that value all the same: otherwise the API server would
 * refuse to let the other one give up the field, for nobody would state it any more.
 *
 * @param fields the object's fields as they are applied
 */
record AppliedFields(ObjectNode fields) {
    /** The name under which discovery owns fields. */
    static final String MANAGER = "accelnet-discovery";

    /** Who told of the ports. */
    static final String DISCOVERED_FROM = "accelnet.io/discovered-from";

    /** On an AccelNetNode that discovery has made, which it therefore deletes when its Node is gone for good. */
    static final String MADE_BY_DISCOVERY = "accelnet.io/made-by-discovery";

    /** Since when there has been no Node. */
    static final String NODE_GONE_SINCE = "accelnet.io/node-gone-since";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NUMBERS =
            List.of("virtualFunctions", "firstVirtualFunction", "excludedVirtualFunctions");

    private static final Set<String> REQUIRED = Set.of("hostType", "operatingSystem", "name", "sriovSupport");

    /** What is applied to make the AccelNetNode of a host. */
    static AppliedFields creating(DiscoveredHost host) {
        ObjectNode fields = all(host);
        annotate(fields, MADE_BY_DISCOVERY, "true");
        return new AppliedFields(fields);
    }

    /** What is applied to keep it. */
    static AppliedFields keeping(DiscoveredHost host, AccelNetNode existing) {
        ObjectNode live = stated(existing);
        ObjectNode owned = OwnedFields.of(existing, MANAGER).of(live);
        ObjectNode fields = all(host);
        carryOver(host, owned, fields);
        OwnedFields others = OwnedFields.ofOthers(existing, MANAGER);
        beside(fields.withObject("metadata"), live.path("metadata"), others.field("metadata"));
        ObjectNode spec = fields.withObject("spec");
        beside(spec, live.path("spec"), others.field("spec"));
        ports(spec, live.path("spec"), others.field("spec").field("adapters"));
        if (!spec.has("availability")) {
            spec.remove("availabilityReason");
        }
        return new AppliedFields(fields);
    }

    /** What is owned of an AccelNetNode now. */
    static AppliedFields owned(AccelNetNode existing) {
        return new AppliedFields(named(
                existing.getMetadata().getName(),
                OwnedFields.of(existing, MANAGER).of(stated(existing))));
    }

    /** Whether an AccelNetNode has these fields already, as its manager's, and no other. */
    boolean areOf(AccelNetNode existing) {
        return normal(fields).equals(normal(owned(existing).fields));
    }

    /** Lists whose order doesn't matter in an order of their own. */
    private static JsonNode normal(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode normal = MAPPER.createObjectNode();
                object.properties().stream()
                        .filter(field -> !(field.getValue() instanceof ObjectNode
                                && field.getValue().isEmpty()))
                        .forEach(field -> normal.set(field.getKey(), normal(field.getValue())));
                yield normal;
            }
            case ArrayNode array -> {
                List<JsonNode> elements = new ArrayList<>();
                array.forEach(element -> elements.add(normal(element)));
                elements.sort(Comparator.comparing(
                        element -> element.has("name") ? element.get("name").asText() : element.toString()));
                yield MAPPER.createArrayNode().addAll(elements);
            }
            default -> value;
        };
    }

    /** All but the status, which may be large. */
    private static ObjectNode stated(AccelNetNode existing) {
        ObjectNode stated = MAPPER.createObjectNode();
        ObjectNode metadata = stated.putObject("metadata");
        metadata.set("labels", MAPPER.valueToTree(existing.getMetadata().getLabels()));
        metadata.set("annotations", MAPPER.valueToTree(existing.getMetadata().getAnnotations()));
        stated.set("spec", MAPPER.valueToTree(existing.getSpec()));
        return stated;
    }

    /** The same with an annotation, or without it. */
    AppliedFields with(String annotation, Optional<String> value) {
        ObjectNode changed = fields.deepCopy();
        ObjectNode annotations = changed.withObject("metadata").withObject("annotations");
        value.ifPresentOrElse(text -> annotations.put(annotation, text), () -> annotations.remove(annotation));
        if (annotations.isEmpty()) {
            changed.withObject("metadata").remove("annotations");
        }
        return new AppliedFields(changed);
    }

    /** The AccelNetNode that there is when these have been applied. */
    AccelNetNode on(Optional<AccelNetNode> existing) {
        ObjectNode base = existing.map(AppliedFields::stated).orElseGet(MAPPER::createObjectNode);
        existing.ifPresent(node -> Overlay.take(base, owned(node).fields));
        Overlay.put(base, fields);
        AccelNetNode applied = MAPPER.convertValue(base, AccelNetNode.class);
        existing.ifPresent(node -> {
            Map<String, String> labels = applied.getMetadata().getLabels();
            applied.setMetadata(
                    new ObjectMetaBuilder(node.getMetadata()).withLabels(labels).build());
            applied.setStatus(node.getStatus());
        });
        return applied;
    }

    private static ObjectNode all(DiscoveredHost host) {
        ObjectNode fields = named(host.name(), MAPPER.createObjectNode());
        ObjectNode labels = MAPPER.createObjectNode();
        host.labels().forEach(labels::put);
        if (!labels.isEmpty()) {
            fields.withObject("metadata").set("labels", labels);
        }
        annotate(fields, DISCOVERED_FROM, host.source().kind());
        ObjectNode spec = MAPPER.valueToTree(host.spec());
        if (host.spec().adapters().isEmpty()) {
            spec.remove("adapters");
        }
        fields.set("spec", spec);
        return fields;
    }

    private static ObjectNode named(String name, ObjectNode fields) {
        fields.put("apiVersion", HasMetadata.getApiVersion(AccelNetNode.class));
        fields.put("kind", HasMetadata.getKind(AccelNetNode.class));
        fields.withObject("metadata").put("name", name);
        return fields;
    }

    private static void annotate(ObjectNode fields, String annotation, String value) {
        fields.withObject("metadata").withObject("annotations").put(annotation, value);
    }

    /**
     * What isn't told now and was told before goes on to be true: the ports while a host is being set up, and whether hyperthreading is
     * on while Node Feature Discovery is away. So does which virtual functions of a port count that no intent has any more: VMs keep
     * what they have when an intent goes. That discovery made the object is remembered too; its Node is back if it was gone.
     */
    private static void carryOver(DiscoveredHost host, ObjectNode owned, ObjectNode fields) {
        JsonNode spec = owned.path("spec");
        if (host.lastPortsStand() && spec.has("adapters")) {
            fields.withObject("spec").set("adapters", spec.get("adapters"));
        }
        if (!fields.path("spec").has("hyperthreading") && spec.has("hyperthreading")) {
            fields.withObject("spec").set("hyperthreading", spec.get("hyperthreading"));
        }
        for (String name : host.portsOfNoIntent()) {
            JsonNode before = item(spec.path("adapters"), name);
            if (before.has("virtualFunctions")) {
                ObjectNode port = (ObjectNode) item(fields.path("spec").path("adapters"), name);
                NUMBERS.forEach(number -> port.remove(number));
                NUMBERS.stream().filter(before::has).forEach(number -> port.set(number, before.get(number)));
            }
        }
        JsonNode made = owned.path("metadata").path("annotations").path(MADE_BY_DISCOVERY);
        if (!made.isMissingNode()) {
            annotate(fields, MADE_BY_DISCOVERY, made.asText());
        }
    }

    /** Leaves to others what they have set to something else. */
    private static void beside(ObjectNode desired, JsonNode live, OwnedFields others) {
        for (String name : names(desired)) {
            OwnedFields theirs = others.field(name);
            JsonNode value = desired.get(name);
            if (theirs.isEmpty() || !live.has(name) || value instanceof ArrayNode) {
                continue;
            }
            if (value instanceof ObjectNode object) {
                beside(object, live.path(name), theirs);
            } else if (!value.equals(live.path(name))) {
                if (REQUIRED.contains(name)) {
                    desired.set(name, live.path(name));
                } else {
                    desired.remove(name);
                }
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static void ports(ObjectNode spec, JsonNode live, OwnedFields others) {
        if (!(spec.get("adapters") instanceof ArrayNode desired)) {
            return;
        }
        ArrayNode kept = MAPPER.createArrayNode();
        for (JsonNode each : desired) {
            ObjectNode port = (ObjectNode) each;
            String name = port.path("name").asText();
            if (isKnownByAnotherName(port, live.path("adapters"), others)) {
                continue;
            }
            OwnedFields theirs = others.item(name);
            JsonNode there = item(live.path("adapters"), name);
            if (!theirs.isEmpty() && !there.isMissingNode()) {
                numbers(port, there, theirs);
                beside(port, there, theirs);
            }
            kept.add(port);
        }
        spec.set("adapters", kept);
    }

    private static JsonNode item(JsonNode adapters, String name) {
        for (JsonNode adapter : adapters) {
            if (adapter.path("name").asText().equals(name)) {
                return adapter;
            }
        }
        return MAPPER.missingNode();
    }

    /** Whether somebody states the port under another of its names. No two ports may share one. */
    private static boolean isKnownByAnotherName(ObjectNode port, JsonNode adapters, OwnedFields others) {
        Set<String> names = allNames(port);
        for (JsonNode adapter : adapters) {
            String name = adapter.path("name").asText();
            if (!name.equals(port.path("name").asText()) && !others.item(name).isEmpty()) {
                Set<String> shared = allNames(adapter);
                shared.retainAll(names);
                if (!shared.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> allNames(JsonNode adapter) {
        Set<String> names = new HashSet<>();
        names.add(IntentAdapters.key(adapter.path("name").asText()));
        adapter.path("altNames").forEach(name -> names.add(IntentAdapters.key(name.asText())));
        return names;
    }

    /**
     * How many virtual functions, from which on, and without which, are one fact. If somebody states where they begin, they end where
     * they did; if somebody states how many they are, those that are left out are among them.
     */
    private static void numbers(ObjectNode port, JsonNode live, OwnedFields theirs) {
        boolean theirFirst = live.has("firstVirtualFunction")
                && !theirs.field("firstVirtualFunction").isEmpty();
        boolean theirCount = !theirs.field("virtualFunctions").isEmpty();
        if (!theirFirst && !theirCount) {
            return;
        }
        int end = port.path("firstVirtualFunction").asInt()
                + port.path("virtualFunctions").asInt();
        int first = live.path("firstVirtualFunction").asInt();
        int count = theirCount ? live.path("virtualFunctions").asInt() : Math.max(0, end - first);
        port.put("virtualFunctions", count);
        if (!live.has("firstVirtualFunction")) {
            port.remove("firstVirtualFunction");
        } else if (!theirFirst) {
            port.set("firstVirtualFunction", live.get("firstVirtualFunction"));
        }
        List<JsonNode> excluded = new ArrayList<>();
        port.path("excludedVirtualFunctions").forEach(excluded::add);
        excluded.removeIf(number -> number.asInt() < first || number.asInt() >= first + count);
        port.remove("excludedVirtualFunctions");
        if (!excluded.isEmpty()) {
            ArrayNode numbers = port.putArray("excludedVirtualFunctions");
            excluded.forEach(number -> numbers.add(IntNode.valueOf(number.asInt())));
        }
    }
}
