package io.accelnet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Probes are answered, whoever else talks to their port. */
class HealthServerTest {
    private static final Duration OF_A_PROBE = Duration.ofSeconds(3);
    private static final int HALF_SENT = 20;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void requestsThatAreHalfSentHoldUpNone() throws Exception {
        List<Socket> halfSent = new ArrayList<>();
        try (HealthServer server = new HealthServer(0, List::of, List::of)) {
            for (int i = 0; i < HALF_SENT; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                halfSent.add(socket);
                socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : halfSent) {
                socket.close();
            }
        }
    }

    @Test
    void eachProbeSaysWhatIsWrong() throws Exception {
        try (HealthServer server = new HealthServer(0, List::of, () -> List.of("one thing", "another"))) {
            assertThat(get(server, "/healthz").body()).isEqualTo("ok\n");
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(server, "/readyz").body()).isEqualTo("degraded\none thing\nanother\n");
        }
    }

    private HttpResponse<String> get(HealthServer server, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .timeout(OF_A_PROBE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
