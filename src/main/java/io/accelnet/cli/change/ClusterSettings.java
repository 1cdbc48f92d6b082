package io.accelnet.cli.change;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of an AccelNetCluster's spec that options set, or take away, so that their defaults hold. */
public final class ClusterSettings {
    /** A field that an option sets. */
    public enum Setting {
        INTENT("--intent", "intentName"),
        ADDITIONAL_INTENTS("--additional-intent", "additionalIntentNames"),
        PORT_POLICY("--port-policy", "portPolicy"),
        RESERVE("--reserve", "nodeReservePercentage"),
        SELECTOR("--selector", "nodeSelector"),
        QUEUE_PAIRS("--queue-pairs", "queuePairs"),
        UNSUPPORTED_NODES("--unsupported-nodes", "unsupportedNodes"),
        UNSUPPORTED_ADAPTERS("--unsupported-adapters", "unsupportedAdapters"),
        ALLOWED_NAMESPACES("--allowed-namespaces", "allowedNamespaces"),
        NAMESPACE_LIMIT("--namespace-limit", "maxVirtualFunctionsPerNamespace");

        private final String option;
        private final String field;

        Setting(String option, String field) {
            this.option = option;
            this.field = field;
        }

        /** The option. */
        public String option() {
            return option;
        }

        /** The field of the spec. */
        public String field() {
            return field;
        }
    }

    private static final String SPEC = "spec";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final Map<Setting, Object> set = new EnumMap<>(Setting.class);
    private final Set<Setting> unset = EnumSet.noneOf(Setting.class);

    /**
     * Sets a field.
     *
     * @param value as JSON has it: a text, a Long, a list or a map
     */
    public ClusterSettings set(Setting setting, Object value) {
        set.put(setting, value);
        return this;
    }

    /**
     * Takes a field away.
     *
     * @param option the name of its option, with or without the hyphens
     */
    public ClusterSettings unset(String option) {
        String name = option.startsWith("--") ? option : "--" + option;
        Setting setting = Stream.of(Setting.values())
                .filter(each -> each.option.equals(name.toLowerCase(Locale.ROOT)) && each != Setting.INTENT)
                .findFirst()
                .orElseThrow(() -> new BadRequestException(
                        "--unset " + option + ": one of " + String.join(", ", namesToUnset()) + " is needed"));
        if (set.containsKey(setting)) {
            throw new BadRequestException(setting.option + " and --unset " + option + ": one or the other");
        }
        unset.add(setting);
        return this;
    }

    /** The names of the options that can be taken away, without the hyphens. */
    public static List<String> namesToUnset() {
        return Stream.of(Setting.values())
                .filter(each -> each != Setting.INTENT)
                .map(each -> each.option.substring(2))
                .toList();
    }

    /** Whether no field is set or taken away. */
    public boolean isEmpty() {
        return set.isEmpty() && unset.isEmpty();
    }

    /** A new cluster's manifest, with the fields that are set. They have to be {@link #check checked} before. */
    public AccelNetCluster create(String name) {
        AccelNetCluster cluster = new AccelNetCluster();
        cluster.getMetadata().setName(name);
        cluster.setSpec(spec(after(Map.of())));
        return cluster;
    }

    /** A cluster's spec as it is after the change, which has to be {@link #check checked} before. */
    public AccelNetClusterSpec applyTo(AccelNetClusterSpec before) {
        return spec(after(fields(before)));
    }

    /** The settings that are other ones than before. */
    public List<Setting> changes(AccelNetClusterSpec before) {
        Map<String, @Nullable Object> was = fields(before);
        Map<String, @Nullable Object> is = fields(applyTo(before));
        return Stream.of(Setting.values())
                .filter(setting -> set.containsKey(setting) || unset.contains(setting))
                .filter(setting ->
                        !Optional.ofNullable(was.get(setting.field)).equals(Optional.ofNullable(is.get(setting.field))))
                .toList();
    }

