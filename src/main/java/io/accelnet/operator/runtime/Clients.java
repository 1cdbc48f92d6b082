package io.accelnet.operator.runtime;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes clients for the API server. */
public final class Clients {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Doubled up to five times, so a watch comes back within five seconds of the API server. */
    private static final Duration RECONNECT = Duration.ofMillis(150);

    private Clients() {}

    /** A client for this kubeconfig, or for what the environment says. */
    public static KubernetesClient make(Optional<Path> kubeconfig, Consumer<HttpClient.Builder> customize) {
        Config found = kubeconfig
                .map(file -> Config.fromKubeconfig(file.toFile()))
                .orElseGet(() -> Config.autoConfigure(null));
        Config config = new ConfigBuilder(found)
                .withUserAgent("accelnet-operator/" + version())
                .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                .withConnectionTimeout((int) CONNECT_TIMEOUT.toMillis())
                // Whoever asks knows best when to ask again: a write belongs to a plan that may be outdated by then.
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval((int) RECONNECT.toMillis())
                .withWatchReconnectLimit(-1)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization())
                .withHttpClientBuilderConsumer(customize)
                .build();
    }

    /** A word that this version doesn't know makes one fact unknown, and not the whole list unreadable. */
    private static KubernetesSerialization serialization() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .build();
        return new KubernetesSerialization(mapper, true);
    }

    private static String version() {
        return Optional.ofNullable(Clients.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
