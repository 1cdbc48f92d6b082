package io.accelnet.operator.canned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request as it came.
 *
 * @param at when it came, by the clock that only goes on
 * @param method its method
 * @param path its path, without the query
 * @param query its query
 * @param websocket whether it asks for a websocket
 * @param body its body; missing if there is none
 */
record Request(long at, String method, String path, TreeMap<String, String> query, boolean websocket, JsonNode body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Request of(RecordedRequest recorded) {
        URI uri = URI.create(recorded.getPath());
        return new Request(
                System.nanoTime(),
                recorded.getMethod(),
                uri.getPath(),
                Optional.ofNullable(uri.getQuery()).stream()
                        .flatMap(query -> Arrays.stream(query.split("&")))
                        .map(parameter -> parameter.split("=", 2))
                        .collect(Collectors.toMap(
                                parameter -> parameter[0],
                                parameter -> parameter.length > 1 ? parameter[1] : "",
                                (first, second) -> second,
                                TreeMap::new)),
                "websocket".equalsIgnoreCase(recorded.getHeader("Upgrade")),
                json(recorded.getUtf8Body()));
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that isn't JSON: " + text, e);
        }
    }

    boolean isWatch() {
        return method.equals("GET") && "true".equals(query.get("watch"));
    }

    /** Whether it asks for a list, or for a page of one. */
    boolean isListOf(String collection) {
        return method.equals("GET") && path.equals(collection) && !isWatch();
    }

    boolean isWatchOf(String collection) {
        return isWatch() && path.equals(collection);
    }

    boolean isStatusWrite() {
        return method.equals("PUT") && path.endsWith("/status");
    }

    boolean isStatusWriteOf(String object) {
        return isStatusWrite() && path.equals(object + "/status");
    }

    /** The version that a write stands on. */
    String version() {
        return body.at("/metadata/resourceVersion").asText();
    }

    Duration since(Request earlier) {
        return Duration.ofNanos(at - earlier.at);
    }

    @Override
    public String toString() {
        return method + " " + path + " " + query;
    }
}
