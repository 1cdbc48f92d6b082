package io.accelnet.operator.runtime;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Answers requests over HTTP. Each has a thread of its own, so that one which is never sent to its end, or whose answer is never read,
 * holds up none of the others. Such ones are given up after some time, and there is a most number of connections.
 */
public final class RequestServer implements AutoCloseable {
    /** In seconds; the JDK reads them when its first server is made. */
    private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";

    private static final String LONGEST_RESPONSE = "sun.net.httpserver.maxRspTime";
    private static final String MOST_CONNECTIONS = "jdk.httpserver.maxConnections";

    private final HttpServer server;
    private final ExecutorService executor;

    private RequestServer(HttpServer server, String name) {
        this.server = server;
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
        server.setExecutor(executor);
    }

    /**
     * One for plain HTTP, which answers once it is started.
     *
     * @param name of its threads
     * @param port 0 is any free one
     * @param option the option that says the port, for whoever finds it in use
     */
    public static RequestServer plain(String name, int port, String option) {
        limit();
        try {
            return new RequestServer(HttpServer.create(new InetSocketAddress(port), 0), name);
        } catch (IOException e) {
            throw cannotBeOpened(port, option, e);
        }
    }

    /**
     * One for HTTPS.
     *
     * @param tls has its certificate
     */
    public static RequestServer secure(String name, int port, String option, SSLContext tls) {
        limit();
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new RequestServer(server, name);
        } catch (IOException e) {
            throw cannotBeOpened(port, option, e);
        }
    }

    private static UncheckedIOException cannotBeOpened(int port, String option, IOException e) {
        return new UncheckedIOException(
                "port %d can't be opened (%s): choose another with %s".formatted(port, e.getMessage(), option), e);
    }

    private static void limit() {
        setIfAbsent(LONGEST_REQUEST, "10");
        setIfAbsent(LONGEST_RESPONSE, "60");
        setIfAbsent(MOST_CONNECTIONS, "200");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Requests for this path, and for all below it, are answered so. */
    public void handle(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Answers from now on. */
    public void start() {
        server.start();
    }

    /** Where it answers. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
