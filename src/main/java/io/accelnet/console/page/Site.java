package io.accelnet.console.page;

import io.accelnet.console.watch.ClusterFacts;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests with pages. */
public final class Site {
    /** The parameter by which a page says what it has. */
    private static final String SEEN = "seen";

    /** The parameter by which a page says that what it is about wasn't there. */
    private static final String ABSENT = "absent";

    private static final String LIVE = "/live";
    private static final int NOTHING_NEW = 204;
    private static final int BRIEF = 16;

    private static final String OUT_OF_DATE =
            "The API server doesn't answer. This is how it was when it answered last; it changes as soon as it answers again.";

    private final Templates templates = new Templates();
    private final List<Tab> tabs;
    private final ClusterFacts facts;
    private final String cluster;

    /**
     * Pages of these tabs.
     *
     * @param cluster which Kubernetes cluster it is, and as whom it is seen
     */
    public Site(List<Tab> tabs, ClusterFacts facts, String cluster) {
        this.tabs = List.copyOf(tabs);
        this.facts = facts;
        this.cluster = cluster;
    }

    /** What is known of the cluster. */
    public ClusterFacts facts() {
        return facts;
    }

    /** Where the page of a tab asks for its live part. */
    public static String livePath(Tab tab) {
        return tab.path() + LIVE;
    }

    /**
     * Answers with a page that has a live part: of template {@code NAME} the page, of template {@code NAMELive} the part.
     *
     * @param name the template
     * @param model the parameter {@code model} of both
     */
    public void livePage(Context request, Tab tab, String name, Object model) {
        page(request, tab, name, Map.of("model", model, "live", live(livePath(tab), name, model)));
    }

    /**
     * The same of a page that is in no tab.
     *
     * @param title its title
     * @param path where it asks for its live part
     */
    public void livePage(Context request, String title, String path, String name, Object model) {
        page(request, title, name, Map.of("model", model, "live", live(path, name, model)));
    }

    /**
     * Answers with the live part of a page, or that it is what the page has.
     *
     * @param name the template of the page
     * @param model its parameter {@code model}
     */
    public void livePart(Context request, Tab tab, String name, Object model) {
        livePart(request, livePath(tab), name, model);
    }

    /**
     * The same of a page whose other parts are about something that comes and goes. If they couldn't be written because it wasn't there,
     * the page is loaded anew once it is.
     *
     * @param isThere whether it is there
     */
    public void livePart(Context request, Tab tab, String name, Object model, boolean isThere) {
        if (isThere && request.formParam(ABSENT) != null) {
            request.header("HX-Refresh", "true");
        }
        livePart(request, tab, name, model);
    }

    /**
     * The same of a page that is in no tab.
     *
     * @param path where it asks for its live part
     */
    public void livePart(Context request, String path, String name, Object model) {
        Live live = live(path, name, model);
        if (live.digest().equals(request.formParam(SEEN))) {
            request.status(NOTHING_NEW);
        } else {
            request.html(templates.write("live", Map.of("live", live)));
        }
    }

    private Live live(String path, String name, Object model) {
        String part = templates.write(name + "Live", Map.of("model", model));
        Optional<String> trouble = facts.isConnected() ? Optional.empty() : Optional.of(OUT_OF_DATE);
        return new Live(
                path,
                digest(part + trouble.orElse("")),
                trouble,
                // A template has written it: it is HTML already.
                output -> output.writeContent(part));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)),
                            0,
                            BRIEF);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Answers with a page.
     *
     * @param tab the tab that it belongs to
     * @param name its template
     * @param values the template's parameters but {@code frame}
     */
    public void page(Context request, Tab tab, String name, Map<String, Object> values) {
        page(request, frame(tab.title(), Optional.of(tab)), name, values);
    }

    /**
     * Answers with a page that is in no tab.
     *
     * @param title its title
     * @param name its template
     * @param values the template's parameters but {@code frame}
     */
    public void page(Context request, String title, String name, Map<String, Object> values) {
        page(request, frame(title, Optional.empty()), name, values);
    }

    private void page(Context request, Frame frame, String name, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", frame);
        request.html(templates.write(name, all));
    }

    /**
     * Answers with a part of a page.
     *
     * @param name its template
     * @param values the template's parameters
     */
    public void part(Context request, String name, Map<String, Object> values) {
        request.html(templates.write(name, values));
    }

    /** Answers that something went wrong, in words. */
    public void problem(Context request, int status, String words) {
        request.status(status);
        if (request.header("HX-Request") != null) {
            request.contentType("text/plain; charset=utf-8").result(words);
        } else {
            request.html(
                    templates.write("problem", Map.of("frame", frame("Problem", Optional.empty()), "words", words)));
        }
    }

    private Frame frame(String title, Optional<Tab> current) {
        return new Frame(
                title,
                tabs.stream()
                        .map(tab -> new Link(
                                tab.path(),
                                tab.title(),
                                current.filter(tab::equals).isPresent()))
                        .toList(),
                cluster);
    }
}
