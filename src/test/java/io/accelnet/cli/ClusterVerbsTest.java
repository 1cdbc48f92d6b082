package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.cli.RecordedApiServer.Write;
import io.accelnet.cli.Shell.Answer;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What enable, set and disable ask of the API server, word for word, when they ask people, and what they refuse. */
class ClusterVerbsTest extends VerbsOnRecordedApi {
    private static final String CLUSTERS = "/apis/accelnet.io/v1alpha1/accelnetclusters";

    @BeforeEach
    void fill() {
        server.has(Objects.intent(), Objects.node("node-1", 2), Objects.node("node-2", 2));
    }

    /** A cluster with a VM that has what it asks for. */
    private AccelNetCluster cluster() {
        AccelNetCluster cluster = Objects.cluster(50);
        server.has(cluster, Objects.vm("tenant", "web"));
        return cluster;
    }

    private void refused(Answer answer, String... words) {
        assertThat(answer.err()).contains(words);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void enableCreatesTheCluster() {
        Answer answer = type("enable main --intent compute --reserve 34 --wait=false");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .contains(
                        "AccelNetCluster main with intent compute and 34 % of its nodes in reserve:\n",
                        "nodes: 2: node-1, node-2",
                        "No VM loses anything.",
                        "accelnetcluster.accelnet.io/main created\n");
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.method()).isEqualTo("POST");
            assertThat(write.path()).isEqualTo(CLUSTERS + "?fieldManager=kubectl-accelnet");
            assertThat(write.body()).hasToString("""
                    {"apiVersion":"accelnet.io/v1alpha1","kind":"AccelNetCluster","metadata":{"name":"main"},\
                    "spec":{"intentName":"compute","nodeReservePercentage":34}}""");
        });
    }

    @Test
    void aDryRunOnTheServerIsOneThere() {
        Answer answer = type("enable main --intent compute --dry-run=server");

        assertThat(answer.out()).contains("accelnetcluster.accelnet.io/main created (server dry run)");
        assertThat(server.writes())
                .extracting(Write::path)
                .containsExactly(CLUSTERS + "?fieldManager=kubectl-accelnet&dryRun=All");
    }

    @Test
    void aDryRunOfTheClientSendsNothing() {
        Answer answer = type("enable main --intent compute --dry-run=client");

        assertThat(answer.out()).contains("nodes: 2", "accelnetcluster.accelnet.io/main created (dry run)");
        assertThat(server.writes()).isEmpty();
    }

    /** It needs no cluster. */
    @Test
    void printsTheManifestForGit() {
        server.close();

        Answer answer =
                type("enable east --intent compute --reserve 25 --selector site=east,tier!=test --queue-pairs high=8"
                        + " --allowed-namespaces team=shop --dry-run=client -o yaml");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo("""
                        ---
                        apiVersion: accelnet.io/v1alpha1
                        kind: AccelNetCluster
                        metadata:
                          name: east
                        spec:
                          intentName: compute
                          nodeReservePercentage: 25
                          nodeSelector:
                            matchExpressions:
                              - key: tier
                                operator: NotIn
                                values:
                                  - test
                            matchLabels:
                              site: east
                          queuePairs:
                            high: 8
                          allowedNamespaces:
                            matchLabels:
                              team: shop
                        """);
    }

    @Test
    void enableRefusesWhatCannotBeMeant() {
        refused(type("enable main"), "Missing required option: '--intent=NAME'");
        refused(
                type("enable main --intent compute --reserve 120"),
                "--reserve: Invalid value: 120",
                "less than or equal to 99");
        refused(type("enable main --intent compute --reserve many"), "Invalid value for option '--reserve'");
        refused(
                type("enable main --intent compute --dry-run=maybe"),
                "--dry-run maybe: one of none, client and server");
        refused(type("enable main --intent compute --timeout soon"), "--timeout soon: a time such as");
        refused(
                type("enable main --intent compute --selector site:east"),
                "--selector: site:east is no part of a label selector");
        refused(type("enable Main --intent compute"), "CLUSTER: ");
    }

    @Test
    void enableSaysWhichIntentsThereAre() {
        NetworkIntent storage = Objects.intent();
        storage.getMetadata().setName("storage");
        server.has(storage);

        refused(
                type("enable main --intent fabric"),
                "Intent_not_found: there is no NetworkIntent fabric. There is compute, storage: name one of these");
    }

    @Test
    void enableFindsTheClusterThere() {
        cluster();

        refused(
                type("enable main --intent compute"),
                "AccelNetCluster main is there already, with intent compute: accelnet set main changes it");
    }

    @Test
    void aClusterOnTheWayOutIsLeftAlone() {
        AccelNetCluster cluster = cluster();
        cluster.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        cluster.getMetadata().setFinalizers(List.of("example.com/audit"));

        for (String line : List.of("enable main --intent compute", "set main --reserve 1", "disable main")) {
            refused(type(line), "AccelNetCluster main is being deleted, and waits for finalizers example.com/audit");
        }
    }

    @Test
    void setPatchesWhatIsSaid() {
        cluster();

        Answer answer = type("set main --reserve 0 --wait=false");

        assertThat(answer.out())
                .contains(
                        "AccelNetCluster main with another nodeReservePercentage:",
                        "may be down at once: 0 (now 1)",
                        "accelnetcluster.accelnet.io/main changed\n");
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.method()).isEqualTo("PATCH");
            assertThat(write.path()).isEqualTo(CLUSTERS + "/main?fieldManager=kubectl-accelnet");
            assertThat(write.type()).startsWith("application/json-patch+json");
            assertThat(write.body())
                    .hasSize(3)
                    .anySatisfy(each -> assertThat(each.toString()).contains("\"test\"", "/metadata/generation"))
                    .anySatisfy(each -> assertThat(each.toString())
                            .contains("\"add\"", "/spec/nodeReservePercentage", "\"value\":0"));
        });
    }

    @Test
    void setChangesNothingThatIsSoAlready() {
        cluster();

        Answer answer = type("set main --reserve 50 --wait=false");

        assertThat(answer.out()).isEqualTo("accelnetcluster.accelnet.io/main unchanged\n");
        assertThat(server.writes()).isEmpty();
        refused(type("set main"), "say what to change");
        refused(type("set other --reserve 1"), "there is no AccelNetCluster other: accelnet enable other");
    }

    /** The further intents are a list, of which all have to be said each time. */
    @Test
    void setAsksBeforeAnIntentIsDropped() {
        for (String name : List.of("blue", "green")) {
            NetworkIntent intent = Objects.intent();
            intent.getMetadata().setName(name);
            intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of("port-of-" + name)));
            server.has(intent);
        }
        AccelNetCluster cluster = Objects.cluster(50);
        cluster.setSpec(
                new AccelNetClusterSpec("compute", List.of("blue"), null, 50, null, null, null, null, null, null));
        server.has(cluster);

        refused(
                type("set main --additional-intent green"),
                "AccelNetCluster main would lose NetworkIntent blue. There is no terminal to ask on: add --yes");
        assertThat(typeOnTerminal("\n", "set main --additional-intent green").err())
                .contains("AccelNetCluster main would lose NetworkIntent blue. Do it? (y/N) ");
        assertThat(server.writes()).isEmpty();
        assertThat(type("set main --additional-intent green,blue --wait=false").err())
                .isEmpty();
        assertThat(type("set main --intent blue --additional-intent compute --wait=false")
                        .err())
                .isEmpty();
        assertThat(type("set main --additional-intent green --yes --wait=false").out())
                .contains("AccelNetCluster main with another additionalIntentNames, without blue, which it had:");
        assertThat(type("set main --unset additional-intent --wait=false").err())
                .as("this says it")
                .isEmpty();
        assertThat(server.writes()).hasSize(4);
    }

    @Test
    void setPrintsTheManifestOfWhatWouldBe() {
        cluster();

        Answer answer = type("set main --reserve 25 --dry-run=client -o yaml");

        assertThat(answer.out()).isEqualTo("""
                        ---
                        apiVersion: accelnet.io/v1alpha1
                        kind: AccelNetCluster
                        metadata:
                          name: main
                        spec:
                          intentName: compute
                          nodeReservePercentage: 25
                        """);
        assertThat(answer.err()).contains("may be down at once: 0 (now 1)");
    }

    @Test
    void whatGitKeepsIsChangedThere() {
        AccelNetCluster cluster = cluster();
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperty("f:spec", Map.of("f:nodeReservePercentage", Map.of()));
        cluster.getMetadata()
                .setManagedFields(List.of(new ManagedFieldsEntryBuilder()
                        .withManager("kustomize-controller")
                        .withOperation("Apply")
                        .withFieldsV1(fields)
                        .build()));
        cluster.getMetadata().setLabels(Map.of("kustomize.toolkit.fluxcd.io/name", "infra"));

        refused(
                type("set main --reserve 25"),
                "--reserve: Flux (Kustomization infra) keeps spec.nodeReservePercentage, and would set it back",
                "--force-conflicts");
        refused(
                type("disable main --yes"),
                "Flux (Kustomization infra) keeps AccelNetCluster main, and would make it anew");
        assertThat(type("set main --reserve 25 --force-conflicts --wait=false").code())
                .isZero();
        assertThat(type("set main --namespace-limit 9 --wait=false").code())
                .as("a field that Git doesn't say")
                .isZero();
    }

    @Test
    void setSaysThatItWasChangedMeanwhile() {
        cluster();
        server.answer(write -> Optional.of(RecordedApiServer.failure(
                422, "Invalid", "the server rejected our request due to an error in our request")));

        Answer answer = type("set main --reserve 25");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("it has been changed meanwhile: look at it, and try again");
    }

    /** It is about the write: the cluster can be read. */
    @Test
    void saysWhatWasRefused() {
        cluster();
        server.answer(write -> Optional.of(RecordedApiServer.failure(
                400, "BadRequest", "admission webhook \\\"validate.kyverno.svc\\\" denied the request: no reserve")));

        Answer set = type("set main --reserve 25");

        assertThat(set.code()).isEqualTo(2);
        assertThat(set.err())
                .isEqualTo("accelnet: AccelNetCluster main couldn't be changed: admission webhook"
                        + " \"validate.kyverno.svc\" denied the request: no reserve (400)\n");
        assertThat(type("enable other --intent compute").err())
                .startsWith("accelnet: AccelNetCluster other couldn't be made: admission webhook");
        assertThat(type("disable main --yes").err())
                .startsWith("accelnet: AccelNetCluster main couldn't be deleted: admission webhook");
    }

    @Test
    void setSaysThatItIsGone() {
        cluster();
        server.answer(write -> Optional.of(RecordedApiServer.failure(404, "NotFound", "not found")));

        Answer answer = type("set main --reserve 25");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .isEqualTo("accelnet: AccelNetCluster main couldn't be changed: it is gone meanwhile\n");
    }

    /** A script that goes on after 2 relies on it that nothing was changed. */
    @Test
    void saysThatItMayHaveBeenWritten() {
        server.answer(write ->
                Optional.of(RecordedApiServer.json(201, write.body().toString()).setBodyDelay(3, TimeUnit.SECONDS)));

        Answer lost = type("enable main --intent compute --request-timeout 1s");

        assertThat(lost.err())
                .isEqualTo(
                        "accelnet: it isn't known whether AccelNetCluster main was made: no answer came from the API server."
                                + " Look with accelnet get before you try again\n");
        assertThat(lost.code()).isEqualTo(1);

        cluster();
        server.answer(
                write -> Optional.of(RecordedApiServer.failure(500, "InternalError", "etcdserver: request timed out")));
        Answer error = type("set main --reserve 25 --request-timeout 1s");
        assertThat(error.err())
                .startsWith("accelnet: it isn't known whether AccelNetCluster main was changed: ")
                .endsWith(" Look with accelnet get before you try again\n");
        assertThat(error.code()).isEqualTo(1);
    }

    /** The client sends a request again whose answer was lost. */
    @Test
    void whatWasWrittenBeforeItsAnswerWasLostIsWritten() {
        server.answer(write -> {
            server.has(Objects.cluster(34));
            return Optional.of(RecordedApiServer.failure(409, "AlreadyExists", "main already exists"));
        });
        Answer made = type("enable main --intent compute --reserve 34 --wait=false");
        assertThat(made.out()).contains("accelnetcluster.accelnet.io/main created\n");
        assertThat(made.code()).isZero();

        server.answer(write -> Optional.of(RecordedApiServer.failure(409, "AlreadyExists", "main already exists")));
        server.answerReads(
                path -> path.contains("accelnetclusters?") && server.writes().size() < 2
                        ? Optional.of(RecordedApiServer.json(
                                200, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}"))
                        : Optional.empty());
        Answer other = type("enable main --intent compute --reserve 25 --wait=false");
        assertThat(other.err())
                .contains("AccelNetCluster main couldn't be made: somebody else has made it meanwhile: look at it");
        assertThat(other.code()).isEqualTo(2);
    }

    @Test
    void whatIsAskedForAlreadyWhenAChangeComesTooLateIsChanged() {
        AccelNetCluster cluster = cluster();
        server.answer(write -> {
            cluster.setSpec(Objects.cluster(25).getSpec());
            return Optional.of(RecordedApiServer.failure(
                    422, "Invalid", "the server rejected our request due to an error in our request"));
        });

        Answer answer = type("set main --reserve 25 --wait=false");

        assertThat(answer.out()).contains("accelnetcluster.accelnet.io/main changed\n");
        assertThat(answer.code()).isZero();
    }

    @Test
    void disableAsksWhereNobodyCanAnswer() {
        cluster();

        refused(
                type("disable main"),
                "1 VM loses something by this. There is no terminal to ask on: add --yes to do it all the same");
    }

    @Test
    void disableDeletesThisVeryCluster() {
        cluster();

        Answer answer = type("disable main --yes --wait=false");

        assertThat(answer.out())
                .contains(
                        "Losing something: 1 VM\n  tenant/web on node-1: keeps its virtual functions, but none are reserved",
                        "accelnetcluster.accelnet.io/main deleted\n");
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.method()).isEqualTo("DELETE");
            assertThat(write.path()).isEqualTo(CLUSTERS + "/main");
            assertThat(write.body().at("/preconditions/uid").asText()).isEqualTo("uid-of-main");
        });
    }

    @Test
    void disableDoesWhatIsAnswered() {
        cluster();

        Answer no = typeOnTerminal("\n", "disable main --wait=false");
        assertThat(no.err()).contains("1 VM loses something by this. Do it? (y/N) ", "Nothing was changed.");
        assertThat(no.code()).isEqualTo(1);
        assertThat(server.writes()).isEmpty();

        Answer yes = typeOnTerminal("y\n", "disable main --wait=false");
        assertThat(yes.code()).isZero();
        assertThat(server.writes()).hasSize(1);
    }

    /** Nobody is asked about what hurts nobody, and nothing is asked where nothing is done. */
    @Test
    void asksOnlyIfSomebodyLoses() {
        server.has(Objects.cluster(50));

        assertThat(type("disable main --dry-run=server").code()).isZero();
        assertThat(type("disable main --wait=false").code()).isZero();
        assertThat(server.writes())
                .extracting(Write::path)
                .containsExactly(CLUSTERS + "/main?dryRun=All", CLUSTERS + "/main");
    }

    @Test
    void namesTheRightThatIsMissing() {
        server.answer(write -> Optional.of(RecordedApiServer.failure(
                403,
                "Forbidden",
                "accelnetclusters.accelnet.io is forbidden: User \\\"jo\\\" cannot create resource \\\"accelnetclusters\\\" in API"
                        + " group \\\"accelnet.io\\\" at the cluster scope")));

        Answer answer = type("enable main --intent compute");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("accelnet: AccelNetCluster main couldn't be made: you (jo) have no right to create"
                        + " accelnetclusters.accelnet.io in the whole cluster");
    }

    /** Said before something is written, as it can't be waited for then. */
    @Test
    void waitsForNothingThatMayNotBeWatched() {
        server.forbidWatches();

        refused(
                type("enable main --intent compute"),
                "you have no right to watch accelnetclusters.accelnet.io in the whole cluster: with --wait=false");
        assertThat(type("enable main --intent compute --wait=false").code()).isZero();
    }

    /** Who may write clusters, and not see all that plans are made from, isn't kept from it, but has to say so. */
    @Test
    void asksIfNothingCanBeForeseen() {
        server.forbid("nodes");

        refused(
                type("enable main --intent compute"),
                "What it would do to whom can't be foreseen: you (jo) have no right to list nodes in the whole cluster",
                "add --yes");
        assertThat(type("enable main --intent compute --yes --wait=false").code())
                .isZero();
    }
}
