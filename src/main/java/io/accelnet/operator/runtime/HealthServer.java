package io.accelnet.operator.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers probes: {@code /healthz} says whether to restart the process, {@code /readyz} what it can't do at the moment. Each
 * request has a thread of its own, so that one which is never sent to its end holds up none of the others.
 */
public final class HealthServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /** In seconds; the server reads them when its first one is made. */
    private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";

    private static final String MOST_CONNECTIONS = "jdk.httpserver.maxConnections";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("accelnet-health-", 0).factory());

    /**
     * Answers at once.
     *
     * @param port 0 is any free one
     * @param alive what only a restart can mend
     * @param ready what it can't do at the moment
     */
    public HealthServer(int port, Supplier<List<String>> alive, Supplier<List<String>> ready) {
        setIfAbsent(LONGEST_REQUEST, "10");
        setIfAbsent(MOST_CONNECTIONS, "200");
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "port %d for probes can't be opened (%s): choose another with --health-port"
                            .formatted(port, e.getMessage()),
                    e);
        }
        server.createContext("/healthz", exchange -> answer(exchange, alive.get()));
        server.createContext("/readyz", exchange -> answer(exchange, ready.get()));
        server.setExecutor(executor);
        server.start();
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Where it answers. */
    public int port() {
        return server.getAddress().getPort();
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
        server.stop(0);
        executor.shutdownNow();
    }
}
