package io.accelnet.console;

import io.accelnet.plan.VmId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends requests as a browser would, or as somebody would who tries to get in: every header is as the test says. */
public final class Browser {
    private static final Pattern COOKIE = Pattern.compile("([^;]*);.*");

    private final int port;
    private Optional<String> cookie = Optional.empty();

    /**
     * An answer.
     *
     * @param status its status
     * @param headers its headers, by their names in small letters
     * @param body its body
     */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** Field of a form. */
    public record Field(String name, String value) {
        /** A VM that is chosen. */
        public static Field vm(VmId vm) {
            return new Field("vm", vm.toString());
        }
    }

    /** One that has never been at this port. */
    public Browser(int port) {
        this.port = port;
    }

    /** One that has opened the address that the command has printed. */
    public static Browser at(String address) throws IOException {
        URI uri = URI.create(address);
        Browser browser = new Browser(uri.getPort());
        browser.get(uri.getPath() + "?" + uri.getQuery());
        return browser;
    }

    /** The host that browsers name. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    /** Opens a page. */
    public Answer get(String path) throws IOException {
        return send("GET", path, Map.of(), "");
    }

    /** Sends a form, as a page of the console does. */
    public Answer post(String path, Field... fields) throws IOException {
        return post(path, List.of(fields));
    }

    /** Sends a form, as a page of the console does. */
    public Answer post(String path, List<Field> fields) throws IOException {
        return send("POST", path, Map.of("Origin", "http://" + host(), "Sec-Fetch-Site", "same-origin"), form(fields));
    }

    private static String form(List<Field> fields) {
        return fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Sends a request with these headers, which may take the place of a browser's own. */
    public Answer send(String method, String path, Map<String, String> headers, String body) throws IOException {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        all.put("Host", host());
        cookie.ifPresent(value -> all.put("Cookie", value));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (!method.equals("GET")) {
            all.put("Content-Type", "application/x-www-form-urlencoded");
            all.put("Content-Length", String.valueOf(content.length));
        }
        all.putAll(headers);
        // With HTTP/1.0 an answer ends with its connection.
        String head = method + " " + path + " HTTP/1.0\r\n"
                + all.entrySet().stream()
                        .filter(header -> !header.getValue().isEmpty())
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Answer answer(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        List<String> lines = parts[0].lines().toList();
        Map<String, String> headers = lines.stream()
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.toMap(
                        header -> header[0].toLowerCase(Locale.ROOT), header -> header[1], (first, _) -> first));
        Stream.ofNullable(headers.get("set-cookie"))
                .map(COOKIE::matcher)
                .filter(Matcher::matches)
                .forEach(found -> cookie = Optional.of(found.group(1)));
        return new Answer(
                Integer.parseInt(lines.getFirst().split(" ", 3)[1]), headers, parts.length > 1 ? parts[1] : "");
    }
}
