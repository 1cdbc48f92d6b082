package io.accelnet.operator.life;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.harness.OperatorProcess;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.accelnet.testing.deploy.InstalledOperator;
import io.accelnet.testing.invariant.InvariantWatcher;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.KubeVirtActor;
import io.accelnet.testing.kubevirt.KubeVirtCrds;
import io.accelnet.testing.kubevirt.SriovHost;
import io.accelnet.testing.kubevirt.VirtualMachines;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A control plane with kube-scheduler, hosts with virtual functions, and what runs VMs there; with the operator and its gate On, or
 * with kube-scheduler alone.
 */
final class Pool implements AutoCloseable {
    static final String NAMESPACE = "tenant";
    static final String RESOURCE = "vm_ports";
    static final String RESOURCE_NAME = "openshift.io/vm_ports";
    /** The second pool, where there is one. */
    static final String BLUE = "blue_ports";

    static final String BLUE_NAME = "openshift.io/blue_ports";
    static final String BLUE_NETWORK = "blue";
    /** The label of the Nodes by which the cluster selects its members: discovery copies it. */
    static final String SITE = "accelnet.io/site";

    /** The policies of the gate list the resource of the first pool. */
    private static final String OVERLAY = "src/test/resources/kustomize/gate-on";
    /** They list those of both. */
    private static final String OVERLAY_OF_BOTH = "src/test/resources/kustomize/gate-on-two-pools";

    private static final String OPERATOR =
            "system:serviceaccount:" + InstalledOperator.NAMESPACE + ":" + InstalledOperator.SERVICE_ACCOUNT;
    private static final int HOSTS = 5;
    private static final int HOSTS_WITH_BLUE = 3;
    private static final int FUNCTIONS = 4;
    /** Of the second pool, in a life: so few that VMs that need one of each have to wait for them. */
    private static final int FUNCTIONS_OF_BLUE = 2;

    private static final int PERCENTAGE = 40;
    private static final String MEMORY = "64Gi";

    private final boolean hasOperator;
    private final String overlay;
    private final ControlPlane controlPlane;
    private final boolean hasBlue;
    private final List<SriovHost> hosts;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final KubernetesClient client;
    private final KubeVirtActor actor;
    private final InvariantWatcher watcher;

