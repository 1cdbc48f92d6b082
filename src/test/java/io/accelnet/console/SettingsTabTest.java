package io.accelnet.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.change.ClusterSettings.Setting;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.console.Browser.Answer;
import io.accelnet.console.Browser.Field;
import io.accelnet.console.action.ClusterActions;
import io.accelnet.console.action.Terminal;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tab Settings foresees, and what it refuses to save. That it saves the rest is seen in a browser. */
class SettingsTabTest {
    private static final String EAST = "east";
    private static final String OUTCOME = "/settings/outcome";
    private static final String SAVE = "/settings/save";

    private final Terminal terminal = new Terminal(new PrintWriter(new StringWriter()));
    private KnownFacts facts;
    private Console console;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        facts = KnownFacts.samples();
        console = new Console(facts, new KnownActions(facts), EAST, 0, terminal);
        browser = Browser.at(console.address());
    }

    @AfterEach
    void end() {
        console.close();
    }

    private AccelNetCluster east() {
        return facts.clusters().objects().stream()
                .filter(cluster -> cluster.getMetadata().getName().equals(EAST))
                .findFirst()
                .orElseThrow();
    }

    private List<Field> fields(String cluster, String reserve, Field... more) {
        List<Field> fields = new ArrayList<>(List.of(more));
        fields.addAll(List.of(
                new Field("cluster", cluster),
                new Field("reserve", reserve),
                new Field("intent", east().getSpec().intentName())));
        fields.addAll(seen());
        return fields;
    }

    private List<Field> seen() {
        return List.of(
                new Field("uid", east().getMetadata().getUid()), new Field("generation", String.valueOf(generation())));
    }

    @Test
    void showsHowItIsSetNow() throws IOException {
        assertThat(browser.get("/settings?cluster=" + EAST).body())
                .contains("Cluster east now", "type=\"range\"", "value=\"50\"", "50 %", "aria-valuetext=\"50 %\"")
                .doesNotContain("<style", " style=")
                .doesNotContainPattern("\\son[a-z]+=");
    }

    /** Of another cluster nobody has asked: above the form of this one it would be taken for it. */
    @Test
    void saysThatTheClusterIsGone() throws IOException {
        Field west = new Field("cluster", "west");

        assertThat(browser.post("/settings/live", west).body())
                .contains("There is no AccelNetCluster west.", "name=\"cluster\" value=\"west\"")
                .doesNotContain("east");
        assertThat(browser.get("/settings?cluster=west").body())
                .contains("There is no AccelNetCluster west.", "href=\"/settings?cluster=east\"")
                .doesNotContain("Cluster east now", "id=\"settings\"", "Enable a cluster");
        assertThat(browser.get("/settings").body()).as("nobody was asked for").contains("Cluster east now");
    }

    /** The form is written once, with the page. */
    @Test
    void thePageIsLoadedAnewOnceItsClusterIsThere() throws IOException {
        Field east = new Field("cluster", EAST);
        Field absent = new Field("absent", "true");
        assertThat(browser.post("/settings/live", new Field("cluster", "west"), absent)
                        .headers())
                .doesNotContainKey("hx-refresh");
        assertThat(browser.get("/settings?cluster=west").body()).contains("name=\"absent\" value=\"true\"");

        assertThat(browser.post("/settings/live", east, absent).headers()).containsEntry("hx-refresh", "true");
        assertThat(browser.post("/settings/live", east).headers()).doesNotContainKey("hx-refresh");
        assertThat(browser.post("/status/live", east, absent).headers()).containsEntry("hx-refresh", "true");
        assertThat(browser.post("/status/live", east).headers()).doesNotContainKey("hx-refresh");
    }

    @Test
    void foreseesAnotherShareAsTheVerbSetDoes() throws IOException {
        Answer answer = browser.post(OUTCOME, fields(EAST, "75"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "75 %: 3 of 4 nodes may be down at once.",
                        "may be down at once: 3 (now 2)", "No VM loses anything.", "hx-post=\"/settings/save\"")
                .doesNotContain("name=\"agreed\"");
    }

    @Test
    void whatIsSetAlreadyCanNotBeSaved() throws IOException {
        assertThat(browser.post(OUTCOME, fields(EAST, "50")).body())
                .contains("That is how it is set now.")
                .doesNotContain(SAVE);
    }

    /** The same as if somebody would lose something. */
    @Test
    void whatCanNotBeForeseenHasToBeAgreedTo() throws IOException {
        ClusterActions forbidden = forbidden(new KnownActions(facts));
        try (Console blind = new Console(facts, forbidden, EAST, 0, terminal)) {
            Browser reader = Browser.at(blind.address());
            assertThat(reader.post(OUTCOME, fields(EAST, "75")).body())
                    .contains(
                            "What it would do to whom can't be foreseen: you (me) have no right to list pods",
                            "name=\"agreed\"",
                            "Save it although it can't be foreseen");

            Answer refused = reader.post(SAVE, fields(EAST, "75"));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("say that you agree");
        }
    }

    private long generation() {
        return Objects.requireNonNull(east().getMetadata().getGeneration());
    }

    /** Who may see the clusters, and not all that plans are made from. */
    private static ClusterActions forbidden(ClusterActions actions) {
        String words =
                "pods is forbidden: User \"me\" cannot list resource \"pods\" in API group \"\" at the cluster scope";
        return KnownActions.but(actions, "planned", () -> {
            throw new KubernetesClientException(
                    words,
                    403,
                    new StatusBuilder().withCode(403).withMessage(words).build());
        });
    }

    @Test
    void whatHasChangedMeanwhileIsNotSaved() throws IOException {
        Answer answer = browser.post(SAVE, fields(EAST, "75", new Field("generation", "999")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("has been changed meanwhile: load the page anew, look at it, and try again");
    }

    /** The form has all settings as they were when the page was loaded. Whoever moves the slider wants nothing of the others. */
    @Test
    void anOpenPageTakesNothingBackThatSomebodyElseHasChanged() throws IOException {
        facts.has(intent("blue"));
        List<Field> form = form("75");
        assertThat(browser.post(OUTCOME, form).status()).isEqualTo(200);
        ClusterSettings blue = new ClusterSettings().set(Setting.ADDITIONAL_INTENTS, List.of("blue"));
        east().setSpec(blue.applyTo(east().getSpec()));
        east().getMetadata().setGeneration(generation() + 1);

        Answer answer = browser.post(OUTCOME, form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("AccelNetCluster east has been changed meanwhile");
        List<Field> loadedAnew = form("75");
        loadedAnew.add(new Field("additional", "blue"));
        assertThat(browser.post(OUTCOME, loadedAnew).body()).contains(">Save 75 %</button>");
    }

    /** What the page of the cluster sends. */
    private List<Field> form(String reserve) throws IOException {
        String page = browser.get("/settings?cluster=" + EAST).body();
        String form = page.substring(page.indexOf("<form id=\"settings\""), page.lastIndexOf("</form>"));
        List<Field> fields = new ArrayList<>(List.of(
                new Field("reserve", reserve),
                new Field("intent", east().getSpec().intentName())));
        Matcher hidden = Pattern.compile("<input type=\"hidden\"[^>]* name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(form);
        while (hidden.find()) {
            fields.add(new Field(hidden.group(1), hidden.group(2)));
        }
        return fields;
    }

    /** Whoever reads that it failed would think that nothing was changed. */
    @Test
    void saysThatItMayHaveBeenSaved() throws IOException {
        ClusterActions silent = KnownActions.but(
                new KnownActions(facts),
                "writer",
                () -> new ObjectWriter(
                        new KubernetesClientBuilder()
                                .withConfig(new ConfigBuilder()
                                        .withMasterUrl("http://127.0.0.1:1")
                                        .withRequestRetryBackoffLimit(0)
                                        .build())
                                .build(),
                        DryRun.NONE));
        try (Console writing = new Console(facts, silent, EAST, 0, terminal)) {
            Browser browser = Browser.at(writing.address());

            Answer lost = browser.post(SAVE, fields(EAST, "75"));

            assertThat(lost.status()).isEqualTo(502);
            assertThat(lost.body())
                    .contains(
                            "It isn't known whether AccelNetCluster east was changed: no answer came from the API server.");
        }
    }

    private static NetworkIntent intent(String name) {
        return new KubernetesSerialization().unmarshal("""
                apiVersion: accelnet.io/v1alpha1
                kind: NetworkIntent
                metadata: {name: %s}
                spec: {types: [Compute], adapters: [none]}
                """.formatted(name), NetworkIntent.class);
    }

    @Test
    void namesAllThatWouldChange() throws IOException {
        facts.has(intent("red"), intent("blue"), intent("green"));
        List<Field> fields = new ArrayList<>(List.of(
                new Field("cluster", EAST),
                new Field("reserve", "75"),
                new Field("intent", "red"),
                new Field("additional", "blue"),
                new Field("additional", "green")));
        fields.addAll(seen());

        assertThat(browser.post(OUTCOME, fields).body())
                .contains(
                        "intent red instead of intent compute; further intents blue, green instead of no further intents;"
                                + " 75 % instead of 50 %",
                        ">Save intent red, further intents blue, green, 75 %</button>");
    }

    /** To the loss of two VMs nobody agrees who has agreed to the loss of one. */
    @Test
    void whatWouldBeWorseMeanwhileIsNotSaved() throws IOException {
        facts.has(intent("nowhere"));
        AccelNetVM later = vm("database");
        // The other one would take its place.
        facts.lacks(later, vm("one-too-many"));
        ClusterActions actions = KnownActions.but(new KnownActions(facts), "writer", () -> {
            throw new BadRequestException("this is written");
        });
        try (Console writing = new Console(facts, actions, EAST, 0, terminal)) {
            Browser reader = Browser.at(writing.address());
            List<Field> fields = fields(EAST, "50", new Field("intent", "nowhere"));
            int losers = agreed(reader.post(OUTCOME, fields));
            assertThat(losers).isPositive();
            assertThat(reader.post(SAVE, with(fields, losers - 1)).body())
                    .contains("Meanwhile " + losers + " VMs would lose something");

            facts.has(later);

            assertThat(reader.post(SAVE, with(fields, losers)).body())
                    .contains("Meanwhile " + (losers + 1) + " VMs would lose something, and not " + losers);
            assertThat(reader.post(SAVE, with(fields, losers + 1)).body()).contains("This is written.");
            fields.add(new Field("agreed", "unforeseen"));
            assertThat(reader.post(SAVE, fields).body())
                    .as("what can be foreseen now")
                    .contains("say that you agree");
        }
    }

    private AccelNetVM vm(String name) {
        return facts.vms().objects().stream()
                .filter(vm -> vm.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int agreed(Answer answer) {
        Matcher agreed = Pattern.compile("name=\"agreed\" value=\"(\\d+)\"").matcher(answer.body());
        assertThat(agreed.find()).as(answer.body()).isTrue();
        return Integer.parseInt(agreed.group(1));
    }

    private static List<Field> with(List<Field> fields, int losers) {
        List<Field> all = new ArrayList<>(fields);
        all.add(new Field("agreed", String.valueOf(losers)));
        return all;
    }

    @Test
    void whatGitKeepsIsChangedThere() throws IOException {
        FieldsV1 owned = new FieldsV1();
        owned.setAdditionalProperty("f:spec", Map.of("f:nodeReservePercentage", Map.of()));
        east().getMetadata()
                .setManagedFields(List.of(new ManagedFieldsEntryBuilder()
                        .withManager("kustomize-controller")
                        .withOperation("Apply")
                        .withFieldsV1(owned)
                        .build()));

        assertThat(browser.post(OUTCOME, fields(EAST, "75")).body())
                .contains("Flux keeps spec.nodeReservePercentage, and would set it back: change it there")
                .doesNotContain(SAVE);
        assertThat(browser.post(SAVE, fields(EAST, "75")).body()).contains("Flux keeps spec.nodeReservePercentage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "-1", "1.5", "many"})
    void onlyWholePercentagesArePossible(String reserve) throws IOException {
        Answer answer = browser.post(OUTCOME, fields(EAST, reserve));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("a whole number from 0 to 99 is needed");
    }

    @Test
    void foreseesANewClusterAsTheVerbEnableDoes() throws IOException {
        facts.lacks(east());
        AccelNetCluster made = new ClusterSettings()
                .set(
                        Setting.INTENT,
                        facts.intents().objects().getFirst().getMetadata().getName())
                .create("other");
        assertThat(browser.get("/settings?new=true").body()).contains("Name of the cluster", "Enable a cluster");
        List<Field> fields = List.of(
                new Field("new", "true"),
                new Field("cluster", "fresh"),
                new Field("reserve", "25"),
                new Field("intent", made.getSpec().intentName()));

        assertThat(browser.post(OUTCOME, fields).body())
                .contains("25 %: 1 of 4 nodes may be down at once.", ">Enable cluster fresh</button>");
        facts.has(made);
        List<Field> again = new ArrayList<>(fields);
        again.set(1, new Field("cluster", "other"));
        assertThat(browser.post(OUTCOME, again).body()).contains("AccelNetCluster other is there already");
        again.set(1, new Field("cluster", "Not A Name"));
        assertThat(browser.post(OUTCOME, again).status()).isEqualTo(400);
    }
}