    /**
     * The further intents that a cluster would have no more: all of them are said each time, so some may be forgotten. None where it is said
     * that there shall be none.
     */
    public List<String> dropped(AccelNetClusterSpec before) {
        if (unset.contains(Setting.ADDITIONAL_INTENTS)) {
            return List.of();
        }
        List<String> left = applyTo(before).allIntentNames();
        return Optional.ofNullable(before.additionalIntentNames()).orElse(List.of()).stream()
                .filter(intent -> !left.contains(intent))
                .toList();
    }

    /** The change as a JSON patch, which the API server refuses if the cluster asks for something else by now. */
    public List<Map<String, Object>> patch(AccelNetCluster before) {
        List<Map<String, Object>> operations = new ArrayList<>(JsonPatch.asLookedAt(before));
        Map<String, @Nullable Object> was = fields(before.getSpec());
        set.forEach((setting, value) -> {
            Object said = setting == Setting.QUEUE_PAIRS ? merged(was.get(setting.field), value) : value;
            operations.add(JsonPatch.set(said, SPEC, setting.field));
        });
        unset.stream()
                .filter(setting -> was.get(setting.field) != null)
                .forEach(setting -> operations.add(JsonPatch.remove(SPEC, setting.field)));
        return operations;
    }

    /**
     * Refuses what the API server would, by the name of the option.
     *
     * @param name the cluster's name
     * @param before its spec; empty: it is new
     */
    public void check(String name, Optional<AccelNetClusterSpec> before, KindSchema schema) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("apiVersion", HasMetadata.getApiVersion(AccelNetCluster.class));
        object.put("kind", HasMetadata.getKind(AccelNetCluster.class));
        object.put("metadata", new LinkedHashMap<>(Map.of("name", name)));
        object.put(SPEC, after(before.map(ClusterSettings::fields).orElse(Map.of())));
        schema.create(object).stream().findFirst().ifPresent(error -> {
            throw new BadRequestException(option(error) + ": " + words(error));
        });
    }

    private static String option(FieldError error) {
        List<Object> steps = error.path().steps();
        if (steps.size() < 2 || !steps.getFirst().equals(SPEC)) {
            return "CLUSTER";
        }
        return Stream.of(Setting.values())
                .filter(setting -> setting.field.equals(steps.get(1)))
                .findFirst()
                .map(Setting::option)
                .orElseGet(() -> error.path().toString());
    }

    /** The API server names the field again in the middle of the sentence. */
    private static String words(FieldError error) {
        return error.message().replace(error.path() + " in body ", "");
    }

    private Map<String, @Nullable Object> after(Map<String, @Nullable Object> before) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            @Nullable Object was = before.get(setting.field);
            @Nullable Object said = set.get(setting);
            if (said != null) {
                fields.put(setting.field, setting == Setting.QUEUE_PAIRS ? merged(was, said) : copy(said));
            } else if (was != null && !unset.contains(setting)) {
                fields.put(setting.field, was);
            }
        }
        return fields;
    }

    /** Levels that aren't named keep their queue pairs. */
    private static Object merged(@Nullable Object before, Object said) {
        Map<Object, Object> merged = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> was) {
            merged.putAll(was);
        }
        if (said instanceof Map<?, ?> more) {
            merged.putAll(more);
        }
        return merged;
    }

    /** Whoever checks it fills in defaults. */
    private static Object copy(Object said) {
        return said instanceof Map<?, ?> || said instanceof List<?> ? JSON.convertValue(said, Object.class) : said;
    }

    private static AccelNetClusterSpec spec(Map<String, @Nullable Object> fields) {
        return new KubernetesSerialization().convertValue(fields, AccelNetClusterSpec.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> fields(AccelNetClusterSpec spec) {
        Map<String, @Nullable Object> fields =
                JSON.convertValue(new KubernetesSerialization().convertValue(spec, Map.class), Map.class);
        fields.values().removeIf(value -> value == null);
        return fields;
    }
}
