package io.accelnet.operator.runtime;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Answers probes: {@code /healthz} says whether to restart the process, {@code /readyz} what it can't do at the moment. */
public final class HealthServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final RequestServer server;

    /**
     * Answers at once.
     *
     * @param port 0 is any free one
     * @param alive what only a restart can mend
     * @param ready what it can't do at the moment
     */
    public HealthServer(int port, Supplier<List<String>> alive, Supplier<List<String>> ready) {
        server = RequestServer.plain("accelnet-health", port, "--health-port");
        server.handle("/healthz", exchange -> answer(exchange, alive.get()));
        server.handle("/readyz", exchange -> answer(exchange, ready.get()));
        server.start();
    }

    /** Where it answers. */
    public int port() {
        return server.port();
    }

    private static void answer(HttpExchange exchange, List<String> problems) throws IOException {
        try (exchange) {
            String text = problems.isEmpty() ? "ok" : "degraded\n" + String.join("\n", problems);
            byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(problems.isEmpty() ? OK : UNAVAILABLE, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
