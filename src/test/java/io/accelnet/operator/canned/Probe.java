package io.accelnet.operator.canned;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks an operator how it is, as a kubelet does. */
public final class Probe {
    private Probe() {}

    public static int status(int port, String path) throws IOException, InterruptedException {
        return get(port, path).statusCode();
    }

    public static String body(int port, String path) throws IOException, InterruptedException {
        return get(port, path).body();
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
