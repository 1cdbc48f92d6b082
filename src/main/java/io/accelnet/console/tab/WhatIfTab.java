package io.accelnet.console.tab;

import io.accelnet.console.action.Outages;
import io.accelnet.console.model.Outage;
import io.accelnet.console.model.WhatIf;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What if: hosts that somebody lets fail, to see who moves where. */
public final class WhatIfTab implements Tab {
    private static final String TEMPLATE = "whatIf";
    private static final String DRAIN = "drain";
    private static final int NOTHING_NEW = 204;

    /** What happens on the page once it has the answer. */
    private static final String AFTER = "HX-Trigger-After-Settle";

    private final Outages outages;
    private final NewestQuestion questions = new NewestQuestion();

    /** Outages that are foreseen so. */
    public WhatIfTab(Outages outages) {
        this.outages = outages;
    }

    @Override
    public String path() {
        return "/what-if";
    }

    @Override
    public String title() {
        return "What if";
    }

    @Override
    public void register(RoutesConfig routes, Site site) {
        routes.get(path(), request -> site.livePage(request, this, TEMPLATE, model(request, site)));
        routes.post(Site.livePath(this), request -> {
            site.livePart(request, this, TEMPLATE, model(request, site));
            if (request.statusCode() != NOTHING_NEW) {
                // What was foreseen is asked for anew, whether other hosts are chosen or something has happened to
                // them.
                request.header(AFTER, "chosen");
            }
        });
        routes.post(path() + "/outcome", request -> outcome(request, site));
    }

    private static WhatIf model(Context request, Site site) {
        return WhatIf.of(site.facts(), chosen(request), Fields.text(request, "q"), Fields.page(request));
    }

    private static NavigableSet<String> chosen(Context request) {
        NavigableSet<String> chosen = new TreeSet<>();
        if (!Fields.flag(request, "none")) {
            Stream.concat(request.formParams("host").stream(), request.queryParams("host").stream())
                    .forEach(chosen::add);
        }
        String toggled = Fields.text(request, "toggle");
        if (!toggled.isEmpty() && !chosen.remove(toggled)) {
            chosen.add(toggled);
        }
        return chosen;
    }

    private void outcome(Context request, Site site) {
        NavigableSet<String> hosts = chosen(request);
        boolean drain = Fields.text(request, "how").equals(DRAIN);
        if (hosts.isEmpty() || (drain && hosts.size() > 1)) {
            site.part(
                    request,
                    "outageNone",
                    Map.of(
                            "words",
                            hosts.isEmpty() ? "No host is chosen." : "One host is drained at a time: choose one."));
            return;
        }
        Optional<Outage> outage = questions.ask(
                Fields.text(request, "asker"),
                () -> drain ? Outage.of(hosts.first(), outages.drain(hosts.first())) : Outage.of(outages.fail(hosts)));
        outage.ifPresentOrElse(
                answer -> {
                    site.part(request, "outage", Map.of("model", answer));
                    if (outages.isOutdated()) {
                        // It is asked for once more when all is read anew.
                        request.header(AFTER, "outdated");
                    }
                },
                () -> request.status(NOTHING_NEW));
    }
}
