package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.gather.pod.PodTrimming;
import io.accelnet.operator.planning.Assumed;
import io.accelnet.operator.planning.CacheNews;
import io.accelnet.operator.planning.ChangeQueue;
import io.accelnet.operator.planning.Departures;
import io.accelnet.operator.planning.Signal;
import io.accelnet.operator.planning.TrimmedNews;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watch of pods tells, with the client's own cache. */
class PodNewsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> RESOURCES = Set.of("example.com/vm_ports");

    @TempDir
    private Path folder;

    private final Signal signal = new Signal();
    private final Assumed assumed = new Assumed();
    private final TrimmedNews<Pod> news = new TrimmedNews<>(
            PodNewsTest::trim,
            new CacheNews(
                    signal,
                    new Signal(),
                    assumed,
                    new ChangeQueue(signal, assumed, () -> true, () -> Instant.EPOCH),
                    new Departures(() -> true),
                    new Signal()));

    private static Pod trim(Pod pod) {
        return PodTrimming.trim(pod, RESOURCES);
    }

    private static Pod pod(String release) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(CannedApiServer.TENANT)
                .withName("of-others")
                .addToLabels("release", release)
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .addNewContainer()
                .withName("main")
                .endContainer()
                .endSpec()
                .build();
    }

    /** A cluster has thousands of such pods, and they change all the time. */
    @Test
    void podsOfOthersAreNoNewsWhateverHappensToThem() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        try (CannedApiServer server = new CannedApiServer(folder);
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
                        .build()) {
            server.has(pod("1"));
            try (SharedIndexInformer<Pod> informer = client.pods()
                    .inAnyNamespace()
                    .withLimit(500L)
                    .runnableInformer(0)
                    .itemStore(new TransformingItemStore<>(PodNewsTest::trim))
                    .addEventHandler(counted(told))
                    .run()) {
                await().atMost(PATIENCE).until(() -> told.get() == 1);
                server.has(pod("2"));
                await().atMost(PATIENCE).until(() -> told.get() == 2);
                server.has(pod("3"));
                await().atMost(PATIENCE).until(() -> told.get() == 3);
                assertThat(informer.getStore().list()).hasSize(1);
            }
        }
        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    private ResourceEventHandler<Pod> counted(AtomicInteger told) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                news.onAdd(pod);
                told.incrementAndGet();
            }

            @Override
            public void onUpdate(Pod before, Pod after) {
                news.onUpdate(before, after);
                told.incrementAndGet();
            }

            @Override
            public void onDelete(Pod pod, boolean finalStateUnknown) {
                news.onDelete(pod, finalStateUnknown);
                told.incrementAndGet();
            }
        };
    }
}
