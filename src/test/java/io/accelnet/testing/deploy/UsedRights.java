package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes which rights a client's requests need. */
final class UsedRights implements Interceptor, Consumer<HttpClient.Builder> {
    private static final Pattern PATH = Pattern.compile(
            "/(?:api|apis/(?<group>[^/]+))/v[^/]+(?:/namespaces/[^/]+(?=/))?/(?<resource>[^/]+)(?:/(?<name>[^/]+))?"
                    + "(?:/(?<sub>[^/]+))?");

    private final SortedSet<String> rights = new ConcurrentSkipListSet<>();

    @Override
    public void accept(HttpClient.Builder builder) {
        builder.addOrReplaceInterceptor("rights", this);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        URI uri = request.uri();
        Matcher path = PATH.matcher(uri.getPath());
        if (path.matches()) {
            String sub = Optional.ofNullable(path.group("sub"))
                    .map(name -> "/" + name)
                    .orElse("");
            String group = Optional.ofNullable(path.group("group")).orElse("");
            boolean named = path.group("name") != null;
            rights.add(right(verb(request.method(), named, uri), group, path.group("resource") + sub));
        }
    }

    /** To apply what isn't there takes the right to create it as well. */
    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        Matcher path = PATH.matcher(request.uri().getPath());
        if (request.method().equals("PATCH")
                && response.code() == HttpURLConnection.HTTP_CREATED
                && path.matches()) {
            rights.add(right(
                    "create", Optional.ofNullable(path.group("group")).orElse(""), path.group("resource")));
        }
    }

    /** Everything that was needed so far. */
    SortedSet<String> all() {
        return rights;
    }

    static String right(String verb, String group, String resource) {
        return verb + " " + (group.isEmpty() ? "core" : group) + " " + resource;
    }

    private static String verb(String method, boolean named, URI uri) {
        boolean watch = Optional.ofNullable(uri.getQuery())
                .filter(query -> query.contains("watch=true"))
                .isPresent();
        return switch (method) {
            case "GET" -> watch ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> method;
        };
    }
}
