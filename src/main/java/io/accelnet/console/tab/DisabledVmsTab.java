package io.accelnet.console.tab;

import io.accelnet.console.model.DisabledVms;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Disabled VMs: VirtualMachines with SR-IOV interfaces that have no AccelNetVM. */
public final class DisabledVmsTab implements Tab {
    private static final String TEMPLATE = "disabledVms";

    @Override
    public String path() {
        return "/disabled";
    }

    @Override
    public String title() {
        return "Disabled VMs";
    }

    @Override
    public void register(RoutesConfig routes, Site site) {
        routes.get(path(), request -> site.livePage(request, this, TEMPLATE, model(request, site)));
        routes.post(Site.livePath(this), request -> site.livePart(request, this, TEMPLATE, model(request, site)));
    }

    private static DisabledVms model(Context request, Site site) {
        return DisabledVms.of(site.facts(), VmFields.view(request, view -> DisabledVms.found(site.facts(), view)));
    }
}
