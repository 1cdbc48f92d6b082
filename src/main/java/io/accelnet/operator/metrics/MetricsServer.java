package io.accelnet.operator.metrics;

import com.sun.net.httpserver.HttpExchange;
import io.accelnet.operator.runtime.RequestServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers Prometheus at {@code /metrics}, on a port of its own. */
public final class MetricsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** All that it may answer. */
    static final List<Integer> CODES = List.of(
            OK, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED, TOO_MANY_REQUESTS, INTERNAL_ERROR, UNAVAILABLE);

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String BEARER = "bearer ";

    /** So many answers are made at a time: each has all series. */
    private static final int AT_A_TIME = 2;

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final RequestServer server;
    private final OperatorMetrics metrics;
    private final Function<Optional<String>, Verdict> guard;
    private final Semaphore turns = new Semaphore(AT_A_TIME);

    private MetricsServer(RequestServer server, OperatorMetrics metrics, Function<Optional<String>, Verdict> guard) {
        this.server = server;
        this.metrics = metrics;
        this.guard = guard;
        server.handle("/", this::answer);
        server.start();
    }

    /**
     * One as these settings say.
     *
     * @param client asks the API server who may read metrics
     * @param clock must not jump
     * @param timeOfDay may jump
     * @throws IllegalArgumentException if the certificate can't be used, with a message that names the file
     */
    public static MetricsServer start(
            MetricsSettings settings,
            OperatorMetrics metrics,
            KubernetesClient client,
            InstantSource clock,
            InstantSource timeOfDay) {
        return start(settings, metrics, new Reviews(client), clock, timeOfDay);
    }

    static MetricsServer start(
            MetricsSettings settings,
            OperatorMetrics metrics,
            Function<String, Verdict> reviews,
            InstantSource clock,
            InstantSource timeOfDay) {
        String name = "accelnet-metrics";
        String option = "--metrics-port";
        return switch (settings.mode()) {
            case SECURE -> {
                ScrapeGuard tokens = new ScrapeGuard(reviews, clock);
                yield new MetricsServer(
                        RequestServer.secure(name, settings.port(), option, tls(settings, clock, timeOfDay)),
                        metrics,
                        token -> token.map(tokens::judge).orElse(Verdict.UNAUTHENTICATED));
            }
            case PLAIN ->
                new MetricsServer(
                        RequestServer.plain(name, settings.port(), option), metrics, token -> Verdict.ALLOWED);
            case OFF -> throw new IllegalArgumentException("metrics are off");
        };
    }

    private static SSLContext tls(MetricsSettings settings, InstantSource clock, InstantSource timeOfDay) {
        KeyManager key = settings.certificates()
                .<KeyManager>map(folder -> new ReloadedKey(new KeyPairFiles(folder)::read, clock))
                .orElseGet(() -> ServerKey.selfSigned(timeOfDay.instant()).manager());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {key}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Where it answers. */
    public int port() {
        return server.port();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int code = code(exchange);
            if (code == OK) {
                code = tell(exchange);
            }
            if (code != OK) {
                refuse(exchange, code);
            }
            metrics.answered(code);
        }
    }

    private int code(HttpExchange exchange) {
        if (!exchange.getRequestURI().getPath().equals(Reviews.PATH)) {
            return NOT_FOUND;
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return METHOD_NOT_ALLOWED;
        }
        return switch (guard.apply(token(exchange))) {
            case ALLOWED -> OK;
            case UNAUTHENTICATED -> UNAUTHORIZED;
            case FORBIDDEN -> FORBIDDEN;
            case BUSY -> TOO_MANY_REQUESTS;
            case UNKNOWN -> UNAVAILABLE;
        };
    }

    private static Optional<String> token(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private int tell(HttpExchange exchange) throws IOException {
        boolean open = header(exchange, "Accept").contains("application/openmetrics-text");
        boolean zipped = header(exchange, "Accept-Encoding").contains("gzip");
        byte[] body;
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return UNAVAILABLE;
            }
            try {
                body = body(metrics.scrape(open ? OPEN_METRICS : TEXT), zipped);
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNAVAILABLE;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The metrics can't be told");
            return INTERNAL_ERROR;
        }
        exchange.getResponseHeaders().set("Content-Type", open ? OPEN_METRICS : TEXT);
        if (zipped) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(OK, body.length);
        exchange.getResponseBody().write(body);
        return OK;
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().get(name)).stream()
                .flatMap(List::stream)
                .reduce("", (all, each) -> all + "," + each);
    }

    private static byte[] body(String text, boolean zipped) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (!zipped) {
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static void refuse(HttpExchange exchange, int code) throws IOException {
        String why = switch (code) {
            case UNAUTHORIZED ->
                "Show the API server's token of a user or a service account: Authorization: Bearer TOKEN";
            case FORBIDDEN -> "You may not get /metrics: have the ClusterRole accelnet-metrics-reader bound to you";
            case NOT_FOUND -> "There is nothing but /metrics";
            case METHOD_NOT_ALLOWED -> "Use GET";
            case TOO_MANY_REQUESTS -> "Too many unknown tokens come at the moment: try again";
            case INTERNAL_ERROR -> "The metrics can't be told: see the operator's log";
            default -> "Whether you may get /metrics can't be found out at the moment: try again";
        };
        if (code == UNAUTHORIZED) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        if (code == METHOD_NOT_ALLOWED) {
            exchange.getResponseHeaders().set("Allow", "GET");
        }
        if (code == TOO_MANY_REQUESTS) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        // A HEAD has no body.
        boolean silent = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
