package io.accelnet.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry on loopback from which one image can be pulled, that of a layout. Jib asks by TLS first, and by HTTP only whom it can't ask so. */
final class LayoutRegistry implements AutoCloseable {
    private static final Pattern WANTED = Pattern.compile("/v2/.+/(manifests|blobs)/([^/]+)");

    private final ImageLayout layout;
    private final HttpServer server;

    private LayoutRegistry(ImageLayout layout, HttpServer server) {
        this.layout = layout;
        this.server = server;
    }

    static LayoutRegistry start(ImageLayout layout) throws IOException, InterruptedException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(LoopbackTls.create()));
        LayoutRegistry registry = new LayoutRegistry(layout, server);
        server.createContext("/v2/", registry::answer);
        server.start();
        return registry;
    }

    /** The image as a builder names it. */
    String imageReference() {
        return "localhost:" + server.getAddress().getPort() + "/base:stand-in";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher wanted = WANTED.matcher(path);
            if (path.equals("/v2/")) {
                exchange.sendResponseHeaders(200, -1);
            } else if (wanted.matches()) {
                send(exchange, wanted.group(1).equals("manifests"), wanted.group(2));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void send(HttpExchange exchange, boolean isManifest, String reference) throws IOException {
        JsonNode descriptor = reference.startsWith("sha256:")
                ? new ManifestText().newObject().put("digest", reference)
                : layout.top();
        Path blob = layout.blob(descriptor);
        if (!Files.exists(blob)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", isManifest ? mediaType(blob) : "application/octet-stream");
        exchange.getResponseHeaders()
                .set("Docker-Content-Digest", descriptor.path("digest").asText());
        byte[] content = Files.readAllBytes(blob);
        boolean headOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, headOnly ? -1 : content.length);
        if (!headOnly) {
            exchange.getResponseBody().write(content);
        }
    }

    private static String mediaType(Path manifest) throws IOException {
        return new ManifestText()
                .parseJson(Files.readString(manifest))
                .path("mediaType")
                .asText();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
