package io.accelnet.operator.gate;

import static io.accelnet.operator.gate.GatedCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.plan.snapshot.GateState;
import io.accelnet.plan.snapshot.GateState.Fault;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator reads its policies with the rights that it has, and tells what is wrong with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatePoliciesIT {
    private static final String GROUP = "admissionregistration.k8s.io";

    private final GatedCluster cluster = GatedCluster.start();
    private final KubernetesClient operator = cluster.operator();
    private final GatePolicies policies = new GatePolicies(operator);

    GatePoliciesIT() throws IOException, InterruptedException {}

    @AfterAll
    void stop() {
        cluster.close();
    }

    @BeforeEach
    void install() throws IOException, InterruptedException {
        for (String kind : List.of("validatingadmissionpolicy", "mutatingadmissionpolicy")) {
            kubectl("delete", kind + "," + kind + "binding", "--all");
        }
        kubectl("apply", "--server-side", "--force-conflicts", "-k", "src/test/resources/kustomize/gate-on");
    }

    @Test
    void asTheyAreInstalledTheyAreInForce() {
        assertThat(policies.read())
                .isEqualTo(new GateState.InForce(Set.of("openshift.io/vm_ports", "example.com/vfs")));
    }

    @ParameterizedTest
    @CsvSource({
        "mutatingadmissionpolicy,          accelnet-gate,  MutatingAdmissionPolicy",
        "validatingadmissionpolicy,        accelnet-gate,  ValidatingAdmissionPolicy",
        "validatingadmissionpolicy,        accelnet-fence, ValidatingAdmissionPolicy",
        "mutatingadmissionpolicybinding,   accelnet-gate,  MutatingAdmissionPolicyBinding",
        "validatingadmissionpolicybinding, accelnet-gate,  ValidatingAdmissionPolicyBinding",
        "validatingadmissionpolicybinding, accelnet-fence, ValidatingAdmissionPolicyBinding"
    })
    void oneIsMissing(String resource, String name, String kind) throws IOException, InterruptedException {
        kubectl("delete", resource, name);

        assertThat(policies.read())
                .isEqualTo(new GateState.NotInForce(Fault.MISSING, "there is no " + kind + " " + name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mutatingadmissionpolicy accelnet-gate | {'metadata': {'labels': {'accelnet.io/gate-version': '0'}}}"
                        + " | MutatingAdmissionPolicy accelnet-gate has version 0 in its label accelnet.io/gate-version, and the"
                        + " operator expects 1",
                "validatingadmissionpolicy accelnet-fence | {'metadata': {'labels': {'accelnet.io/gate-version': null}}}"
                        + " | ValidatingAdmissionPolicy accelnet-fence has version none in its label accelnet.io/gate-version, and"
                        + " the operator expects 1",
                "validatingadmissionpolicybinding accelnet-fence | {'spec': {'validationActions': ['Warn']}}"
                        + " | ValidatingAdmissionPolicyBinding accelnet-fence denies nothing",
                "mutatingadmissionpolicybinding accelnet-gate | {'spec': {'policyName': 'another'}}"
                        + " | MutatingAdmissionPolicyBinding accelnet-gate isn't for the policy accelnet-gate",
                "mutatingadmissionpolicy accelnet-gate | {'spec': {'variables': [{'name': 'resourceNames', 'expression': '1 + 1'},"
                        + " {'name': 'requested', 'expression': '[]'}]}}"
                        + " | MutatingAdmissionPolicy accelnet-gate lists resources in another way than as [\"example.com/name\", …]",
                "mutatingadmissionpolicy accelnet-gate | {'spec': {'variables': [{'name': 'requested', 'expression': '[]'}]}}"
                        + " | MutatingAdmissionPolicy accelnet-gate lists no resources"
            })
    void oneIsNotAsExpected(String object, String patch, String why) throws IOException, InterruptedException {
        String[] resourceAndName = object.split(" ", 2);
        kubectl("patch", resourceAndName[0], resourceAndName[1], "--type=merge", "-p", patch.replace('\'', '"'));

        assertThat(policies.read()).isEqualTo(new GateState.NotInForce(Fault.OUTDATED, why));
    }

    @Test
    void onlyWhatAllOfThemListIsHeld() throws IOException, InterruptedException {
        kubectl(
                "patch",
                "validatingadmissionpolicy",
                "accelnet-gate",
                "--type=json",
                "-p",
                "[{\"op\": \"replace\", \"path\": \"/spec/variables/0/expression\", \"value\": \"['x'.replace('x', '')]\"}]");
        assertThat(policies.read()).isInstanceOf(GateState.NotInForce.class);
        kubectl(
                "patch",
                "validatingadmissionpolicy",
                "accelnet-gate",
                "--type=json",
                "-p",
                "[{\"op\": \"replace\", \"path\": \"/spec/variables/0/expression\", \"value\": \"[\\\"example.com/vfs\\\"]\"}]");

        assertThat(policies.read()).isEqualTo(new GateState.InForce(Set.of("example.com/vfs")));
    }

    @Test
    void theyAreReadEachMinuteAndMoreOftenWhileTheyAreNotThere() throws IOException, InterruptedException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        AtomicInteger changes = new AtomicInteger();
        GateWatch watch = new GateWatch(Enforcement.ON, operator, changes::incrementAndGet, now::get);
        assertThat(watch.state()).isEqualTo(new GateState.Unknown("the policies haven't been read yet"));

        watch.look();
        GateState inForce = watch.state();
        assertThat(inForce).isInstanceOf(GateState.InForce.class);

        kubectl("delete", "validatingadmissionpolicybinding", "accelnet-gate");
        now.set(Instant.ofEpochSecond(59));
        watch.look();
        assertThat(watch.state()).isEqualTo(inForce);
        now.set(Instant.ofEpochSecond(60));
        watch.look();
        assertThat(watch.state()).isInstanceOf(GateState.NotInForce.class);

        install();
        watch.look();
        assertThat(watch.state()).isEqualTo(inForce);
        assertThat(changes).hasValue(3);
    }

    @Test
    void withoutEnforcementNothingIsRead() {
        for (Enforcement enforcement : List.of(Enforcement.OFF, Enforcement.WARN)) {
            GateWatch watch = new GateWatch(enforcement, operator, () -> {}, () -> Instant.EPOCH);
            GateState before = watch.state();
            watch.look();
            assertThat(watch.state())
                    .isEqualTo(before)
                    .isEqualTo(enforcement == Enforcement.OFF ? GateState.OFF : new GateState.Warns());
        }
    }

    @Test
    void theOperatorMayReadThemAndNothingElse() {
        for (String resource : List.of(
                "mutatingadmissionpolicies",
                "mutatingadmissionpolicybindings",
                "validatingadmissionpolicies",
                "validatingadmissionpolicybindings")) {
            assertThat(cluster.operatorMay("get", GROUP, resource, "accelnet-gate"))
                    .as(resource)
                    .isTrue();
            assertThat(cluster.operatorMay("get", GROUP, resource, "another"))
                    .as(resource)
                    .isFalse();
            assertThat(Stream.of("list", "watch", "create", "update", "patch", "delete", "deletecollection"))
                    .as(resource)
                    .noneMatch(verb -> cluster.operatorMay(verb, GROUP, resource, "accelnet-gate"));
        }
        assertThat(Stream.of("get", "patch", "delete")).allMatch(verb -> cluster.operatorMay(verb, "", "pods", "vm"));
        assertThat(Stream.of("create", "update", "deletecollection"))
                .noneMatch(verb -> cluster.operatorMay(verb, "", "pods", "vm"));
        assertThat(Stream.of("pods/binding", "pods/eviction", "pods/exec", "pods/status"))
                .noneMatch(resource -> cluster.operatorMay("create", "", resource, "vm"));
        Map.of("persistentvolumeclaims", "", "persistentvolumes", "", "storageclasses", "storage.k8s.io")
                .forEach((resource, group) -> {
                    assertThat(Stream.of("list", "watch"))
                            .as(resource)
                            .allMatch(verb -> cluster.operatorMay(verb, group, resource, ""));
                    assertThat(Stream.of("get", "create", "update", "patch", "delete", "deletecollection"))
                            .as(resource)
                            .noneMatch(verb -> cluster.operatorMay(verb, group, resource, ""));
                });
    }

    @Test
    void anIntentSaysWhetherItsPodsAreHeld(@TempDir Path folder) throws IOException {
        intent("listed", "openshift.io/vm_ports");
        intent("unlisted", "openshift.io/storage_ports");
        try (AccelNetOperator running = AccelNetOperator.builder("gate", InstalledOperator.NAMESPACE)
                .kubeconfig(cluster.operatorsKubeconfig(folder))
                .leaderElection(false)
                .healthPort(0)
                .exit(code -> {})
                .enforcement(Enforcement.ON)
                .start()) {
            assertThat(running.isLeading()).isTrue();
            await().atMost(PATIENCE).until(() -> condition("listed").equals("True Passed"));
            await().atMost(PATIENCE).until(() -> condition("unlisted").equals("False ResourceNotListed"));
        }
    }

    private void intent(String name, String resource) {
        NetworkIntent intent = new NetworkIntent();
        intent.setMetadata(new ObjectMetaBuilder().withName(name).build());
        intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of(name + "0"), resource));
        cluster.admin().resource(intent).serverSideApply();
    }

    private String condition(String intent) {
        return Optional.ofNullable(cluster.admin()
                        .resources(NetworkIntent.class)
                        .withName(intent)
                        .get()
                        .getStatus())
                .stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.getType().equals("StartsGated"))
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .findFirst()
                .orElse("");
    }

    private void kubectl(String... arguments) throws IOException, InterruptedException {
        cluster.kubectl().run(arguments).expectSuccess();
    }
}
