package io.accelnet.console.guard;

import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who may use the console: whoever opens first the address that the command has printed, with that one browser, and from the console's own
 * pages only. Every request is asked for all of it.
 */
public final class Guard {
    private static final int SECRET_BYTES = 32;

    /** The server isn't meant: a name that resolves to this address was typed, or is played with by somebody else's page. */
    private static final int MISDIRECTED = 421;

    private static final Set<String> OUR_NAMES = Set.of("127.0.0.1", "localhost");
    private static final int HTTP_PORT = 80;

    private static final String SAME_ORIGIN = "same-origin";

    /** Nobody's page: it was typed, or opened by another program. */
    private static final String BY_HAND = "none";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String CHANGING = "POST";
    private static final String ENTRANCE = "/";

    private final String token;
    private final String session;
    private final AtomicBoolean entered = new AtomicBoolean();

    /** A guard with secrets of its own. */
    public Guard(SecureRandom random) {
        this.token = secret(random);
        this.session = secret(random);
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What lets one browser in, once. */
    public String token() {
        return token;
    }

    /**
     * A request, as far as it matters here.
     *
     * @param method its method
     * @param path its path
     * @param port the port that it came in by
     * @param host its header Host
     * @param origin its header Origin
     * @param site its header Sec-Fetch-Site, which no page can set: how who sent it is related to this server
     * @param token the parameter with the token
     * @param session the cookie with the session
     */
    public record Request(
            String method,
            String path,
            int port,
            Optional<String> host,
            Optional<String> origin,
            Optional<String> site,
            Optional<String> token,
            Optional<String> session) {}

    /** What is done with a request. */
    public sealed interface Verdict {}

    /** It is answered. */
    public record Admitted() implements Verdict {}

    /**
     * It brings the token for the first time.
     *
     * @param session what the browser's cookie says from now on
     */
    public record Enters(String session) implements Verdict {}

    /**
     * It isn't answered.
     *
     * @param status the status of the answer
     * @param why why, and what to do
     */
    public record Refused(int status, String why) implements Verdict {}

    /** Decides about a request. */
    public Verdict decide(Request request) {
        Optional<String> host = request.host().filter(name -> isOurs(name, request.port()));
        if (host.isEmpty()) {
            return new Refused(MISDIRECTED, "The console answers to 127.0.0.1 and localhost only, with its port.");
        }
        boolean enters = request.path().equals(ENTRANCE) && request.token().isPresent();
        if (READING.contains(request.method())) {
            if (!enters
                    && request.site()
                            .filter(site -> !site.equals(SAME_ORIGIN) && !site.equals(BY_HAND))
                            .isPresent()) {
                return new Refused(
                        HttpURLConnection.HTTP_FORBIDDEN, "Another page has asked for this. Type the address instead.");
            }
        } else if (!request.method().equals(CHANGING)) {
            return new Refused(HttpURLConnection.HTTP_BAD_METHOD, "The console knows GET, HEAD and POST.");
        } else if (!isFromOurPages(request, host.get())) {
            return new Refused(HttpURLConnection.HTTP_FORBIDDEN, "Only the console's own pages may change something.");
        }
        if (isEqual(request.session(), session)) {
            return new Admitted();
        }
        if (!enters) {
            return new Refused(
                    HttpURLConnection.HTTP_UNAUTHORIZED,
                    "Open the address that the command has printed, in this browser.");
        }
        if (!isEqual(request.token(), token) || !entered.compareAndSet(false, true)) {
            return new Refused(
                    HttpURLConnection.HTTP_UNAUTHORIZED,
                    "This address has been used, or isn't the one that was printed. It works once, in one browser: end the"
                            + " command and start it again for another.");
        }
        return new Enters(session);
    }

    /** Browsers leave out the port that HTTP has if none is said. */
    private static boolean isOurs(String host, int port) {
        return OUR_NAMES.stream()
                .anyMatch(name -> host.equals(name + ":" + port) || (port == HTTP_PORT && host.equals(name)));
    }

    private static boolean isFromOurPages(Request request, String host) {
        return request.origin()
                        .filter(origin -> origin.equals("http://" + host))
                        .isPresent()
                && request.site().map(SAME_ORIGIN::equals).orElse(true);
    }

    /** Takes as long, however much of it is right. */
    private static boolean isEqual(Optional<String> said, String secret) {
        return said.filter(text -> MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
