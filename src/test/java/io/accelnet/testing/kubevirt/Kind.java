package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind, as the API server has them, and writes to them. An own write is seen at once, and not only when the watch
 * tells of it: so nothing is done twice. The higher resource version of two is the later one.
 */
final class Kind<T extends HasMetadata> implements AutoCloseable {
    private final MixedOperation<T, ? extends KubernetesResourceList<T>, Resource<T>> operation;
    private final boolean hasStatus;
    private final Consumer<T> listener;
    private final Map<String, T> objects = new ConcurrentHashMap<>();
    private final Map<String, Long> deletions = new ConcurrentHashMap<>();
    private final SharedIndexInformer<T> informer;

    /**
     * Knows all objects when it returns.
     *
     * @param hasStatus whether the kind has the subresource status
     * @param listener hears of each object that came, changed or went
     */
    Kind(
            MixedOperation<T, ? extends KubernetesResourceList<T>, Resource<T>> operation,
            boolean hasStatus,
            Consumer<T> listener) {
        this.operation = operation;
        this.hasStatus = hasStatus;
        this.listener = listener;
        this.informer = operation.inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                keep(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                keep(object);
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                forget(object);
            }
        });
    }

    Optional<T> get(String namespace, String name) {
        return Optional.ofNullable(objects.get(namespace + "/" + name));
    }

    Collection<T> all() {
        return objects.values();
    }

    Collection<T> in(String namespace) {
        return objects.values().stream()
                .filter(object -> namespace.equals(object.getMetadata().getNamespace()))
                .toList();
    }

    T create(T object) {
        T created = resource(object).create();
        keep(created);
        return created;
    }

    /** Changes the fields that are named; nothing if the object has gone. A status is changed where the API server wants it. */
    void patch(T object, Map<String, ?> fields) {
        boolean status = hasStatus && fields.containsKey("status");
        try {
            Resource<T> resource = resource(object);
            String json = Serialization.asJson(fields);
            PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
            keep(status ? resource.subresource("status").patch(merge, json) : resource.patch(merge, json));
        } catch (KubernetesClientException e) {
            ignoreGone(e);
        }
    }

    /** Asks for its deletion: it may stay, as Terminating. */
    void delete(T object) {
        delete(object, null);
    }

    /** Has it gone at once, whatever still runs. */
    void deleteNow(T object) {
        delete(object, 0L);
    }

    private void delete(T object, @Nullable Long graceSeconds) {
        try {
            var resource = resource(object).withPropagationPolicy(DeletionPropagation.BACKGROUND);
            if (graceSeconds == null) {
                resource.delete();
            } else {
                resource.withGracePeriod(graceSeconds).delete();
            }
        } catch (KubernetesClientException e) {
            ignoreGone(e);
        }
    }

    private Resource<T> resource(T object) {
        @Nullable String namespace = object.getMetadata().getNamespace();
        if (object.getMetadata().getUid() == null) {
            return namespace == null
                    ? operation.resource(object)
                    : operation.inNamespace(namespace).resource(object);
        }
        String name = object.getMetadata().getName();
        return namespace == null
                ? operation.withName(name)
                : operation.inNamespace(namespace).withName(name);
    }

    private static void ignoreGone(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
            throw e;
        }
    }

    private void keep(T object) {
        String key = key(object);
        boolean[] news = {false};
        objects.compute(key, (same, before) -> {
            long version = version(object);
            news[0] = version > deletions.getOrDefault(key, 0L) && (before == null || version > version(before));
            return news[0] ? object : before;
        });
        if (news[0]) {
            listener.accept(object);
        }
    }

    private void forget(T object) {
        String key = key(object);
        objects.computeIfPresent(key, (same, before) -> {
            deletions.put(key, version(object));
            boolean isAnother =
                    !before.getMetadata().getUid().equals(object.getMetadata().getUid());
            return isAnother && version(before) > version(object) ? before : null;
        });
        listener.accept(object);
    }

    private static String key(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "") + "/"
                + object.getMetadata().getName();
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    /** The UIDs of its owners that control it: one at most. */
    static List<String> controllers(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(owner -> owner.getUid())
                .toList();
    }

    @Override
    public void close() {
        informer.close();
    }
}
