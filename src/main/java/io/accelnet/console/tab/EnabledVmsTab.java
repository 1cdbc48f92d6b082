package io.accelnet.console.tab;

import io.accelnet.console.action.VmJobs;
import io.accelnet.console.model.EnabledVms;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.accelnet.plan.VmId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/** Enabled VMs: those that have an AccelNetVM. */
public final class EnabledVmsTab implements Tab {
    private static final String TEMPLATE = "enabledVms";

    private final VmJobs jobs;

    /**
     * The tab.
     *
     * @param jobs foresees changes, and does them
     */
    public EnabledVmsTab(VmJobs jobs) {
        this.jobs = jobs;
    }

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
        routes.post(path() + "/outcome", request -> JobPages.show(request, foreseen(request, site)));
    }

    private static EnabledVms model(Context request, Site site) {
        return EnabledVms.of(site.facts(), VmFields.view(request, view -> EnabledVms.found(site.facts(), view)));
    }

    /** What becomes of the VMs that are chosen. */
    private String foreseen(Context request, Site site) {
        Set<VmId> chosen = VmFields.chosen(request, view -> EnabledVms.found(site.facts(), view));
        return Fields.text(request, "do").equals("disable")
                ? jobs.disable(chosen)
                : jobs.set(chosen, Fields.level(request));
    }
}
