package io.accelnet.operator.harness;

import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.OperatorBuilder;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** A control plane without any of our objects, operators on it, and a recorder of everything that they write. */
public final class Arena implements AutoCloseable {
    /** The namespace of the VMs. */
    public static final String NAMESPACE = "tenant";

    private static final String SERVICE_ACCOUNT =
            "system:serviceaccount:" + InstalledOperator.NAMESPACE + ":" + InstalledOperator.SERVICE_ACCOUNT;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path kubeconfig;
    private final KubernetesClient client;
    private final Recorder recorder;
    private final Deque<AccelNetOperator> operators = new ArrayDeque<>();

    private Arena(Path kubeconfig, KubernetesClient client) {
        this.kubeconfig = kubeconfig;
        this.client = client;
        this.recorder = new Recorder(client);
    }

    /** An empty one. */
    public static Arena on(ControlPlane controlPlane) {
        Config admin = Config.fromKubeconfig(controlPlane.kubeconfig().toFile());
        // To delete a thousand objects at once takes a busy API server longer than the usual ten seconds.
        admin.setRequestTimeout((int) PATIENCE.toMillis());
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(admin).build();
        try {
            InstalledOperator.in(controlPlane);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        clear(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        return new Arena(controlPlane.kubeconfigFor(SERVICE_ACCOUNT, "system:serviceaccounts"), client);
    }

    private static void clear(KubernetesClient client) {
        for (var type : List.of(AccelNetVM.class, AccelNetCluster.class, AccelNetNode.class, NetworkIntent.class)) {
            client.resources(type).inAnyNamespace().delete();
        }
        client.resources(Node.class).delete();
        await().atMost(PATIENCE)
                .until(() -> client.resources(AccelNetVM.class)
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .isEmpty());
    }

    public KubernetesClient client() {
        return client;
    }

    /** Of the operator, with the rights that it is installed with. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    public Recorder recorder() {
        return recorder;
    }

    /** Starts an operator without a Lease. */
    public AccelNetOperator operator() {
        return operator(options -> options);
    }

    /** Starts an operator, without a Lease unless this says otherwise. */
    public AccelNetOperator operator(UnaryOperator<OperatorBuilder> customize) {
        OperatorBuilder builder = AccelNetOperator.builder("test-" + operators.size(), InstalledOperator.NAMESPACE)
                .kubeconfig(kubeconfig)
                .leaderElection(false)
                .healthPort(0)
                .exit(code -> {});
        AccelNetOperator operator = customize.apply(builder).start();
        operators.push(operator);
        return operator;
    }

    /** Creates what users would. */
    public void create(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            client.resource(object).create();
        }
    }

    public List<AccelNetVM> vms() {
        return client.resources(AccelNetVM.class).inAnyNamespace().list().getItems();
    }

    public List<AccelNetNode> nodes() {
        return client.resources(AccelNetNode.class).list().getItems();
    }

    /** Ends the operators, and holds everything that they wrote against what must hold at every moment. */
    @Override
    public void close() {
        try (client;
                recorder) {
            operators.forEach(AccelNetOperator::close);
            clear(client);
            recorder.assertSound();
        }
    }
}
