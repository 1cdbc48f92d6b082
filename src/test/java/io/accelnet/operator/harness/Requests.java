package io.accelnet.operator.harness;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Counts what an operator asks of the API server. */
public final class Requests implements Interceptor, Consumer<HttpClient.Builder> {
    private static final Pattern NAME = Pattern.compile(
            "/(namespaces|nodes|accelnetnodes|accelnetclusters|accelnetvms|networkintents|leases)/[^/]+");

    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    @Override
    public void accept(HttpClient.Builder builder) {
        builder.addOrReplaceInterceptor("requests", this);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String path = NAME.matcher(request.uri().getPath()).replaceAll("/$1/*");
        counts.computeIfAbsent(request.method() + " " + path, what -> new AtomicInteger())
                .incrementAndGet();
    }

    /** How many weren't for reading. */
    public int writes() {
        return counts.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("GET "))
                .mapToInt(entry -> entry.getValue().get())
                .sum();
    }

    /** What was asked, and how often. */
    public Map<String, Integer> all() {
        Map<String, Integer> sorted = new TreeMap<>();
        counts.forEach((what, count) -> sorted.put(what, count.get()));
        return sorted;
    }
}