    private Pool(boolean hasOperator, List<SriovHost> hosts, String overlay, ActorSettings settings)
            throws IOException, InterruptedException {
        this.hasOperator = hasOperator;
        this.overlay = overlay;
        this.hosts = hosts;
        this.hasBlue = hosts.getFirst().pools().size() > 1;
        controlPlane = ControlPlane.start();
        parts.push(controlPlane);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
        parts.push(client);
        KubeVirtCrds.ofEnvironment().install(client);
        if (hasOperator) {
            InstalledOperator.in(controlPlane, overlay);
        } else {
            Crds.install(client);
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        vms().createNetwork(RESOURCE_NAME);
        if (hasBlue) {
            vms().createNetwork(BLUE_NETWORK, BLUE_NAME);
        }
        hosts.forEach(host -> host.create(client));
        Set<String> resourceNames = hasBlue ? Set.of(RESOURCE_NAME, BLUE_NAME) : Set.of(RESOURCE_NAME);
        Set<String> listed = overlay.equals(OVERLAY_OF_BOTH) ? resourceNames : Set.of(RESOURCE_NAME);
        watcher = InvariantWatcher.on(client, resourceNames, hasOperator ? listed : Set.of());
        parts.push(watcher);
        if (hasOperator) {
            describe();
        }
        controlPlane.startScheduler();
        actor = KubeVirtActor.start(client, settings);
        parts.push(actor);
    }

    private static List<SriovHost> hostsWithBlue(int number, int functions) {
        return hosts(number).stream()
                .map(host -> host.withPool(BLUE, List.of("ens2f0"), functions))
                .toList();
    }

    private static List<SriovHost> hosts(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(each -> SriovHost.of("host-" + each, RESOURCE, List.of("ens1f0"), FUNCTIONS)
                        .withMemory(MEMORY)
                        .withLabels(Map.of(SITE, "life")))
                .toList();
    }

    /**
     * One whose three hosts have a second pool, with so many virtual functions on each, whose resource the policies of the gate don't
     * list. The operator is installed and doesn't run yet.
     */
    static Pool startUnattendedWithBlue(int functions, ActorSettings settings)
            throws IOException, InterruptedException {
        return new Pool(true, hostsWithBlue(HOSTS_WITH_BLUE, functions), OVERLAY, settings);
    }

    /** Starts one whose hosts have a second pool. */
    static Pool startWithBlue(boolean hasOperator) throws IOException, InterruptedException {
        Pool pool =
                new Pool(hasOperator, hostsWithBlue(HOSTS, FUNCTIONS_OF_BLUE), OVERLAY_OF_BOTH, ActorSettings.brisk());
        if (hasOperator) {
            pool.operate();
        }
        return pool;
    }

    /** Starts one in which the operator is installed and doesn't run yet. */
    static Pool startUnattended(ActorSettings settings) throws IOException, InterruptedException {
        return new Pool(true, hosts(HOSTS), OVERLAY, settings);
    }

    /** Starts the operator, with the rights that it is installed with. It ends with the pool, if not before. */
    AccelNetOperator operate() {
        AccelNetOperator operator = AccelNetOperator.builder("life", InstalledOperator.NAMESPACE)
                .kubeconfig(operatorsKubeconfig())
                .leaderElection(false)
                .enforcement(Enforcement.ON)
                .healthPort(0)
                .exit(code -> {})
                .start();
        parts.push(operator);
        return operator;
    }

    /** The same as a process of its own, which can be killed. */
    OperatorProcess operateAsProcess() {
        OperatorProcess operator = OperatorProcess.start(
                operatorsKubeconfig(),
                "--no-leader-election",
                "--enforcement",
                "On",
                "--namespace",
                InstalledOperator.NAMESPACE);
        parts.push(operator);
        return operator;
    }

    private Path operatorsKubeconfig() {
        return controlPlane.kubeconfigFor(OPERATOR, "system:serviceaccounts");
    }

    /** Of an administrator. */
    Path kubeconfig() {
        return controlPlane.kubeconfig();
    }

    /** Pods that don't wait at the gate wait for kube-scheduler from now on. */
    void crashScheduler() {
        controlPlane.crashScheduler();
    }

    void startScheduler() throws InterruptedException {
        controlPlane.startScheduler();
    }

    /** Installs the policies of the gate again, whatever has become of them. */
    void installOperator() throws IOException, InterruptedException {
        InstalledOperator.in(controlPlane, overlay);
    }

    private void describe() {
        client.resource(Serialization.unmarshal("""
                        apiVersion: accelnet.io/v1alpha1
                        kind: NetworkIntent
                        metadata: {name: vms}
                        spec: {types: [Compute], adapters: [ens1f0], resourceName: openshift.io/vm_ports}
                        """, NetworkIntent.class)).create();
        if (hasBlue) {
            client.resource(Serialization.unmarshal("""
                            apiVersion: accelnet.io/v1alpha1
                            kind: NetworkIntent
                            metadata: {name: blue}
                            spec: {types: [Compute], adapters: [ens2f0], resourceName: openshift.io/blue_ports}
                            """, NetworkIntent.class)).create();
        }
        client.resource(Serialization.unmarshal(
                        """
                        apiVersion: accelnet.io/v1alpha1
                        kind: AccelNetCluster
                        metadata: {name: main}
                        spec:
                          intentName: vms
                          additionalIntentNames: %s
                          nodeReservePercentage: %d
                          nodeSelector: {matchLabels: {accelnet.io/site: life}}
                        """.formatted(hasBlue ? "[blue]" : "[]", PERCENTAGE), AccelNetCluster.class))
                .create();
    }

    boolean hasOperator() {
        return hasOperator;
    }

    /** How many hosts may be down at once, by what the cluster is told. */
    int tolerated() {
        return hosts.size() * PERCENTAGE / 100;
    }

    List<SriovHost> hosts() {
        return hosts;
    }

    KubernetesClient client() {
        return client;
    }

    VirtualMachines vms() {
        return new VirtualMachines(client, NAMESPACE);
    }

    KubeVirtActor actor() {
        return actor;
    }

    InvariantWatcher watcher() {
        return watcher;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
