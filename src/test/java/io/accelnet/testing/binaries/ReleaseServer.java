package io.accelnet.testing.binaries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** Serves files on loopback, laid out as the publishers of the programs lay theirs out. */
final class ReleaseServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ReleaseServer(HttpServer server) {
        this.server = server;
    }

    static ReleaseServer start() throws IOException {
        var releases =
                new ReleaseServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        releases.server.createContext("/", releases::answer);
        releases.server.start();
        return releases;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void serve(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    void serve(String path, byte[] content) {
        files.put(path, content);
    }

    /** What was asked for so far. */
    List<String> requests() {
        return requests;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /** An archive with these files, each after a header of 512 bytes and filled up to whole blocks. */
    static byte[] tarball(Map<String, String> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new GZIPOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                byte[] block = new byte[512 + (content.length + 511) / 512 * 512];
                byte[] name = entry.getKey().getBytes(StandardCharsets.US_ASCII);
                byte[] size = "%011o ".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(name, 0, block, 0, name.length);
                System.arraycopy(size, 0, block, 124, size.length);
                System.arraycopy(content, 0, block, 512, content.length);
                tar.write(block);
            }
            tar.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            byte[] content = files.get(path);
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
