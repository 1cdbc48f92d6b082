package io.accelnet.operator.life;

import static io.accelnet.operator.life.ManagedVms.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.harness.OperatorProcess;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.deploy.Tool;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.SriovHost;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where enforcement is On: the operator is killed in the midst of a start, and the policies that hold pods are gone or old. */
class GateFaultsIT {
    private static Pool pool;
    private static KubernetesClient client;
    private static ManagedVms vms;
    private static Quiet quiet;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        pool = Pool.startUnattended(ActorSettings.brisk());
        client = pool.client();
        vms = new ManagedVms(pool);
        quiet = new Quiet(pool);
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    @AfterEach
    void clear() throws InterruptedException {
        List.copyOf(vms.starts().keySet()).forEach(vms::delete);
        assertThat(pool.watcher().look()).isEmpty();
    }

    @Test
    void anOperatorThatIsKilledBetweenOpeningAndBindingLeavesAPodThatTheNextOneKnows() throws InterruptedException {
        pool.crashScheduler();
        openAndKill("vm-1", "1Gi");
        try (AccelNetOperator next = pool.operate()) {
            assertThat(next.isLeading()).isTrue();
            vms.create("vm-2", "1Gi");
            await().atMost(PATIENCE).until(() -> isOpen("vm-2"));
            pool.startScheduler();
            assertSettles("vm-1", "vm-2");
        }
    }

    @Test
    void anOperatorThatIsKilledBetweenBindingAndLedgerLeavesABindingThatTheLedgerFollows() throws InterruptedException {
        pool.crashScheduler();
        openAndKill("vm-1", "8Gi");
        String planned = vms.planned("vm-1");
        SriovHost host = host(planned);
        host.withMemory("1Gi").create(client);
        pool.startScheduler();
        await().atMost(PATIENCE).until(() -> vms.running().containsKey("vm-1"));
        String bound = vms.running().getOrDefault("vm-1", "");
        assertThat(bound).isNotEqualTo(planned);
        assertThat(vms.planned()).containsEntry("vm-1", planned);
        host.create(client);

        try (AccelNetOperator next = pool.operate()) {
            assertThat(next.isLeading()).isTrue();
            vms.create("vm-2", "1Gi");
            assertSettles("vm-1", "vm-2");
            assertThat(vms.planned()).containsEntry("vm-1", bound);
        }
    }

    private static void openAndKill(String name, String memory) {
        OperatorProcess operator = pool.operateAsProcess();
        vms.create(name, memory);
        await().atMost(PATIENCE).until(() -> isOpen(name));
        operator.kill();
    }

    private static void assertSettles(String... names) throws InterruptedException {
        await().atMost(PATIENCE).until(() -> vms.running().keySet().containsAll(List.of(names)));
        quiet.await();
        assertThat(vms.planned()).isEqualTo(vms.running());
        assertThat(pool.watcher().lookSettled()).isEmpty();
    }

    /**
     * Where pods may slip past the gate, no pod is opened to more than the node on which its VM's virtual functions are, and what nobody
     * asked for waits; once the policies are there again, all goes on.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete mutatingadmissionpolicybinding,validatingadmissionpolicybinding accelnet-gate | GatePolicyMissing",
                "label --overwrite mutatingadmissionpolicy accelnet-gate accelnet.io/gate-version=0 | GatePolicyOutdated"
            })
    void withoutThePoliciesItSaysSoAndOpensNothingWrongly(String command, String reason)
            throws IOException, InterruptedException {
        vms.create("vm", "1Gi");
        pool.vms().create("nobodys", "Always", 1, "1Gi");
        await().atMost(PATIENCE).until(() -> vms.pods(List.of("vm", "nobodys")).size() == 2);
        Tool.of(Program.KUBECTL, pool.kubeconfig()).run(command.split(" ")).expectSuccess();
        boolean isMissing = reason.equals("GatePolicyMissing");
        pool.crashScheduler();
        Pod stranger = stranger();
        if (isMissing) {
            awaitGate(false);
            client.resource(stranger).create();
        }

        try (AccelNetOperator operator = pool.operate()) {
            assertThat(operator.isLeading()).isTrue();
            await().atMost(PATIENCE).until(() -> startsGated().equals("False " + reason));
            await().atMost(PATIENCE).until(() -> isOpen("vm"));
            if (isMissing) {
                assertThat(openedTo("vm")).containsExactly(vms.planned("vm"));
                client.resource(stranger).withGracePeriod(0).delete();
            }
            assertThat(vms.pods("nobodys")).hasSize(1).allMatch(Gate::holds);

            pool.installOperator();
            await().atMost(PATIENCE).until(() -> startsGated().equals("True Passed"));
            awaitGate(true);
            pool.startScheduler();
            assertSettles("vm");
            assertThat(vms.pods("nobodys")).hasSize(1).allMatch(Gate::holds);
        } finally {
            pool.installOperator();
            awaitGate(true);
        }
    }

    /** Until the API server goes by all policies, or by none: meanwhile it may refuse pods, as one policy adds what another demands. */
    private static void awaitGate(boolean holds) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> Gate.holds(client.resource(stranger()).dryRun().create()) == holds);
    }

    private static String startsGated() {
        return Statuses.conditions(
                        client.resources(NetworkIntent.class).withName("vms").require())
                .stream()
                .filter(condition -> condition.getType().equals("StartsGated"))
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .findFirst()
                .orElse("");
    }

    private static List<String> openedTo(String name) {
        return vms
                .pods(name)
                .getFirst()
                .getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .stream()
                .flatMap(term -> term.getMatchExpressions().stream())
                .filter(expression -> expression.getKey().equals("kubernetes.io/hostname"))
                .flatMap(expression -> expression.getValues().stream())
                .toList();
    }

    /** Somebody else's pod that wants a virtual function. */
    private static Pod stranger() {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(Pool.NAMESPACE)
                .withName("stranger")
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName("main")
                .withImage("none")
                .withNewResources()
                .withLimits(Map.of(Pool.RESOURCE_NAME, new Quantity("1")))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    private static boolean isOpen(String name) {
        List<Pod> pods = vms.pods(name);
        return pods.size() == 1
                && !Gate.holds(pods.getFirst())
                && pods.getFirst().getSpec().getNodeName() == null;
    }

    private static SriovHost host(String name) {
        return pool.hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
