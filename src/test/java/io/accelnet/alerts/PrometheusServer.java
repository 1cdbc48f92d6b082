package io.accelnet.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accelnet.testing.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A genuine Prometheus that scrapes operators every second, with the rules that are shipped; but no alert waits before it fires. */
final class PrometheusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess process;
    private final int port;

    private PrometheusServer(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param program the program
     * @param folder for its files
     * @param metricsPorts where operators tell their metrics, by HTTPS; they needn't be there yet
     * @param token of a service account that may get them
     */
    static PrometheusServer start(Path program, Path folder, List<Integer> metricsPorts, String token)
            throws IOException {
        Files.writeString(folder.resolve("alerts.yaml"), AlertRules.ruleFileThatDoesNotWait());
        Files.writeString(folder.resolve("token"), token);
        Files.writeString(folder.resolve("prometheus.yaml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [alerts.yaml]
                scrape_configs:
                  - job_name: accelnet-operator-metrics
                    scheme: https
                    authorization: {credentials_file: token}
                    tls_config: {insecure_skip_verify: true}
                    static_configs: [{targets: [%s]}]
                """.formatted(
                metricsPorts.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "))));
        int port = freePort();
        return new PrometheusServer(
                ChildProcess.start(
                        "prometheus",
                        List.of(
                                program.toString(),
                                "--config.file=prometheus.yaml",
                                "--storage.tsdb.path=data",
                                "--web.listen-address=127.0.0.1:" + port),
                        folder,
                        Map.of(),
                        folder.resolve("prometheus.log")),
                port);
    }

    /** One that nobody listens on. Prometheus can't say which one it has if it is told to take any. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The alerts that fire, each with the object that it is about. */
    Set<String> firing() {
        Set<String> firing = new TreeSet<>();
        for (JsonNode alert : get("alerts").path("data").path("alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                JsonNode labels = alert.path("labels");
                String about = StreamSupport.stream(
                                List.of("node", "kind", "cluster").spliterator(), false)
                        .filter(labels::has)
                        .map(label -> " " + labels.path(label).asText())
                        .findFirst()
                        .orElse("");
                firing.add(labels.path("alertname").asText() + about);
            }
        }
        return firing;
    }

    /** How many series a query has now; its error if Prometheus doesn't take it. */
    String series(String query) {
        JsonNode answer = query(query);
        return answer.path("status").asText().equals("success")
                ? String.valueOf(answer.path("data").path("result").size())
                : answer.path("error").asText();
    }

    private JsonNode query(String query) {
        return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** The value of a query that has one series; empty if it has none. */
    OptionalDouble value(String query) {
        JsonNode result = query(query).path("data").path("result");
        return result.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(result.path(0).path("value").path(1).asDouble());
    }

    private JsonNode get(String what) {
        try {
            return JSON.readTree(http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + what))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(process.lastLines(20), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }
}
