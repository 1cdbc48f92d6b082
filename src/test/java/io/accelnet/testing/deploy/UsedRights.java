package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
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
            rights.add(right(verb(request.method(), named, uri), group, path.group("resource") + sub));
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
