package io.accelnet.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects as manifests, as kubectl writes them. */
public final class ObjectText {
    /** What kubectl apply notes for itself. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final PrintWriter out;

    /** Writes to this. */
    public ObjectText(PrintWriter out) {
        this.out = out;
    }

    /** An object as it is written for Git: what the API server and the operator say of it is left out. */
    public static <S, T, R extends CustomResource<S, T>> R manifest(R stored, R empty, S spec) {
        ObjectMeta metadata = stored.getMetadata();
        Map<String, String> annotations =
                new TreeMap<>(Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()));
        annotations.remove(LAST_APPLIED);
        empty.setMetadata(new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withLabels(metadata.getLabels())
                .withAnnotations(annotations.isEmpty() ? null : annotations)
                .build());
        empty.setSpec(spec);
        return empty;
    }

    /** Writes them as YAML, one document for each. */
    public void yaml(List<? extends HasMetadata> objects) throws IOException {
        try (SequenceWriter writer =
                new ObjectMapper(YamlReport.YAML).writerFor(Map.class).writeValues(out)) {
            for (HasMetadata object : objects) {
                writer.write(fields(object));
            }
        }
        out.flush();
    }

    /** Writes them as JSON: one object as it is, others as a List. */
    public void json(List<? extends HasMetadata> objects) throws IOException {
        List<Object> items = new ArrayList<>();
        objects.forEach(object -> items.add(fields(object)));
        Object shown = items.getFirst();
        if (items.size() != 1) {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("apiVersion", "v1");
            list.put("kind", "List");
            list.put("items", items);
            shown = list;
        }
        out.println(
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(shown));
        out.flush();
    }

    /** Writes their names, as {@code kubectl get --output name} does. */
    public void names(List<? extends HasMetadata> objects) {
        objects.forEach(object -> out.println(name(object)));
        out.flush();
    }

    /** The kind with its group, a slash, and the name. */
    public static String name(HasMetadata object) {
        return HasMetadata.getSingular(object.getClass()) + "." + HasMetadata.getGroup(object.getClass()) + "/"
                + object.getMetadata().getName();
    }

    /** Who owns which field is nothing that people read. */
    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> fields(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        object.setMetadata(
                new ObjectMetaBuilder(metadata).withManagedFields(List.of()).build());
        Map<String, @Nullable Object> fields = new KubernetesSerialization().convertValue(object, Map.class);
        object.setMetadata(metadata);
        return fields;
    }
}
