package io.accelnet.cli.live;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a cluster is reached: as kubectl would, from the same kubeconfig.
 *
 * @param kubeconfig the kubeconfig; empty: what the environment says
 * @param context the context; empty: the current one
 * @param user who acts; empty: the user of the kubeconfig
 * @param groups the groups of who acts, if that is somebody else
 * @param requestTimeout how long an answer is waited for, 0 for ever; empty: as usual
 */
public record Connection(
        Optional<Path> kubeconfig,
        Optional<String> context,
        Optional<String> user,
        List<String> groups,
        Optional<Duration> requestTimeout) {
    /**
     * For what the API server asks to be asked again, as kubectl does: it is busy, or has just got a new kind. Few, since somebody waits at
     * a terminal.
     */
    private static final int RETRIES = 3;

    /** For what writes: as often, and as late, as the API server asks for. */
    private static final int PATIENT_RETRIES = 10;

    private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";

    /** Keeps the groups as they are now. */
    public Connection {
        groups = List.copyOf(groups);
    }

    /** As the user of the kubeconfig. */
    public static Connection to(Optional<Path> kubeconfig, Optional<String> context) {
        return new Connection(kubeconfig, context, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * What the kubeconfig says.
     *
     * @throws BadRequestException if there is no cluster to ask, with what to do
     */
    public Config config() {
        kubeconfig.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new BadRequestException("there is no kubeconfig " + file);
        });
        Config found = kubeconfig
                .map(file -> Config.fromKubeconfig(context.orElse(null), file.toFile()))
                .orElseGet(() -> Config.autoConfigure(context.orElse(null)));
        context.filter(wanted -> found.getContexts().stream().noneMatch(known -> wanted.equals(known.getName())))
                .ifPresent(wanted -> {
                    throw new BadRequestException("the kubeconfig has no context " + wanted);
                });
        if (found.getCurrentContext() == null && !namesACluster()) {
            throw new BadRequestException("there is no cluster to ask: "
                    + (found.getContexts().isEmpty()
                            ? "neither $KUBECONFIG nor ~/.kube/config names one. Say which with --kubeconfig"
                            : "the kubeconfig has no current context. Say which with --context"));
        }
        ConfigBuilder config =
                new ConfigBuilder(found).withUserAgent("accelnet").withRequestRetryBackoffLimit(RETRIES);
        user.ifPresent(config::withImpersonateUsername);
        if (!groups.isEmpty()) {
            config.withImpersonateGroups(groups.toArray(String[]::new));
        }
        requestTimeout.ifPresent(timeout -> config.withRequestTimeout((int) timeout.toMillis()));
        return config.build();
    }

    /** Where no kubeconfig has to say it. */
    private static boolean namesACluster() {
        return System.getenv(IN_A_POD) != null || System.getProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY) != null;
    }

    /** A client; to be closed. */
    KubernetesClient client() {
        return client(config());
    }

    /** A client for what {@link #config} has found; to be closed. */
    public static KubernetesClient client(Config config) {
        return client(config, json());
    }

    /** A client that writes, and sends requests again that the API server has no time for; to be closed. */
    public static KubernetesClient patient(Config config) {
        return client(new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(PATIENT_RETRIES)
                .build());
    }

    /**
     * A client that leaves out who has set which field, to which Jackson would give half of its time; to be closed. It is for showing
     * objects: what is changed, or planned from, has to be read whole.
     */
    static KubernetesClient clientForShowing(Config config) {
        return client(
                // One request comes after the other, so that HTTP/2 would only be more to load.
                new ConfigBuilder(config).withHttp2Disable(true).build(),
                json().addMixIn(ObjectMeta.class, WithoutManagedFields.class));
    }

    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}

    /** A word that this version doesn't know makes one fact unknown, and not the whole list unreadable. */
    private static JsonMapper.Builder json() {
        return JsonMapper.builder().enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
    }

    private static KubernetesClient client(Config config, JsonMapper.Builder json) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(json.build(), true))
                .build();
    }
}
