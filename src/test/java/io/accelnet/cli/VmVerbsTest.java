package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.cli.RecordedApiServer.Write;
import io.accelnet.cli.Shell.Answer;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verbs for VMs ask of the API server, word for word, and the line that they write for each VM. */
class VmVerbsTest extends VerbsOnRecordedApi {
    private static final String VMS = "/apis/accelnet.io/v1alpha1/namespaces/tenant/accelnetvms";
    private static final String MACHINES = "/apis/kubevirt.io/v1/namespaces/tenant/virtualmachines";

    @BeforeEach
    void fill() {
        server.has(Objects.intent(), Objects.node("node-1", 2), Objects.node("node-2", 2), Objects.cluster(50));
    }

    private KubeVirtVirtualMachine machine(String name, String labels, boolean fast) {
        KubeVirtVirtualMachine machine = new KubernetesSerialization()
                .unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: tenant, name: %s, labels: {%s}}
                spec:
                  template:
                    spec:
                      domain: {cpu: {cores: 4}, devices: {interfaces: [{name: fast, %s: {}}]}}
                      networks: [{name: fast, multus: {networkName: fast}}]
                """.formatted(name, labels, fast ? "sriov" : "masquerade"), KubeVirtVirtualMachine.class);
        server.has(machine);
        return machine;
    }

    private AccelNetVM madeFromALabel(String name) {
        AccelNetVM vm = Objects.reference("tenant", name, name);
        vm.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "accelnet-operator"));
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperty("f:spec", Map.of("f:performance", Map.of()));
        vm.getMetadata()
                .setManagedFields(List.of(new ManagedFieldsEntryBuilder()
                        .withManager("accelnet-operator-labels")
                        .withOperation("Apply")
                        .withFieldsV1(fields)
                        .build()));
        server.has(vm);
        return vm;
    }

    private void refused(Answer answer, String... words) {
        assertThat(answer.err()).contains(words);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void enableCreatesAnAccelNetVm() {
        machine("web", "", true);

        Answer answer = type("vm enable web --performance low --wait=false");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo("tenant/web   written\n");
        assertThat(answer.code()).isZero();
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.method()).isEqualTo("POST");
            assertThat(write.path()).isEqualTo(VMS + "?fieldManager=kubectl-accelnet");
            assertThat(write.body()).hasToString("""
                    {"apiVersion":"accelnet.io/v1alpha1","kind":"AccelNetVM","metadata":{"name":"web","namespace":"tenant"},\
                    "spec":{"clusterName":"main","performance":"Low","virtualMachineRef":{"name":"web"}}}""");
        });
    }

    /** As by a pipeline of kubectl: one that fails keeps none of the others. */
    @Test
    void aLineForEachVm() {
        machine("web", "", true);
        machine("db", "", true);
        machine("cache", "", true);
        server.has(Objects.reference("tenant", "cache", "cache"));
        server.answer(write -> write.body().at("/metadata/name").asText().equals("db")
                ? Optional.of(RecordedApiServer.failure(
                        403,
                        "Forbidden",
                        "accelnetvms.accelnet.io is forbidden: User \\\"jo\\\" cannot create resource \\\"accelnetvms\\\" in API group"
                                + " \\\"accelnet.io\\\" in the namespace \\\"tenant\\\""))
                : Optional.empty());

        Answer answer = run(
                "virtualmachine.kubevirt.io/web\nvirtualmachine.kubevirt.io/db\ntenant/missing\ncache\n",
                "vm enable - --performance Low --wait=false");

        assertThat(answer.out().lines().limit(4))
                .containsExactlyInAnyOrder(
                        "tenant/web       written",
                        "tenant/db        failed      you (jo) have no right to create accelnetvms.accelnet.io in namespace tenant",
                        "tenant/missing   failed      there is no VirtualMachine missing in namespace tenant",
                        "tenant/cache     unchanged   enabled already");
        assertThat(answer.out()).endsWith("4 VMs: 1 unchanged, 1 written, 2 failed\n");
        assertThat(answer.code()).isEqualTo(1);
    }

    /** Those that could use virtual functions and don't yet. */
    @Test
    void allAreThoseThatCanBeEnabled() {
        machine("web", "app: web", true);
        machine("db", "app: db", true);
        machine("slow", "app: web", false);
        machine("labelled", "accelnet.io/performance: High", true);
        server.has(Objects.reference("tenant", "for-db", "db"));

        assertThat(type("vm enable --all --performance Low --wait=false").out()).isEqualTo("tenant/web   written\n");
        assertThat(type("vm enable -l app=web --performance Low --wait=false").out())
                .isEqualTo("tenant/web   written\n");
        assertThat(type("vm enable -l app=none --performance Low").err()).isEqualTo("No VM is meant.\n");
    }

    @Test
    void aDryRunSaysWhatTheOperatorWouldDecide() {
        IntStream.rangeClosed(1, 3).forEach(i -> machine("vm-" + i, "", true));

        Answer answer = type("vm enable --all --performance Low --dry-run=client");

        assertThat(answer.out().lines())
                .contains(
                        "tenant/vm-1   enabled (dry run)   Low on node-1",
                        "tenant/vm-2   enabled (dry run)   Low on node-1")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("tenant/vm-3   refused (dry run)   cluster_not_enough_resources: The cluster"))
                .contains("3 VMs: 2 enabled, 1 refused (dry run)");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(server.writes()).isEmpty();
        assertThat(type("vm enable vm-1 --performance Low --dry-run=server").out())
                .isEqualTo("tenant/vm-1   enabled (server dry run)   Low on node-1\n");
        assertThat(server.writes())
                .extracting(Write::path)
                .containsExactly(VMS + "?fieldManager=kubectl-accelnet&dryRun=All");
    }

    @Test
    void printsManifestsForGit() {
        machine("web", "", true);
        machine("db", "", true);

        assertThat(type("vm enable web db --performance High --dry-run=client -o yaml")
                        .out())
                .isEqualTo("""
                        ---
                        apiVersion: accelnet.io/v1alpha1
                        kind: AccelNetVM
                        metadata:
                          name: db
                          namespace: tenant
                        spec:
                          clusterName: main
                          performance: High
                          virtualMachineRef:
                            name: db
                        ---
                        apiVersion: accelnet.io/v1alpha1
                        kind: AccelNetVM
                        metadata:
                          name: web
                          namespace: tenant
                        spec:
                          clusterName: main
                          performance: High
                          virtualMachineRef:
                            name: web
                        """);
        assertThat(type("vm enable web --performance High -o name --wait=false").out())
                .isEqualTo("accelnetvm.accelnet.io/web\n");
    }

    @Test
    void setPatchesTheLevel() {
        server.has(Objects.vm("tenant", "web"));

        Answer answer = type("vm set web --performance High --wait=false");

        assertThat(answer.out()).isEqualTo("tenant/web   written\n");
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.method()).isEqualTo("PATCH");
            assertThat(write.path()).isEqualTo(VMS + "/web?fieldManager=kubectl-accelnet");
            assertThat(write.type()).startsWith("application/json-patch+json");
            assertThat(write.body().toString())
                    .contains(
                            "\"/metadata/uid\"",
                            "\"uid-of-web\"",
                            "\"/metadata/generation\"",
                            "\"/spec/performance\"",
                            "\"High\"");
        });
        assertThat(type("vm set web --performance High --dry-run=client -o yaml")
                        .out())
                .contains("performance: High", "networkAdapters:");
    }

    @Test
    void setPatchesThePortPolicy() {
        server.has(Objects.vm("tenant", "web"));

        assertThat(type("vm set web --port-policy different --wait=false").out())
                .isEqualTo("tenant/web   written\n");
        assertThat(server.writes())
                .singleElement()
                .satisfies(write -> assertThat(write.body().toString())
                        .contains("\"/spec/portPolicy\"", "\"Different\"")
                        .doesNotContain("performance"));
        assertThat(type("vm set web --port-policy Different --dry-run=client -o yaml")
                        .out())
                .contains("performance: Low", "portPolicy: Different");
        assertThat(type("vm set web --unset port-policy --wait=false").out())
                .isEqualTo("tenant/web   unchanged   the port policy of its cluster already\n");
    }

    @Test
    void enableWritesThePortPolicy() {
        machine("web", "", true);

        type("vm enable web --performance Low --port-policy Different --wait=false");

        assertThat(server.writes())
                .singleElement()
                .satisfies(write ->
                        assertThat(write.body().at("/spec/portPolicy").asText()).isEqualTo("Different"));
    }

    /** The label says the level, and no label the ports. */
    @Test
    void setWritesThePortsBeforeTheLabel() {
        machine("web", "accelnet.io/performance: Low", true);
        madeFromALabel("web");

        Answer answer = type("vm set web --performance High --port-policy Different --wait=false");

        assertThat(answer.code()).isZero();
        assertThat(server.writes())
                .extracting(Write::path)
                .containsExactly(
                        VMS + "/web?fieldManager=kubectl-accelnet", MACHINES + "/web?fieldManager=kubectl-accelnet");
        assertThat(server.writes().getFirst().body().toString()).doesNotContain("performance");
    }

    @Test
    void setChangesTheLabelThatSaysThePorts() {
        machine("web", "accelnet.io/performance: Low, accelnet.io/port-policy: Different", true);
        madeFromALabel("web");

        Answer answer = type("vm set web --port-policy Any --wait=false");

        assertThat(answer.out()).isEqualTo("tenant/web   written     by the label of its VirtualMachine\n");
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.path()).isEqualTo(MACHINES + "/web?fieldManager=kubectl-accelnet");
            assertThat(write.body().toString())
                    .contains("/metadata/labels/accelnet.io~1port-policy", "\"Any\"")
                    .doesNotContain("performance");
        });
    }

    @Test
    void setChangesTheLabelThatItWasMadeFrom() {
        machine("web", "accelnet.io/performance: Low", true);
        madeFromALabel("web");

        Answer answer = type("vm set web --performance High --wait=false");

        assertThat(answer.out()).isEqualTo("tenant/web   written     by the label of its VirtualMachine\n");
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.method()).isEqualTo("PATCH");
            assertThat(write.path()).isEqualTo(MACHINES + "/web?fieldManager=kubectl-accelnet");
            assertThat(write.body().toString()).contains("/metadata/labels/accelnet.io~1performance", "\"High\"");
        });
    }

    @Test
    void disableDeletesAndUnlabels() {
        machine("web", "accelnet.io/performance: Low", true);
        madeFromALabel("web");
        server.has(Objects.vm("tenant", "db"));

        Answer answer = type("vm disable web db --wait=false");

        assertThat(answer.out()).contains("tenant/web   disabled\n", "tenant/db    disabled\n");
        assertThat(server.writes())
                .extracting(write -> write.method() + " " + write.path())
                .containsExactlyInAnyOrder(
                        "PATCH " + MACHINES + "/web?fieldManager=kubectl-accelnet", "DELETE " + VMS + "/db");
        assertThat(server.writes())
                .filteredOn(write -> write.method().equals("DELETE"))
                .singleElement()
                .satisfies(write -> assertThat(
                                write.body().at("/preconditions/uid").asText())
                        .isEqualTo("uid-of-db"));
    }

    /** Who is described and not named may be more than was thought. */
    @Test
    void disableAsksAboutWhoIsNotNamed() {
        server.has(Objects.vm("tenant", "web"), Objects.vm("tenant", "db"));

        refused(
                type("vm disable --all"),
                "2 VMs lose their virtual functions by this: tenant/db, tenant/web. There is no terminal to ask on: add --yes");
        assertThat(type("vm disable --all --dry-run=client").code()).isZero();
        assertThat(type("vm disable --all --yes --wait=false").code()).isZero();
        assertThat(server.writes()).hasSize(2);
    }

    /** Flow control is no failure: the request is sent again when the API server wants it. */
    @Test
    void aRequestThatIsThrottledIsSentAgain() {
        IntStream.rangeClosed(1, 40).forEach(i -> machine("vm-" + i, "", true));
        AtomicInteger throttled = new AtomicInteger(20);
        server.answer(write -> throttled.getAndDecrement() > 0
                ? Optional.of(RecordedApiServer.failure(429, "TooManyRequests", "wait")
                        .setHeader("Retry-After", "1"))
                : Optional.empty());

        Answer answer = type("vm enable --all --performance Low --wait=false");

        assertThat(answer.out()).endsWith("40 VMs: 40 written\n");
        assertThat(server.writes()).hasSize(60);
    }

    /** An answer that was lost: the request is sent again, and finds what it has made. */
    @Test
    void whatIsThereAsAskedForIsNoConflict() {
        machine("web", "", true);
        machine("db", "", true);
        AccelNetVM own = Objects.reference("tenant", "web", "web");
        AccelNetVM other = Objects.reference("tenant", "other", "db");
        other.getMetadata().setName("db");
        server.answer(write -> {
            boolean web = write.body().at("/metadata/name").asText().equals("web");
            server.has(web ? own : other);
            return Optional.of(RecordedApiServer.failure(409, "AlreadyExists", "already exists"));
        });

        Answer answer = type("vm enable web --performance Low --wait=false");
        assertThat(answer.out()).isEqualTo("tenant/web   written\n");
        assertThat(type("vm enable db --performance High --wait=false").out())
                .isEqualTo(
                        "tenant/db   failed      somebody else has enabled it meanwhile: look at it, and try again\n");
    }

    private static Optional<MockResponse> tooLate() {
        return Optional.of(RecordedApiServer.failure(
                422, "Invalid", "the server rejected our request due to an error in our request"));
    }

    /** The same of a change: the AccelNetVM isn't any more as it was looked at, since it is as it was asked for. */
    @Test
    void whatIsAskedForAlreadyWhenAChangeComesTooLateIsChanged() {
        AccelNetVM web = Objects.reference("tenant", "web", "web");
        AccelNetVMSpec high = new AccelNetVMSpec("main", Performance.HIGH, new VirtualMachineRef("web"), null);
        server.has(web);
        server.answer(_ -> tooLate());
        assertThat(type("vm set web --performance High --wait=false").out())
                .isEqualTo("tenant/web   failed      it has been changed meanwhile: look at it, and try again\n");

        server.answer(_ -> {
            web.setSpec(high);
            return tooLate();
        });
        Answer answer = type("vm set web --performance High --wait=false");

        assertThat(answer.out()).isEqualTo("tenant/web   written\n");
        assertThat(answer.code()).isZero();
    }

    @Test
    void labelsThatAreAsAskedForAlreadyAreChanged() {
        KubeVirtVirtualMachine machine = machine("web", "accelnet.io/performance: Low", true);
        madeFromALabel("web");
        server.answer(_ -> tooLate());
        assertThat(type("vm disable web --wait=false").out())
                .isEqualTo("tenant/web   failed      it has been changed meanwhile: look at it, and try again\n");

        server.answer(_ -> {
            machine.getMetadata().setLabels(Map.of("accelnet.io/performance", "High", "of-others", "new"));
            return tooLate();
        });
        assertThat(type("vm set web --performance High --wait=false").out())
                .isEqualTo("tenant/web   written     by the label of its VirtualMachine\n");

        server.answer(_ -> {
            machine.getMetadata().setLabels(Map.of("of-others", "new"));
            return tooLate();
        });
        assertThat(type("vm disable web --wait=false").out()).isEqualTo("tenant/web   disabled\n");
    }

    @Test
    void saysThatItMayHaveBeenWritten() {
        machine("web", "", true);
        server.has(Objects.vm("tenant", "db"));
        server.answer(_ -> Optional.of(RecordedApiServer.failure(408, "Timeout", "etcd has taken too long")));

        Answer lost = type("vm enable web --performance Low --wait=false");

        assertThat(lost.out())
                .isEqualTo(
                        "tenant/web   unknown     it isn't known whether AccelNetVM web was made: the API server has an"
                                + " error of its own: etcd has taken too long (408). Look with accelnet get vms before you try again\n");
        assertThat(lost.code()).isEqualTo(1);
        assertThat(type("vm disable db --wait=false").out())
                .startsWith("tenant/db   unknown     it isn't known whether AccelNetVM db was deleted: ");
        assertThat(type("vm enable web --performance Low --dry-run=server").out())
                .as("nothing is written")
                .startsWith("tenant/web   failed (server dry run)");
    }

    /** Whoever reads that it failed would think that nothing was done. */
    @Test
    void saysWhatWasDoneBeforeItFailed() {
        machine("web", "accelnet.io/performance: Low", true);
        server.has(Objects.reference("tenant", "web", "web"));
        server.answer(write -> write.method().equals("DELETE")
                ? Optional.of(RecordedApiServer.failure(
                        403,
                        "Forbidden",
                        "accelnetvms is forbidden: User \\\"jo\\\" cannot delete resource \\\"accelnetvms\\\" in API group"
                                + " \\\"accelnet.io\\\" in the namespace \\\"tenant\\\""))
                : Optional.empty());

        assertThat(type("vm disable web --wait=false").out())
                .isEqualTo(
                        "tenant/web   failed      the label of its VirtualMachine is taken away, and its AccelNetVM isn't"
                                + " deleted: you (jo) have no right to delete accelnetvms.accelnet.io in namespace tenant\n");
    }

    /**
     * It is written all the same, and a watch that has ended tells nobody anything any more.
     *
     * @param delay milliseconds after which the write is answered: the watch ends after it, or before
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4000})
    void saysThatTheAnswerCannotBeWaitedForAnyMore(int delay) {
        machine("web", "", true);
        CompletableFuture<WebSocket> watch = new CompletableFuture<>();
        WebSocketListener listener = new WebSocketListener() {
            @Override
            public void onOpen(WebSocket opened, Response response) {
                watch.complete(opened);
            }
        };
        server.answerReads(path -> path.contains("watch=true")
                ? Optional.of(
                        watch.isDone()
                                ? RecordedApiServer.failure(403, "Forbidden", "you may not watch any more")
                                : new MockResponse().withWebSocketUpgrade(listener))
                : Optional.empty());
        server.answer(write -> {
            watch.join().close(1000, "the right has been taken away");
            return Optional.of(
                    RecordedApiServer.json(201, write.body().toString()).setBodyDelay(delay, TimeUnit.MILLISECONDS));
        });

        Answer answer = type("vm enable web --performance Low --timeout 20s");

        assertThat(answer.out()).startsWith("tenant/web   waiting     what the operator answers can't be waited for: ");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        refused(type("vm enable --performance Low"), "say which VMs: their names, or -l SELECTOR, or --all");
        refused(type("vm enable web --all --performance Low"), "one of these");
        refused(type("vm enable web"), "Missing required option: '--performance");
        refused(type("vm enable web --performance Fast"), "no level is called Fast: Low, Medium or High");
        refused(
                type("vm enable web --performance Low --port-policy Every"),
                "--port-policy Every: one of Any and Different is needed");
        refused(type("vm set web"), "say what to change, such as --performance High: see accelnet vm set --help");
        refused(
                type("vm set web --port-policy Any --unset port-policy"),
                "--port-policy and --unset port-policy: one or the other");
        refused(type("vm set web --unset performance"), "--unset performance: port-policy is needed");
        refused(type("vm enable web -A --performance Low"), "say NAMESPACE/NAME");
        refused(
                type("vm enable web --performance Low --cluster west"),
                "--cluster: there is no AccelNetCluster west. There is main");
        refused(type("vm disable web -o yaml"), "-o yaml: of what is deleted there is only -o name");
    }

    @Test
    void saysWhichRightIsMissingToRead() {
        server.forbid("virtualmachines");
        refused(
                type("vm enable web --performance Low"),
                "accelnet: you (jo) have no right to list virtualmachines.kubevirt.io in the whole cluster");
        server.forbid("accelnetclusters");
        refused(type("vm enable web --performance Low"), "say which AccelNetCluster with --cluster");
    }

    /** Labels of VirtualMachines may mean VMs that nobody has named: without them some would be left out, and nobody told. */
    @Test
    void whoIsDescribedIsFoundAmongVirtualMachinesToo() {
        machine("web", "app: web", true);
        server.has(Objects.reference("tenant", "web", "web"));
        server.forbid("virtualmachines");
        String right = "accelnet: you (jo) have no right to list virtualmachines.kubevirt.io in the whole cluster";

        refused(type("vm disable -l app=web --yes --wait=false"), right);
        refused(type("vm set -l app=web --performance High --wait=false"), right);
        refused(type("vm disable --all --yes --wait=false"), right);
        assertThat(type("vm disable web --wait=false").out()).as("by name").isEqualTo("tenant/web   disabled\n");
    }

    @Test
    void theClusterIsNamedWhereThereAreSeveral() {
        var other = Objects.cluster(0);
        other.getMetadata().setName("west");
        server.has(other);
        machine("web", "", true);

        refused(
                type("vm enable web --performance Low"),
                "there are several AccelNetClusters: say which with --cluster, of main, west");
        type("vm enable web --performance Low --cluster west --wait=false");
        assertThat(server.writes())
                .singleElement()
                .satisfies(
                        write -> assertThat(write.body().at("/spec/clusterName").asText())
                                .isEqualTo("west"));
    }
}
