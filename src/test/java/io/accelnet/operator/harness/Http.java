package io.accelnet.operator.harness;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 message, as it is on the wire.
 *
 * @param first its first line
 * @param headers its headers, a line each
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent")
record Http(String first, List<String> headers, byte[] body) {
    static Http read(InputStream in, boolean bodiless) throws IOException {
        Http head = head(in);
        if (bodiless) {
            return head;
        }
        Optional<String> length = head.header("content-length");
        if (length.isPresent()) {
            byte[] body = in.readNBytes(Integer.parseInt(length.get()));
            return new Http(head.first(), head.headers(), body);
        }
        if (head.header("transfer-encoding").isPresent()) {
            List<String> headers = new ArrayList<>(head.headers());
            headers.removeIf(header -> header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:"));
            byte[] body = chunks(in);
            headers.add("Content-Length: " + body.length);
            return new Http(head.first(), headers, body);
        }
        return head;
    }

    private static Http head(InputStream in) throws IOException {
        String first = line(in);
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        return new Http(first, headers, new byte[0]);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            body.write(in.readNBytes(size));
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    void write(OutputStream out) throws IOException {
        String head = first + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    Optional<String> header(String name) {
        String prefix = name + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).strip())
                .findFirst();
    }

    String method() {
        return first.substring(0, first.indexOf(' '));
    }

    /** The same to another host, without the JDK's client's offer to speak HTTP/2. */
    Http to(String host) {
        List<String> kept = new ArrayList<>();
        for (String header : headers) {
            String lower = header.toLowerCase(Locale.ROOT);
            boolean offersHttp2 = lower.startsWith("http2-settings:") || lower.equals("upgrade: h2c");
            boolean ofThisConnection = lower.startsWith("connection:") && !isWatch();
            if (!offersHttp2 && !ofThisConnection && !lower.startsWith("host:")) {
                kept.add(header);
            }
        }
        kept.add("Host: " + host);
        return new Http(first, kept, body);
    }

    boolean isWatch() {
        return header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    }

    /** An answer in the API server's place. */
    static Http failure(int code, String reason) {
        String status =
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"injected\",\"reason\":\"%s\",\"code\":%d}"
                        .formatted(reason, code);
        byte[] body = status.getBytes(StandardCharsets.UTF_8);
        return new Http(
                "HTTP/1.1 %d %s".formatted(code, reason),
                List.of("Content-Type: application/json", "Content-Length: " + body.length),
                body);
    }
}
