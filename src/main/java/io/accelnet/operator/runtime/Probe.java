package io.accelnet.operator.runtime;

import io.accelnet.operator.apply.Failures;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds watches that sleep. One whose connection has died unnoticed looks like one on which nothing happens, and a node's
 * failure would be noticed minutes late. So what came after the last version that a watch has seen is asked for on another
 * connection, by a watch that ends after a second.
 */
final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    private final KubernetesClient client;

    Probe(KubernetesClient client) {
        this.client = client;
    }

    /** Tells the watch if it has missed something. */
    void look(Watched<?> watched) {
        watched.believesToHaveSeen()
                .filter(version -> isThereMore(watched.type(), version))
                .ifPresent(watched::missed);
    }

    private boolean isThereMore(Class<? extends HasMetadata> type, String version) {
        try {
            @Nullable String events =
                    client.raw("%s?watch=true&timeoutSeconds=1&resourceVersion=%s".formatted(path(type), version));
            return Optional.ofNullable(events).orElse("").lines().anyMatch(Probe::isChange);
        } catch (KubernetesClientException e) {
            LOG.atDebug()
                    .addKeyValue("kind", HasMetadata.getPlural(type))
                    .addKeyValue("why", Failures.describe(e))
                    .log("A watch can't be checked");
            return false;
        }
    }

    private static boolean isChange(String event) {
        return event.startsWith("{\"type\":\"ADDED\"")
                || event.startsWith("{\"type\":\"MODIFIED\"")
                || event.startsWith("{\"type\":\"DELETED\"");
    }

    private static String path(Class<? extends HasMetadata> type) {
        String group = HasMetadata.getGroup(type);
        String root = group.isEmpty() ? "/api" : "/apis/" + group;
        return root + "/" + HasMetadata.getVersion(type) + "/" + HasMetadata.getPlural(type);
    }
}
