package io.accelnet.cli.manifest;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.manifest.Manifest.PassedOver;
import io.accelnet.cli.manifest.Manifest.Read;
import io.accelnet.cli.manifest.Manifest.Referenced;
import io.accelnet.cli.manifest.Manifest.Wrong;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.schema.Values;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.kubevirt.InstanceTypeRevision;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a document to an object that the API server would take, or to all that it would say against it. */
final class ManifestReader {
    private static final Map<String, Class<? extends CustomResource<?, ?>>> OURS = Map.of(
            "NetworkIntent", NetworkIntent.class,
            "AccelNetNode", AccelNetNode.class,
            "AccelNetCluster", AccelNetCluster.class,
            "AccelNetVM", AccelNetVM.class);
    private static final Map<String, Class<? extends HasMetadata>> CORE =
            Map.of("Node", Node.class, "Namespace", Namespace.class, "Pod", Pod.class);

    private final Schemas schemas;
    private final String defaultNamespace;
    private final Conditions conditions;
    private final Set<Class<? extends ReferencedObject<?, ?>>> otherKinds;
    private final CheckedSpecs checked = new CheckedSpecs();
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    ManifestReader(
            Schemas schemas,
            String defaultNamespace,
            Conditions conditions,
            Set<Class<? extends ReferencedObject<?, ?>>> otherKinds) {
        this.otherKinds = otherKinds;
        this.schemas = schemas;
        this.defaultNamespace = defaultNamespace;
        this.conditions = conditions;
    }

    void read(String file, Document document, Consumer<Manifest> sink) {
        if (!document.faults().isEmpty()) {
            String object = document.content() instanceof Map<?, ?> map ? name(fields(map)) : "";
            document.faults()
                    .forEach(fault -> sink.accept(new Wrong(
                            new Problem(new SourceLocation(file, fault.position()), object, fault.message()))));
            return;
        }
        SourceLocation place = new SourceLocation(file, document.positions().ofObject());
        if (!(document.content() instanceof Map<?, ?> map)) {
            sink.accept(new Wrong(new Problem(place, "", "no object: a manifest begins with apiVersion and kind")));
            return;
        }
        Map<String, @Nullable Object> object = fields(map);
        if (!(object.get("kind") instanceof String kind) || !(object.get("apiVersion") instanceof String version)) {
            String missing = object.get("kind") instanceof String ? "apiVersion" : "kind";
            sink.accept(
                    new Wrong(new Problem(place, name(object), missing + ": Required value: it has to be a string")));
            return;
        }
        if (object.get("items") instanceof List) {
            sink.accept(new Wrong(new Problem(
                    place,
                    name(object),
                    "items: a List inside of a List, which kubectl doesn't read: put its objects into the outer one")));
        } else if (group(version).equals(group(schemas.apiVersion()))) {
            Optional<KindSchema> schema = schemas.of(kind).filter(found -> version.equals(schemas.apiVersion()));
            schema.ifPresentOrElse(
                    known -> ours(file, document, object, kind, known, sink),
                    () -> sink.accept(new Wrong(new Problem(
                            place,
                            name(object),
                            "no matches for kind \"" + kind + "\" in version \"" + version + "\""))));
        } else if (version.equals("v1") && CORE.containsKey(kind)) {
            core(place, object, kind, sink);
        } else {
            referenced(group(version), kind)
                    .ifPresentOrElse(
                            type -> referenced(file, document, object, type, sink),
                            () -> sink.accept(new PassedOver(kind)));
        }
    }

    private void ours(
            String file,
            Document document,
            Map<String, @Nullable Object> object,
            String kind,
            KindSchema schema,
            Consumer<Manifest> sink) {
        Optional<CustomResource<?, ?>> alike = checked.of(object);
        Map<String, @Nullable Object> said =
                CheckedSpecs.mayBeKnown(object) && alike.isEmpty() ? Values.copy(object) : object;
        List<FieldError> errors = alike.isPresent() ? schema.metadata(object) : schema.create(object);
        if (errors.isEmpty()) {
            conditions.keep(object);
            CustomResource<?, ?> read = alike.<CustomResource<?, ?>>map(it -> withSpecOf(it, object))
                    .orElseGet(() -> serialization.convertValue(
                            object, Optional.ofNullable(OURS.get(kind)).orElseThrow()));
            if (alike.isEmpty()) {
                checked.add(said, read);
            }
            namespace(read, schema.isNamespaced());
            sink.accept(
                    new Read(read, new SourceLocation(file, document.positions().ofObject())));
            return;
        }
        for (FieldError error : errors) {
            SourceLocation place = new SourceLocation(
                    file, document.positions().of(error.path().steps()));
            String field = error.kind() == FieldError.Kind.UNKNOWN ? "" : error.path() + ": ";
            String meant =
                    error.meant().map(word -> " (did you mean " + word + "?)").orElse("");
            sink.accept(new Wrong(new Problem(place, name(object), field + error.message() + meant)));
        }
    }

