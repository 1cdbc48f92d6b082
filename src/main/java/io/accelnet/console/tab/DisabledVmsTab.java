package io.accelnet.console.tab;

import io.accelnet.console.action.VmJobs;
import io.accelnet.console.model.DisabledVms;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.accelnet.plan.VmId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/** Disabled VMs: VirtualMachines with SR-IOV interfaces that have no AccelNetVM. */
public final class DisabledVmsTab implements Tab {
    private static final String TEMPLATE = "disabledVms";

    private final VmJobs jobs;

    /**
     * The tab.
     *
     * @param jobs foresees changes, and does them
     */
    public DisabledVmsTab(VmJobs jobs) {
        this.jobs = jobs;
    }

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
        routes.post(path() + "/outcome", request -> JobPages.show(request, foreseen(request, site)));
    }

    private static DisabledVms model(Context request, Site site) {
        return DisabledVms.of(site.facts(), VmFields.view(request, view -> DisabledVms.found(site.facts(), view)));
    }

    /** What becomes of the VMs that are chosen. */
    private String foreseen(Context request, Site site) {
        Set<VmId> chosen = VmFields.chosen(request, view -> DisabledVms.found(site.facts(), view));
        return jobs.enable(chosen, Fields.level(request), Fields.required(request, "cluster", "AccelNetCluster"));
    }
}
