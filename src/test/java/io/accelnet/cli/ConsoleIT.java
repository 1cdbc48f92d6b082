package io.accelnet.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.console.Browser;
import io.accelnet.console.Browser.Answer;
import io.accelnet.console.Browser.Field;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Rights;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console on a genuine API server, beside the operator, as somebody uses it who starts the command and opens the address. */
@ExtendWith(SharedControlPlane.class)
class ConsoleIT {
    private static final String OWNER = "console-user";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static String path(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.headers().get("location")).getPath();
    }

    private static String done(Browser browser, String job) throws IOException {
        assertThat(browser.post(job + "/start").status()).isEqualTo(303);
        await().atMost(PATIENCE).until(() -> browser.get(job).body().contains("Done: "));
        return browser.get(job).body();
    }

    @Test
    void enablesChangesAndDisablesVms(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            arena.create(Objects.intent(), Objects.cluster(50));
            IntStream.rangeClosed(1, 2).forEach(i -> arena.create(Objects.node("node-" + i, 4)));
            IntStream.rangeClosed(1, 5).forEach(i -> kubeVirt.apply(KubeVirt.machine(Arena.NAMESPACE, "vm-" + i)));
            arena.operator();
            try (RunningConsole running = RunningConsole.start(controlPlane.kubeconfig())) {
                Browser browser = Browser.at(running.address());
                assertThat(browser.get("/disabled").body()).contains("tenant/vm-1", "tenant/vm-5");
                String cluster = arena.client()
                        .resources(AccelNetCluster.class)
                        .list()
                        .getItems()
                        .getFirst()
                        .getMetadata()
                        .getName();

                String enable = path(browser.post(
                        "/disabled/outcome",
                        new Field("all", "true"),
                        new Field("performance", "Low"),
                        new Field("cluster", cluster)));
                assertThat(browser.get(enable).body())
                        .contains("What would become of them: 4 enabled, 1 refused.", "cluster_not_enough_resources");
                assertThat(arena.vms()).as("nothing is done yet").isEmpty();

                assertThat(done(browser, enable)).contains("Done: 4 enabled, 1 refused.", "Low on node-");
                assertThat(arena.vms()).hasSize(5);
                await().atMost(PATIENCE)
                        .until(() -> browser.get("/enabled").body().contains("tenant/vm-5"));
                assertThat(browser.post(enable + "/start").status())
                        .as("who clicks twice does it once")
                        .isEqualTo(303);

                // The oldest are admitted, and five that are made at once are of the same second.
                String admitted = arena.vms().stream()
                        .filter(vm -> requireNonNull(vm.getStatus()).nodeName() != null)
                        .map(vm -> vm.getMetadata().getName())
                        .findFirst()
                        .orElseThrow();
                String set = path(browser.post(
                        "/enabled/outcome",
                        new Field("vm", "tenant/" + admitted),
                        new Field("performance", "High"),
                        new Field("do", "set")));
                assertThat(done(browser, set)).contains("Done: 1 changed.", "High on node-");

                String disable = path(browser.post(
                        "/enabled/outcome", new Field("vm", "tenant/" + admitted), new Field("do", "disable")));
                assertThat(done(browser, disable)).contains("Done: 1 disabled.");
                assertThat(arena.vms())
                        .extracting(vm -> vm.getMetadata().getName())
                        .hasSize(4)
                        .doesNotContain(admitted);

                Answer outlook = browser.post("/status/outcome", new Field("cluster", cluster));
                assertThat(outlook.body()).contains("VMs lose something by this.");
                String uid = outlook.body().replaceAll("(?s).*name=\"uid\" value=\"([^\"]+)\".*", "$1");
                String agreed = outlook.body().replaceAll("(?s).*name=\"agreed\" value=\"([^\"]+)\".*", "$1");
                browser.post(
                        "/status/disable",
                        new Field("cluster", cluster),
                        new Field("uid", uid),
                        new Field("agreed", agreed));
                await().atMost(PATIENCE)
                        .until(() -> browser.get("/status").body().contains("There is no AccelNetCluster."));
            }
        }
    }

    /** Of the VMs of one namespace, and of nothing else. */
    private static void grantSight(KubernetesClient admin) {
        admin.load(new ByteArrayInputStream("""
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata: {namespace: tenant, name: console}
                        rules:
                          - {apiGroups: [accelnet.io], resources: [accelnetvms], verbs: [list, watch]}
                          - {apiGroups: [kubevirt.io], resources: [virtualmachines], verbs: [list, watch]}
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {namespace: tenant, name: console}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: console}
                        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]
                        """.formatted(OWNER).getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        Rights.await(admin, OWNER, "watch", "kubevirt.io", "virtualmachines");
    }

    /** The rights are the user's, and what is missing is named. */
    @Test
    void saysWhatItsUserMayNot(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            arena.create(Objects.intent(), Objects.cluster(50));
            arena.create(Objects.node("node-1", 4));
            kubeVirt.apply(KubeVirt.machine(Arena.NAMESPACE, "vm-1"));
            grantSight(arena.client());
            try (RunningConsole running =
                    RunningConsole.start(controlPlane.kubeconfig(), "--as", OWNER, "--namespace", Arena.NAMESPACE)) {
                Browser browser = Browser.at(running.address());

                assertThat(browser.get("/overview").body())
                        .contains("have no right to list accelnetclusters.accelnet.io in the whole cluster");
                String enable = path(browser.post(
                        "/disabled/outcome",
                        new Field("vm", "tenant/vm-1"),
                        new Field("performance", "Low"),
                        new Field("cluster", "vms")));
                assertThat(browser.get(enable).body()).contains("What the operator would decide can't be foreseen");
                assertThat(done(browser, enable))
                        .contains("1 failed", "have no right to create accelnetvms.accelnet.io in namespace tenant");
                assertThat(arena.vms()).isEmpty();
            }
            try (RunningConsole nobody = RunningConsole.start(controlPlane.kubeconfig(), "--as", "nobody")) {
                nobody.awaitEnd();
                assertThat(nobody.complaints())
                        .contains("accelnet: the cluster can't be read: you (nobody) have no right to list");
            }
        }
    }

    @Test
    void endsWithTheCommand(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.create(Objects.intent());
            String address;
            RunningConsole running = RunningConsole.start(controlPlane.kubeconfig());
            try (running) {
                address = running.address();
                assertThat(Browser.at(address).get("/overview").status()).isEqualTo(200);
                String port = String.valueOf(URI.create(address).getPort());
                try (RunningConsole second = RunningConsole.start(controlPlane.kubeconfig(), "--port", port)) {
                    second.awaitEnd();
                    assertThat(second.complaints())
                            .contains("accelnet: --port " + port + ": something else listens there, or you may not");
                }
            }
            Browser late = new Browser(URI.create(address).getPort());
            assertThatThrownBy(() -> late.get("/overview")).isInstanceOf(ConnectException.class);
            assertThat(arena.client()
                            .resources(AccelNetVM.class)
                            .inAnyNamespace()
                            .list()
                            .getItems())
                    .isEmpty();
        }
    }
}
