package io.accelnet.bench;

import com.sun.management.OperatingSystemMXBean;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.metrics.MetricsServer;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.operator.metrics.MetricsSettings.Mode;
import io.accelnet.operator.metrics.OperatorMetrics;
import io.accelnet.operator.metrics.ProcessFigures;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Measures a scrape of the metrics, and what a plan costs more for them. There is no API server: what is measured begins with the objects of
 * a cluster, and ends with the bytes that a scraper has received over HTTP. Arguments: nodes, VMs.
 */
final class MetricsBench {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int FUNCTIONS_PER_NODE = 64;
    private static final int WARM = 20;
    private static final int MEASURED = 41;
    private static final double MILLI = 1e6;

    private MetricsBench() {}

    public static void main(String[] arguments) throws Exception {
        measure(
                arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000,
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000,
                System.out);
    }

    /** Prints what came out, as rows of a table. */
    static void measure(int nodes, int vms, PrintStream out) throws Exception {
        ClusterObjects objects = objects(nodes, vms);
        ClusterSnapshot snapshot = Gather.snapshot(objects, NOW);
        Plan plan = new Planner().plan(snapshot);
        try (OperatorMetrics metrics = new OperatorMetrics(InstantSource.system(), "bench");
                KubernetesClient nobody = new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(Config.empty())
                                .withMasterUrl("http://127.0.0.1:1")
                                .build())
                        .build();
                HttpClient http = HttpClient.newHttpClient()) {
            metrics.of(() -> new ProcessFigures(true, 0, Duration.ZERO, 0, Map.of(), Map.of(), List.of()));
            Cost counting = cost(() -> {
                metrics.explained(objects, snapshot, plan, List.of(), Duration.ZERO);
                return plan;
            });
            try (MetricsServer server = MetricsServer.start(
                    new MetricsSettings(Mode.PLAIN, 0, Optional.empty()),
                    metrics,
                    nobody,
                    InstantSource.system(),
                    InstantSource.system())) {
                byte[] plain = scrape(http, server, "identity");
                byte[] zipped = scrape(http, server, "gzip");
                long series = new String(plain, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("accelnet_"))
                        .count();
                out.printf("| %,d nodes, %,d VMs | |%n|---|--:|%n", nodes, vms);
                out.printf("| what a plan costs more | %s |%n", counting);
                out.printf("| a scrape | %s |%n", cost(() -> scrape(http, server, "identity")));
                out.printf("| a scrape, zipped | %s |%n", cost(() -> scrape(http, server, "gzip")));
                out.printf("| series, without those of the JVM | %,d |%n", series);
                out.printf("| size | %,d KB |%n", plain.length / 1_000);
                out.printf("| size, zipped | %,d KB |%n", zipped.length / 1_000);
            }
        }
    }

    private static ClusterObjects objects(int nodes, int vms) {
        return new ClusterObjects(
                List.of(stored(Objects.intent())),
                many(nodes, number -> Objects.node("node-%05d".formatted(number), FUNCTIONS_PER_NODE)),
                List.of(stored(Objects.cluster(20))),
                many(vms, number -> Objects.vm("tenant-" + number % 100, "vm-%06d".formatted(number))),
                List.of(),
                List.of());
    }

    private static <T extends HasMetadata> List<T> many(int number, IntFunction<T> make) {
        return IntStream.range(0, number)
                .mapToObj(make)
                .map(MetricsBench::stored)
                .toList();
    }

    private static <T extends HasMetadata> T stored(T object) {
        object.getMetadata().setUid(object.getMetadata().getName());
        object.getMetadata().setGeneration(1L);
        object.getMetadata().setCreationTimestamp(NOW.toString());
        return object;
    }

    private static byte[] scrape(HttpClient http, MetricsServer server, String encoding)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                        .header("Accept-Encoding", encoding)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode());
        }
        return answer.body();
    }

    /**
     * What something costs.
     *
     * @param clock the median
     * @param processor the mean of the processor time of all threads, those that compile and collect included
     */
    private record Cost(Duration clock, Duration processor) {
        @Override
        public String toString() {
            return "%.1f ms, %.1f ms of processor time".formatted(clock.toNanos() / MILLI, processor.toNanos() / MILLI);
        }
    }

    private static Cost cost(Callable<?> work) throws Exception {
        for (int i = 0; i < WARM; i++) {
            work.call();
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long started = System.nanoTime();
            work.call();
            nanos[i] = System.nanoTime() - started;
        }
        long processor = (system.getProcessCpuTime() - before) / MEASURED;
        Arrays.sort(nanos);
        return new Cost(Duration.ofNanos(nanos[MEASURED / 2]), Duration.ofNanos(processor));
    }
}
