package io.accelnet.console.tab;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.view.Prerequisites;
import io.accelnet.console.action.Agreement;
import io.accelnet.console.action.ClusterChanges;
import io.accelnet.console.action.Planning;
import io.accelnet.console.model.HostChecks;
import io.accelnet.console.model.Standing;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Status: how a cluster stands, what its prerequisites find on each host, and disabling it. */
public final class StatusTab implements Tab {
    private static final String TEMPLATE = "standing";
    private static final String CLUSTER = "cluster";

    private final ClusterChanges changes;
    private final Planning planning;

    /**
     * The tab.
     *
     * @param changes foresees what a cluster's end would do to whom, and disables it
     * @param planning what the checks are made on
     */
    public StatusTab(ClusterChanges changes, Planning planning) {
        this.changes = changes;
        this.planning = planning;
    }

    @Override
    public String path() {
        return "/status";
    }

    @Override
    public String title() {
        return "Status";
    }

    @Override
    public void register(RoutesConfig routes, Site site) {
        routes.get(path(), request -> site.livePage(request, this, TEMPLATE, model(request, site)));
        routes.post(Site.livePath(this), request -> {
            Standing model = model(request, site);
            site.livePart(request, this, TEMPLATE, model, model.isThere());
        });
        routes.get(
                path() + "/prerequisites",
                request -> site.part(request, "hostChecks", Map.of("model", checks(request))));
        routes.post(path() + "/outcome", request -> {
            AccelNetCluster cluster = changes.removable(cluster(request));
            site.page(
                    request,
                    this,
                    "disableCluster",
                    Map.of(
                            "name",
                            cluster.getMetadata().getName(),
                            "uid",
                            cluster.getMetadata().getUid(),
                            "outlook",
                            changes.outlookWithout(cluster.getMetadata().getName())));
        });
        routes.post(path() + "/disable", request -> {
            String name = cluster(request);
            changes.disable(
                    name,
                    Fields.required(request, "uid", "AccelNetCluster"),
                    Agreement.of(Fields.text(request, "agreed")));
            // What is watched may still have the cluster: how it stands would be shown once more.
            request.redirect(
                    path() + "/disabled?cluster=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                    HttpStatus.SEE_OTHER);
        });
        routes.get(
                path() + "/disabled",
                request -> site.page(request, this, "clusterDisabled", Map.of("name", cluster(request))));
    }

    private static String cluster(Context request) {
        return Fields.required(request, CLUSTER, "AccelNetCluster");
    }

    private static Standing model(Context request, Site site) {
        return Standing.of(site.facts(), Fields.text(request, CLUSTER));
    }

    /** The operator's own checks, made on the objects as they are now. */
    private HostChecks checks(Context request) {
        String name = cluster(request);
        if (Fields.flag(request, "again")) {
            planning.forget();
        }
        ClusterSnapshot snapshot = Gather.snapshot(planning.objects(), planning.now());
        Optional<ClusterChecks> found =
                Optional.ofNullable(planning.planner().prerequisites(snapshot).get(name));
        List<String> intents = snapshot.clusters().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .map(ClusterDefinition::intentNames)
                .orElse(List.of());
        return HostChecks.of(
                name,
                // What else is said of the cluster stands above, in its conditions.
                Prerequisites.of(
                        Optional.of(name),
                        intents,
                        found.orElseThrow(() -> new BadRequestException("there is no AccelNetCluster " + name)),
                        List.of()),
                Fields.text(request, "q"),
                Fields.page(request));
    }
}
