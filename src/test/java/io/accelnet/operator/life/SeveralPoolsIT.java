package io.accelnet.operator.life;

import static io.accelnet.operator.life.ManagedVms.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.AssignedFunction;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.harness.Objects;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.Power;
import io.accelnet.testing.kubevirt.SriovHost;
import io.accelnet.testing.kubevirt.VirtualMachines;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A VM on two networks, each with a resource of its own: it starts, is migrated, and its host is lost. Each time it goes where both have
 * room. The policies of the gate list one of the two resources, which is enough to hold its pods.
 */
class SeveralPoolsIT {
    private static final String VM = "pair";
    private static final int BLUE_FUNCTIONS = 2;

    private static Pool pool;
    private static KubernetesClient client;
    private static ManagedVms vms;
    private static Quiet quiet;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        pool = Pool.startUnattendedWithBlue(BLUE_FUNCTIONS, ActorSettings.brisk());
        client = pool.client();
        vms = new ManagedVms(pool);
        quiet = new Quiet(pool);
        pool.operate();
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    @Test
    void aVmOnTwoNetworksStartsMigratesAndIsRestartedWhereBothHaveRoom() throws InterruptedException {
        client.resource(Objects.reference(Pool.NAMESPACE, VM, VM)).create();
        pool.vms().create(VM, "Always", List.of(VirtualMachines.NETWORK, Pool.BLUE_NETWORK), "1Gi");
        await().atMost(PATIENCE).until(() -> vms.running().containsKey(VM));
        quiet.await();
        String first = runsOn();
        assertHasBoth(first);
        assertThat(isGated("vms")).isEqualTo("True");
        assertThat(isGated("blue")).isEqualTo("False");

        List<String> others = pool.hosts().stream()
                .map(SriovHost::name)
                .filter(host -> !host.equals(first))
                .toList();
        takeBlue(others.getFirst());
        pool.vms().migrate(VM);
        await().atMost(PATIENCE).until(() -> !runsOn().equals(first));
        quiet.await();
        String second = others.getLast();
        assertThat(runsOn()).isEqualTo(second);
        assertHasBoth(second);
        assertThat(vms.ledger(first)).isEmpty();

        Map<String, String> before = vms.starts();
        Power.off(client, second);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ports(first)).hasSize(2));
        Power.fence(client, second);
        await().atMost(PATIENCE)
                .until(() -> vms.running().containsKey(VM) && !vms.starts().equals(before));
        quiet.await();
        assertThat(runsOn()).isEqualTo(first);
        assertHasBoth(first);
        assertThat(pool.watcher().lookSettled()).isEmpty();
    }

    private static String runsOn() {
        return Optional.ofNullable(vms.running().get(VM)).orElse("");
    }

    /** The ledger has a virtual function of each pool, those that the pod was given, each for the network adapter that uses it. */
    private static void assertHasBoth(String host) {
        assertThat(ports(host)).isEqualTo(Map.of("fast-0", "ens1f0", "blue-1", "ens2f0"));
        List<AssignedFunction> functions = client.resources(AccelNetVM.class)
                .inNamespace(Pool.NAMESPACE)
                .withName(VM)
                .require()
                .getStatus()
                .virtualFunctions();
        String said = vms.pods(VM).stream()
                .filter(pod -> host.equals(pod.getSpec().getNodeName()))
                .map(pod -> pod.getMetadata().getAnnotations().get("k8s.v1.cni.cncf.io/network-status"))
                .collect(Collectors.joining());
        assertThat(functions)
                .hasSize(2)
                .allSatisfy(function -> assertThat(said).contains(String.valueOf(function.pciAddress())));
    }

    /** By the network adapter, the port on which a ledger has it. */
    private static Map<String, String> ports(String host) {
        return vms.ledger(host).stream()
                .filter(entry -> entry.name().equals(VM))
                .collect(Collectors.toMap(
                        Allocation::networkAdapter, Allocation::adapter, (one, other) -> one, TreeMap::new));
    }

    private static String isGated(String intent) {
        return client.resources(NetworkIntent.class).withName(intent).require().getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("StartsGated"))
                .map(Condition::getStatus)
                .findFirst()
                .orElse("");
    }

    /** A stranger's pod has all virtual functions of the second pool on a host. Nothing holds it: its resource isn't listed. */
    private static void takeBlue(String host) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(Pool.NAMESPACE)
                        .withName("stranger")
                        .endMetadata()
                        .withNewSpec()
                        .withAutomountServiceAccountToken(false)
                        .withNodeSelector(Map.of("kubernetes.io/hostname", host))
                        .addNewContainer()
                        .withName("main")
                        .withImage("none")
                        .withNewResources()
                        .addToLimits(Pool.BLUE_NAME, new Quantity(String.valueOf(BLUE_FUNCTIONS)))
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Optional.ofNullable(client.resources(AccelNetCluster.class)
                                        .withName("main")
                                        .require()
                                        .getStatus())
                                .flatMap(status -> Optional.ofNullable(status.reserve()))
                                .flatMap(reserve -> Optional.ofNullable(reserve.pools()))
                                .orElse(List.of()))
                        .filteredOn(its -> its.intentName().equals("blue"))
                        .singleElement()
                        .satisfies(its -> assertThat(its.usedByOthers()).isEqualTo(BLUE_FUNCTIONS)));
    }
}
