package io.accelnet.console.tab;

import io.accelnet.console.model.Overview;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Overview: how the clusters stand, and what their hosts have. */
public final class OverviewTab implements Tab {
    private static final String TEMPLATE = "overview";

    @Override
    public String path() {
        return "/overview";
    }

    @Override
    public String title() {
        return "Overview";
    }

    @Override
    public void register(RoutesConfig routes, Site site) {
        routes.get(path(), request -> site.livePage(request, this, TEMPLATE, model(request, site)));
        routes.post(Site.livePath(this), request -> site.livePart(request, this, TEMPLATE, model(request, site)));
    }

    private static Overview model(Context request, Site site) {
        return Overview.of(
                site.facts(),
                Overview.Which.of(Fields.text(request, "which")),
                Fields.text(request, "q"),
                Fields.page(request));
    }
}
