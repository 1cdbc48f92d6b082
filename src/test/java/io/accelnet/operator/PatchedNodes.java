package io.accelnet.operator;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Notes which AccelNetNodes are applied. */
final class PatchedNodes implements Interceptor, Consumer<HttpClient.Builder> {
    private final Queue<String> names = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(HttpClient.Builder builder) {
        builder.addOrReplaceInterceptor("patched-nodes", this);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String path = request.uri().getPath();
        if (request.method().equals("PATCH") && path.contains("/accelnetnodes/")) {
            names.add(path.substring(path.lastIndexOf('/') + 1));
        }
    }

    Queue<String> names() {
        return names;
    }
}
