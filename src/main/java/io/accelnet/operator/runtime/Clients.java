package io.accelnet.operator.runtime;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.accelnet.operator.apply.Failures;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes clients for the API server. */
public final class Clients {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Doubled up to five times, so a watch comes back within five seconds of the API server. */
    private static final Duration RECONNECT = Duration.ofMillis(150);

    /** A connection that doesn't answer a ping until the next one is taken for dead. */
    private static final Duration PING = Duration.ofSeconds(5);

    private static final int TOO_MANY_REQUESTS = 429;

    private Clients() {}

    /**
     * A client for this kubeconfig, or for what the environment says.
     *
     * @param customize has the last word on how requests are sent
     * @param patience is told how long the API server asks to wait, when it does
     */
    public static KubernetesClient make(
            Optional<Path> kubeconfig, Consumer<HttpClient.Builder> customize, Consumer<Duration> patience) {
        Config found = kubeconfig.map(Clients::read).orElseGet(() -> Config.autoConfigure(null));
        Config config = new ConfigBuilder(found)
                .withUserAgent("accelnet-operator/" + version())
                .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                .withConnectionTimeout((int) CONNECT_TIMEOUT.toMillis())
                // Whoever asks knows best when to ask again: a write belongs to a plan that may be outdated by then.
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval((int) RECONNECT.toMillis())
                .withWatchReconnectLimit(-1)
                .withWebsocketPingInterval(PING.toMillis())
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization())
                .withHttpClientFactory(new PingedWatches())
                .withHttpClientBuilderConsumer(builder -> {
                    builder.addOrReplaceInterceptor("retry-after", new RetryAfter(patience));
                    customize.accept(builder);
                })
                .build();
    }

    private static Config read(Path kubeconfig) {
        try {
            return Config.fromKubeconfig(kubeconfig.toFile());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    kubeconfig + " is no kubeconfig: "
                            + Failures.describe(e).lines().findFirst().orElse(""),
                    e);
        }
    }

    /**
     * Reads how long the API server asks to wait. Its flow control says so in a header, beside a text that isn't a Status, so that
     * the client's exception doesn't have it.
     */
    private record RetryAfter(Consumer<Duration> patience) implements Interceptor {
        private static final Pattern SECONDS = Pattern.compile("\\d{1,4}");

        @Override
        public void after(
                HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            if (response.code() == TOO_MANY_REQUESTS) {
                Optional.ofNullable(response.header("Retry-After"))
                        .filter(text -> SECONDS.matcher(text).matches())
                        .map(text -> Duration.ofSeconds(Integer.parseInt(text)))
                        .ifPresent(patience);
            }
        }
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
