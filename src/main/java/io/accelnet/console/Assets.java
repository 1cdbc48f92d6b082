package io.accelnet.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The files that pages refer to: our own, and the few that are needed of others' packages. */
final class Assets {
    /** A console of another version may have the same port. */
    private static final String KEPT = "private, max-age=600";

    private static final int NOT_FOUND = 404;
    private static final String OURS = "/io/accelnet/console/";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /**
     * A file.
     *
     * @param resource where it is in the class path
     * @param type its content type
     */
    private record File(String resource, String type) {}

    private static final Map<String, File> FILES = Map.of(
            "console.css", new File(OURS + "console.css", CSS),
            "console.js", new File(OURS + "console.js", SCRIPT),
            "htmx.js", new File(packed("htmx.org") + "dist/htmx.min.js", SCRIPT),
            "pico.css", new File(packed("picocss__pico") + "css/pico.min.css", CSS));

    private Assets() {}

    /** Where a WebJar has its files. Its version is in the path, and in what Maven has left there. */
    private static String packed(String name) {
        try (InputStream properties =
                Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
            if (properties == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            Properties said = new Properties();
            said.load(properties);
            return "/META-INF/resources/webjars/" + name + "/" + said.getProperty("version") + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with the file of this name. */
    static void answer(Context request, String name) throws IOException {
        Optional<File> file = Optional.ofNullable(FILES.get(name));
        if (file.isEmpty()) {
            request.status(NOT_FOUND).result("There is no such file.");
            return;
        }
        try (InputStream content = Assets.class.getResourceAsStream(file.get().resource())) {
            if (content == null) {
                throw new IOException("the class path lacks " + file.get().resource());
            }
            request.header("Cache-Control", KEPT).contentType(file.get().type()).result(content.readAllBytes());
        }
    }
}
