package io.accelnet.cli.live;

import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists what references are resolved from, as far as the API server serves it. */
final class LiveReferences implements KubeVirtObjects.Lister {
    private final KubernetesClient client;
    private final boolean whole;
    private final List<Map<String, @Nullable Object>> stored = new ArrayList<>();

    /**
     * Lists by this client.
     *
     * @param whole whether all of each object is kept
     */
    LiveReferences(KubernetesClient client, boolean whole) {
        this.client = client;
        this.whole = whole;
    }

    /** The objects as they are stored, if they were to be kept. */
    List<Map<String, @Nullable Object>> stored() {
        return stored;
    }

    @Override
    public <T extends ReferencedObject<?, ?>> Listing<T> list(Class<T> type) {
        return list(type, Scope.ALL);
    }

    /** The objects of this kind that are there. */
    <T extends ReferencedObject<?, ?>> Listing<T> list(Class<T> type, Scope scope) {
        if (!client.supports(KubeVirtObjects.servedWith(type))) {
            return Listing.notInstalled(type);
        }
        KubernetesSerialization serialization = client.getKubernetesSerialization();
        var resources = client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(type));
        Listable<GenericKubernetesResourceList> listed = scope.namespace()
                .<Listable<GenericKubernetesResourceList>>map(resources::inNamespace)
                .orElseGet(resources::inAnyNamespace);
        List<Kept<T>> kept = Pages.all(listed, KubeVirtObjects.labelSelector(type), object -> {
            T read = serialization.convertValue(object, type);
            read.trim();
            return new Kept<>(read, whole ? Optional.of(written(serialization, object, type)) : Optional.empty());
        });
        kept.forEach(each -> each.stored().ifPresent(stored::add));
        return Listing.of(kept.stream().map(Kept::object).toList());
    }

    private record Kept<T>(T object, Optional<Map<String, @Nullable Object>> stored) {}

    /** The items of a list don't say what they are. */
    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> written(
            KubernetesSerialization serialization,
            GenericKubernetesResource object,
            Class<? extends HasMetadata> type) {
        object.getMetadata().setManagedFields(null);
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("apiVersion", HasMetadata.getApiVersion(type));
        written.put("kind", HasMetadata.getKind(type));
        written.putAll(serialization.convertValue(object, Map.class));
        return written;
    }
}
