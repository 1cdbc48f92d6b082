package io.accelnet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.runtime.WatchHealth.Watch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.mockwebserver.DefaultMockServer;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the probes say of lists and watches. */
class WatchHealthTest {
    private static final String VMS = "/apis/accelnet.io/v1alpha1/accelnetvms?limit=1";

    private final DefaultMockServer server = new DefaultMockServer(false);
    private Instant now = Instant.EPOCH;
    private Collection<? extends InformerHealthIndicator> informers = List.of();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.shutdown();
    }

    @Test
    void namesTheKindThatIsNotListedAndWhatToDoAboutMissingCrds() {
        server.expect().get().withPath(VMS).andReturn(404, "{}").always();

        try (KubernetesClient client = client()) {
            WatchHealth health = health(client);
            assertThat(health.problems()).containsExactly("accelnetvms aren't listed yet");
            health.look();
            health.look();

            assertThat(health.problems()).singleElement().asString().contains("Install the CRDs");
            assertThat(health.stuck()).as("a restart doesn't mend it").isEmpty();
        }
    }

    @Test
    void aWatchThatStaysAwayAlthoughTheServerAnswersEndsTheProcess() {
        server.expect()
                .get()
                .withPath("/version")
                .andReturn(200, "{\"major\":\"1\",\"minor\":\"36\"}")
                .always();
        informers = List.of(new Informer(true, false));

        try (KubernetesClient client = client()) {
            WatchHealth health = health(client);
            health.look();
            now = now.plus(Duration.ofSeconds(119));
            health.look();
            assertThat(health.stuck()).isEmpty();
            assertThat(health.problems()).containsExactly("accelnetvms aren't watched");

            now = now.plus(Duration.ofSeconds(2));
            health.look();
            assertThat(health.stuck()).singleElement().asString().contains("accelnetvms", "121 s");

            informers = List.of(new Informer(true, true));
            health.look();
            assertThat(health.stuck()).isEmpty();
            assertThat(health.problems()).isEmpty();
        }
    }

    @Test
    void eachWatchSaysWhetherItIsThereAndForHowLongItHasNotBeen() {
        server.expect()
                .get()
                .withPath("/version")
                .andReturn(200, "{\"major\":\"1\",\"minor\":\"36\"}")
                .always();
        informers = List.of(new Informer(true, true));

        try (KubernetesClient client = client()) {
            WatchHealth health = health(client);
            health.look();
            assertThat(health.watches()).containsExactly(new Watch("accelnetvms", true, Duration.ZERO));

            informers = List.of(new Informer(true, false));
            assertThat(health.watches())
                    .as("nobody has looked yet")
                    .containsExactly(new Watch("accelnetvms", false, Duration.ZERO));
            health.look();
            now = now.plusSeconds(25);
            assertThat(health.watches()).containsExactly(new Watch("accelnetvms", false, Duration.ofSeconds(25)));

            informers = List.of();
            health.look();
            assertThat(health.watches()).containsExactly(new Watch("accelnetvms", false, Duration.ZERO));
        }
    }

    @Test
    void aKindThatIsNotInstalledAnyMoreIsNotMissed() {
        server.expect()
                .get()
                .withPath("/version")
                .andReturn(200, "{\"major\":\"1\",\"minor\":\"36\"}")
                .always();
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> sources = sources();
        sources.put(KubeVirtVirtualMachine.class, List.of(new Informer(true, false)));
        informers = List.of(new Informer(true, true));
        sources.put(AccelNetVM.class, informers);

        try (KubernetesClient client = client()) {
            WatchHealth health = new WatchHealth(() -> sources, client, () -> now);
            health.look();
            sources.remove(KubeVirtVirtualMachine.class);
            now = now.plus(Duration.ofMinutes(3));
            health.look();

            assertThat(health.stuck()).isEmpty();
            assertThat(health.problems()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNoReasonToRestart() {
        server.expect().get().withPath("/version").andReturn(500, "").always();
        informers = List.of(new Informer(true, false));

        try (KubernetesClient client = client()) {
            WatchHealth health = health(client);
            health.look();
            now = now.plus(Duration.ofMinutes(3));
            health.look();

            assertThat(health.stuck()).isEmpty();
        }
    }

    private WatchHealth health(KubernetesClient client) {
        return new WatchHealth(this::sources, client, () -> now);
    }

    private Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> sources() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> sources = new HashMap<>();
        sources.put(AccelNetVM.class, informers);
        return sources;
    }

    private KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(server.url("/"))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    private record Informer(boolean hasSynced, boolean isWatching) implements InformerHealthIndicator {
        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public Status getStatus() {
            return hasSynced && isWatching ? Status.HEALTHY : Status.UNHEALTHY;
        }

        @Override
        public String getTargetNamespace() {
            return "";
        }
    }
}