    /** Reads all but the spec, which is that of an object that says the same. */
    private <S> CustomResource<S, ?> withSpecOf(CustomResource<S, ?> alike, Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> withoutSpec = new LinkedHashMap<>(object);
        withoutSpec.remove("spec");
        @SuppressWarnings("unchecked")
        CustomResource<S, ?> read = serialization.convertValue(withoutSpec, alike.getClass());
        read.setSpec(alike.getSpec());
        return read;
    }

    private void namespace(HasMetadata object, boolean namespaced) {
        if (!namespaced) {
            object.getMetadata().setNamespace(null);
        } else if (object.getMetadata().getNamespace() == null
                || object.getMetadata().getNamespace().isEmpty()) {
            object.getMetadata().setNamespace(defaultNamespace);
        }
    }

    private void core(
            SourceLocation place, Map<String, @Nullable Object> object, String kind, Consumer<Manifest> sink) {
        try {
            HasMetadata read = serialization.convertValue(
                    object, Optional.ofNullable(CORE.get(kind)).orElseThrow());
            if (read.getMetadata() == null || read.getMetadata().getName() == null) {
                sink.accept(new Wrong(new Problem(place, name(object), "metadata.name: Required value")));
            } else {
                namespace(read, read instanceof Namespaced);
                sink.accept(new Read(read, place));
            }
        } catch (IllegalArgumentException e) {
            String why = Optional.ofNullable(e.getMessage())
                    .orElse("")
                    .lines()
                    .findFirst()
                    .orElse("");
            sink.accept(new Wrong(new Problem(place, name(object), "can't be read: " + why)));
        }
    }

    /** The kind that references are resolved from, or that tells of hosts; in whatever version, since what is read is the same in all. */
    private Optional<Class<? extends ReferencedObject<?, ?>>> referenced(String group, String kind) {
        return Stream.of(KubeVirtObjects.KINDS, HostObjects.KINDS, otherKinds)
                .flatMap(Collection::stream)
                .filter(type -> HasMetadata.getGroup(type).equals(group)
                        && HasMetadata.getKind(type).equals(kind))
                .findFirst();
    }

    private void referenced(
            String file,
            Document document,
            Map<String, @Nullable Object> object,
            Class<? extends ReferencedObject<?, ?>> type,
            Consumer<Manifest> sink) {
        SourceLocation place = new SourceLocation(file, document.positions().ofObject());
        try {
            ReferencedObject<?, ?> read = serialization.convertValue(object, type);
            if (read instanceof InstanceTypeRevision revision && !revision.isOfInstanceType()) {
                sink.accept(new PassedOver(HasMetadata.getKind(type)));
            } else if (read.getMetadata() == null || read.getMetadata().getName() == null) {
                sink.accept(new Wrong(new Problem(place, name(object), "metadata.name: Required value")));
            } else {
                namespace(read, read instanceof Namespaced);
                sink.accept(new Referenced(read, written(object, read), place));
            }
        } catch (IllegalArgumentException e) {
            List<Object> path = path(e);
            String field = path.stream().map(Object::toString).collect(Collectors.joining("."));
            sink.accept(new Wrong(new Problem(
                    new SourceLocation(file, document.positions().of(path)),
                    name(object),
                    (field.isEmpty() ? "" : field + ": ") + "Invalid value: it is of another type than its CRD says")));
        }
    }

    /** The object as it is written, in the namespace in which it was read. */
    private static Map<String, @Nullable Object> written(
            Map<String, @Nullable Object> object, ReferencedObject<?, ?> read) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>(object);
        Map<String, @Nullable Object> metadata =
                new LinkedHashMap<>(object.get("metadata") instanceof Map<?, ?> map ? fields(map) : Map.of());
        metadata.remove("managedFields");
        if (read.getMetadata().getNamespace() != null) {
            metadata.put("namespace", read.getMetadata().getNamespace());
        }
        written.put("metadata", metadata);
        return written;
    }

    /** The way to the field that couldn't be read. */
    private static List<Object> path(IllegalArgumentException failure) {
        return failure.getCause() instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .<Object>map(step -> step.getFieldName() == null ? step.getIndex() : step.getFieldName())
                        .toList()
                : List.of();
    }

    /** Kind and name, as far as they are there. */
    private static String name(Map<String, @Nullable Object> object) {
        List<String> words = new ArrayList<>();
        if (object.get("kind") instanceof String kind) {
            words.add(kind);
        }
        if (object.get("metadata") instanceof Map<?, ?> metadata && metadata.get("name") instanceof String name) {
            words.add(metadata.get("namespace") instanceof String namespace ? namespace + "/" + name : name);
        }
        return String.join(" ", words);
    }

    private static String group(String version) {
        return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }
}
