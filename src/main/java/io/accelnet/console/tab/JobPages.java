package io.accelnet.console.tab;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.console.action.VmJobs;
import io.accelnet.console.model.JobView;
import io.accelnet.console.page.Site;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** The page of a change of VMs: first what it would do, with a button that does it; then how it goes. */
public final class JobPages {
    private static final String PATH = "/jobs/";
    private static final String ROUTE = PATH + "{job}";
    private static final String TEMPLATE = "job";

    private final VmJobs jobs;
    private final Site site;

    /** Pages of these jobs. */
    public JobPages(VmJobs jobs, Site site) {
        this.jobs = jobs;
        this.site = site;
    }

    /** Goes to the page of a job. */
    static void show(Context request, String job) {
        request.redirect(PATH + job, HttpStatus.SEE_OTHER);
    }

    /** Says which requests they answer. */
    public void register(RoutesConfig routes) {
        routes.get(ROUTE, request -> {
            JobView model = model(request);
            site.livePage(request, model.title(), livePath(request), TEMPLATE, model);
        });
        routes.post(ROUTE + "/live", request -> site.livePart(request, livePath(request), TEMPLATE, model(request)));
        routes.post(ROUTE + "/start", request -> {
            if (!jobs.start(name(request))) {
                throw forgotten();
            }
            show(request, name(request));
        });
    }

    private static String name(Context request) {
        return request.pathParam("job");
    }

    private static String livePath(Context request) {
        return PATH + name(request) + "/live";
    }

    private JobView model(Context request) {
        return JobView.of(name(request), jobs.job(name(request)).orElseThrow(JobPages::forgotten));
    }

    private static BadRequestException forgotten() {
        return new BadRequestException("this change isn't remembered any more: choose the VMs again");
    }
}
