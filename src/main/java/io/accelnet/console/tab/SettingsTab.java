package io.accelnet.console.tab;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.console.action.Agreement;
import io.accelnet.console.action.SeenCluster;
import io.accelnet.console.action.SettingsChanges;
import io.accelnet.console.action.SettingsProposal;
import io.accelnet.console.action.SettingsWanted;
import io.accelnet.console.model.Settings;
import io.accelnet.console.model.SettingsOutcome;
import io.accelnet.console.page.Site;
import io.accelnet.console.page.Tab;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings: the intents of a cluster and its share of nodes that may be down, with what another share would do to whom. */
public final class SettingsTab implements Tab {
    private static final String TEMPLATE = "settings";
    private static final String CLUSTER = "cluster";

    /** Whether a new cluster is made. */
    private static final String ANOTHER = "new";

    private static final int HIGHEST_PERCENTAGE = 99;
    private static final int NOTHING_NEW = 204;

    private final SettingsChanges changes;
    private final NewestQuestion questions = new NewestQuestion();

    /** Settings that are changed so. */
    public SettingsTab(SettingsChanges changes) {
        this.changes = changes;
    }

    @Override
    public String path() {
        return "/settings";
    }

    @Override
    public String title() {
        return "Settings";
    }

    @Override
    public void register(RoutesConfig routes, Site site) {
        routes.get(path(), request -> site.livePage(request, this, TEMPLATE, model(request, site)));
        routes.post(Site.livePath(this), request -> {
            Settings model = model(request, site);
            site.livePart(request, this, TEMPLATE, model, model.isThere());
        });
        routes.post(path() + "/outcome", request -> outcome(request, site));
        routes.post(path() + "/save", request -> save(request, site));
    }

    private static Settings model(Context request, Site site) {
        return Settings.of(site.facts(), Fields.text(request, CLUSTER), Fields.flag(request, ANOTHER));
    }

    private void outcome(Context request, Site site) {
        SettingsWanted wanted = wanted(request);
        boolean another = Fields.flag(request, ANOTHER);
        Optional<SettingsProposal> proposal = questions.ask(
                Fields.text(request, "asker"),
                () -> another ? changes.proposalOfNew(wanted) : changes.proposal(wanted, seen(request)));
        proposal.ifPresentOrElse(
                answer -> site.part(request, "settingsOutcome", Map.of("model", SettingsOutcome.of(answer))),
                () -> request.status(NOTHING_NEW));
    }

    private void save(Context request, Site site) {
        SettingsWanted wanted = wanted(request);
        SeenCluster seen = seen(request);
        SeenCluster saved = changes.save(wanted, seen, Agreement.of(Fields.text(request, "agreed")));
        site.part(request, "settingsSaved", Map.of("model", wanted, "made", seen.isNone(), "saved", saved));
    }

    private static SeenCluster seen(Context request) {
        return new SeenCluster(Fields.text(request, "uid"), Fields.number(request, "generation"));
    }

    private static SettingsWanted wanted(Context request) {
        String said = Fields.text(request, "reserve");
        int reserve = Fields.number(request, "reserve");
        if (!said.matches("\\d{1,2}") || reserve > HIGHEST_PERCENTAGE) {
            throw new BadRequestException("reserve: a whole number from 0 to " + HIGHEST_PERCENTAGE + " is needed");
        }
        return new SettingsWanted(
                Fields.text(request, CLUSTER),
                Fields.text(request, "intent"),
                List.copyOf(request.formParams("additional")),
                reserve);
    }
}
