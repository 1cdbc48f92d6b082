package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.net.URI;
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
            String resource = path.group("resource") + sub;
            rights.add(right(verb(request.method(), named, uri), group, resource));
            if (isApply(request)) {
                rights.add(right("create", group, resource));
            }
        }
    }

    /** Everything that was needed so far. */
    SortedSet<String> all() {
        return rights;
    }

    static String right(String verb, String group, String resource) {
        return verb + " " + (group.isEmpty() ? "core" : group) + " " + resource;
    }

    /** What isn't there is created by it, which takes that right too. */
    private static boolean isApply(HttpRequest request) {
        return request instanceof StandardHttpRequest standard
                && Optional.ofNullable(standard.getContentType())
                        .filter(type -> type.startsWith("application/apply-patch"))
                        .isPresent();
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
