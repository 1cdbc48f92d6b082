package io.accelnet.console.tab;

import io.accelnet.console.model.EnabledVms;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Enabled VMs: those that have an AccelNetVM. */
public final class EnabledVmsTab implements Tab {
    private static final String TEMPLATE = "enabledVms";

    @Override
    public String path() {
        return "/enabled";
    }

    @Override
    public String title() {
        return "Enabled VMs";
    }

    @Override
    public void register(RoutesConfig routes, Site site) {
        routes.get(path(), request -> site.livePage(request, this, TEMPLATE, model(request, site)));
        routes.post(Site.livePath(this), request -> site.livePart(request, this, TEMPLATE, model(request, site)));
    }

    private static EnabledVms model(Context request, Site site) {
        return EnabledVms.of(site.facts(), VmFields.view(request, view -> EnabledVms.found(site.facts(), view)));
    }
}
