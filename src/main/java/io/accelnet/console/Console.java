package io.accelnet.console;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.Refusal;
import io.accelnet.cli.write.UnansweredException;
import io.accelnet.console.action.ClusterActions;
import io.accelnet.console.action.ClusterChanges;
import io.accelnet.console.action.Outages;
import io.accelnet.console.action.Planning;
import io.accelnet.console.action.SettingsChanges;
import io.accelnet.console.action.Terminal;
import io.accelnet.console.action.VmJobs;
import io.accelnet.console.guard.Guard;
import io.accelnet.console.guard.SafeHeaders;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.accelnet.console.tab.DisabledVmsTab;
import io.accelnet.console.tab.EnabledVmsTab;
import io.accelnet.console.tab.JobPages;
import io.accelnet.console.tab.OverviewTab;
import io.accelnet.console.tab.SettingsTab;
import io.accelnet.console.tab.StatusTab;
import io.accelnet.console.tab.WhatIfTab;
import io.accelnet.console.watch.ClusterFacts;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The console's server, which listens on loopback only. */
public final class Console implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String TOKEN = "token";
    private static final String SESSION = "accelnet-console";

    /** Twenty thousand names of VMs. */
    private static final long LARGEST_FORM = 8_000_000;

    private static final int BAD_GATEWAY = 502;

    private final Guard guard = new Guard(new SecureRandom());
    private final Terminal terminal;
    private final VmJobs jobs;
    private final Javalin server;

    /**
     * Starts it.
     *
     * @param facts what is known of the cluster
     * @param actions reads what changes are decided from, and writes
     * @param cluster which Kubernetes cluster it is, and as whom it is seen
     * @param port the port; 0: any that is free
     * @param terminal where errors are told, and what isn't finished at the end
     */
    public Console(ClusterFacts facts, ClusterActions actions, String cluster, int port, Terminal terminal) {
        this.terminal = terminal;
        Planning planning = new Planning(facts, actions);
        this.jobs = new VmJobs(actions, planning, terminal);
        List<Tab> tabs = List.of(
                new OverviewTab(),
                new EnabledVmsTab(jobs),
                new DisabledVmsTab(jobs),
                new StatusTab(new ClusterChanges(actions, planning), planning),
                new SettingsTab(new SettingsChanges(actions, planning)),
                new WhatIfTab(new Outages(planning)));
        Site site = new Site(tabs, facts, cluster);
        this.server = Javalin.create(config -> configure(config, tabs, site)).start(LOOPBACK, port);
    }

    private void configure(JavalinConfig config, List<Tab> tabs, Site site) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_FORM;
        config.routes.before(this::check);
        config.routes.get("/", request -> request.redirect(tabs.getFirst().path()));
        config.routes.get("/assets/{name}", request -> Assets.answer(request, request.pathParam("name")));
        tabs.forEach(tab -> tab.register(config.routes, site));
        new JobPages(jobs, site).register(config.routes);
        config.routes.exception(
                BadRequestException.class,
                (e, request) -> site.problem(request, HttpURLConnection.HTTP_BAD_REQUEST, sentence(e.getMessage())));
        config.routes.exception(
                UnansweredException.class,
                (e, request) -> site.problem(request, BAD_GATEWAY, sentence(e.getMessage())));
        config.routes.exception(
                KubernetesClientException.class,
                (e, request) -> site.problem(request, BAD_GATEWAY, sentence(Refusal.words(e))));
        config.routes.exception(
                Exception.class,
                (e, request) -> site.problem(
                        request,
                        HttpURLConnection.HTTP_INTERNAL_ERROR,
                        terminal.error(request.method().name() + " " + request.path(), e)));
        config.routes.error(
                HttpURLConnection.HTTP_NOT_FOUND,
                request -> site.problem(request, HttpURLConnection.HTTP_NOT_FOUND, "There is no such page."));
    }

    private static String sentence(@Nullable String said) {
        String words = Objects.requireNonNullElse(said, "Something is wrong");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + (words.endsWith(".") ? "" : ".");
    }

    private void check(Context request) {
        SafeHeaders.all().forEach(request::header);
        Guard.Verdict verdict = guard.decide(new Guard.Request(
                request.method().name(),
                request.path(),
                request.req().getLocalPort(),
                Optional.ofNullable(request.header("Host")),
                Optional.ofNullable(request.header("Origin")),
                Optional.ofNullable(request.header("Sec-Fetch-Site")),
                Optional.ofNullable(request.queryParam(TOKEN)),
                Optional.ofNullable(request.cookie(cookie(request)))));
        switch (verdict) {
            case Guard.Admitted _ -> {
                // It is answered by the handlers after this one.
            }
            case Guard.Enters enters ->
                request.header(
                                "Set-Cookie",
                                cookie(request) + "=" + enters.session() + "; Path=/; HttpOnly; SameSite=Strict")
                        // A redirection would be of whoever opened the address, and the cookie would be kept from it.
                        .html("<!doctype html><html lang=\"en\"><title>AccelNet</title>"
                                + "<link rel=\"icon\" href=\"data:,\"><meta http-equiv=\"refresh\" content=\"0;"
                                + " url=/overview\"><p><a href=\"/overview\">Go on to the console</a></p></html>")
                        .skipRemainingHandlers();
            case Guard.Refused refused ->
                request.status(refused.status()).result(refused.why()).skipRemainingHandlers();
        }
    }

    /** Browsers send cookies to all ports of a host: each console has its own. */
    private static String cookie(Context request) {
        return SESSION + "-" + request.req().getLocalPort();
    }

    /** The address that lets one browser in, once. */
    public String address() {
        return "http://" + LOOPBACK + ":" + server.port() + "/?" + TOKEN + "=" + guard.token();
    }

    /** Says on the terminal which changes are being done: they end with the process. */
    public void tellUnfinished() {
        jobs.unfinished().forEach(terminal::say);
    }

    @Override
    public void close() {
        server.stop();
        tellUnfinished();
    }
}
