package io.accelnet.operator.harness;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/** Stands between an operator and the API server, and has requests and watches meet faults where they really would. */
public final class FaultProxy implements AutoCloseable {
    private static final int LONGEST_DELAY = 150;
    private static final int LONGEST_WATCH = 1_500;
    private static final List<Fault> OF_READS = List.of(
            Fault.DELAY, Fault.TOO_MANY_REQUESTS, Fault.INTERNAL_ERROR, Fault.ANSWER_LOST, Fault.CONNECTION_CUT);
    private static final List<Fault> OF_WRITES = List.of(
            Fault.DELAY,
            Fault.CONFLICT,
            Fault.TOO_MANY_REQUESTS,
            Fault.INTERNAL_ERROR,
            Fault.ANSWER_LOST,
            Fault.CONNECTION_CUT);
    private static final List<Fault> OF_WATCHES =
            List.of(Fault.DELAY, Fault.GONE, Fault.INTERNAL_ERROR, Fault.CONNECTION_CUT);
    private final ServerSocket listener;
    private final SSLSocketFactory tls;
    private final URI target;
    private final Faults faults;
    private final AtomicInteger silences = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private FaultProxy(Path kubeconfig, Faults faults) throws IOException, GeneralSecurityException {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        this.tls = SSLUtils.sslContext(config).getSocketFactory();
        this.target = URI.create(config.getMasterUrl());
        this.faults = faults;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public static FaultProxy before(Path kubeconfig, Faults faults) {
        try {
            return new FaultProxy(kubeconfig, faults);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A kubeconfig that leads here. */
    public Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("proxy.kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: proxy, cluster: {server: "http://%s:%d"}}]
                users: [{name: user, user: {}}]
                contexts: [{name: proxy, context: {cluster: proxy, user: user}}]
                current-context: proxy
                """.formatted(
                        listener.getInetAddress().getHostAddress(), listener.getLocalPort()));
    }

    /** From now on the watches that there are deliver nothing any more, and don't end either. */
    public void silence() {
        silences.incrementAndGet();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = tls.createSocket(target.getHost(), target.getPort())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            InputStream in = new java.io.BufferedInputStream(client.getInputStream());
            InputStream answers = new java.io.BufferedInputStream(server.getInputStream());
            boolean goOn = true;
            while (goOn) {
                Http request = Http.read(in, false).to(target.getAuthority());
                goOn = request.isWatch()
                        ? watch(request, client, in, server, answers)
                        : exchange(request, client, server, answers);
            }
        } catch (IOException | InterruptedException e) {
            // Whoever talks through here sees the end of the connection.
        }
    }

    private boolean exchange(Http request, Socket client, Socket server, InputStream answers)
            throws IOException, InterruptedException {
        boolean reads = request.method().equals("GET");
        Optional<Fault> fault = faults.next(reads ? OF_READS : OF_WRITES);
        if (fault.isPresent()) {
            switch (fault.get()) {
                case DELAY -> Thread.sleep(faults.millis(LONGEST_DELAY));
                case CONFLICT -> {
                    Http.failure(409, "Conflict").write(client.getOutputStream());
                    return true;
                }
                case TOO_MANY_REQUESTS -> {
                    Http.failure(429, "TooManyRequests").write(client.getOutputStream());
                    return true;
                }
                case INTERNAL_ERROR -> {
                    Http.failure(500, "InternalError").write(client.getOutputStream());
                    return true;
                }
                case ANSWER_LOST -> {
                    request.write(server.getOutputStream());
                    Http.read(answers, false);
                    return false;
                }
                default -> {
                    return false;
                }
            }
        }
        request.write(server.getOutputStream());
        Http.read(answers, false).write(client.getOutputStream());
        return true;
    }

    private boolean watch(Http request, Socket client, InputStream in, Socket server, InputStream answers)
            throws IOException, InterruptedException {
        Optional<Fault> fault = faults.next(OF_WATCHES);
        if (fault.filter(Fault.CONNECTION_CUT::equals).isPresent()) {
            return false;
        }
        if (fault.filter(Fault.INTERNAL_ERROR::equals).isPresent()) {
            Http.failure(500, "InternalError").write(client.getOutputStream());
            return true;
        }
        if (fault.filter(Fault.DELAY::equals).isPresent()) {
            Thread.sleep(faults.millis(LONGEST_DELAY));
        }
        request.write(server.getOutputStream());
        Http answer = Http.read(answers, true);
        answer.write(client.getOutputStream());
        if (fault.filter(Fault.GONE::equals).isPresent()) {
            client.getOutputStream().write(Tunnel.tooOld());
            client.getOutputStream().flush();
        }
        threads.execute(() -> Tunnel.pipe(in, server, () -> false));
        if (faults.on()) {
            threads.execute(() -> cutLater(client));
        }
        int born = silences.get();
        Tunnel.pipe(answers, client, () -> silences.get() > born);
        return false;
    }

    private void cutLater(Socket client) {
        try {
            Thread.sleep(faults.millis(LONGEST_WATCH));
            if (faults.on() && !client.isClosed()) {
                faults.count(Fault.WATCH_CUT);
                client.close();
            }
        } catch (IOException | InterruptedException e) {
            // It is cut already.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
