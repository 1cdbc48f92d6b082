package io.accelnet.bench;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Parallel;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.accelnet.testing.deploy.Tool;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From {@code kubectl apply} of many VMs until all are decided, beside the time that a bare client takes to write the same
 * statuses to the same API server; and the operator's memory. Arguments: nodes, VMs.
 */
final class EndToEndBench {
    private static final String NAMESPACE = "default";
    private static final int FUNCTIONS_PER_NODE = 64;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final int nodes;
    private final int vms;
    private final SharedIndexInformer<AccelNetVM> watched;

    private EndToEndBench(ControlPlane controlPlane, KubernetesClient client, int nodes, int vms) {
        this.controlPlane = controlPlane;
        this.client = client;
        this.nodes = nodes;
        this.vms = vms;
        this.watched = client.resources(AccelNetVM.class).inNamespace(NAMESPACE).inform();
    }

    public static void main(String[] arguments) throws Exception {
        int nodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int vms = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                        .build()) {
            Crds.install(client);
            new EndToEndBench(controlPlane, client, nodes, vms).run();
        }
    }

    /** A watch costs the API server little, where asking again and again would be most of what is measured. */
    private long decided() {
        return watched.getStore().list().stream()
                .map(AccelNetVM::getStatus)
                .map(AccelNetVMStatus::observedGeneration)
                .filter(generation -> generation != null)
                .count();
    }

    private void run() throws IOException, InterruptedException {

        client.resource(Objects.intent()).create();
        client.resource(Objects.cluster(50)).create();
        Parallel.forEach(
                IntStream.range(0, nodes).boxed().toList(),
                i -> client.resource(Objects.node("node-" + i, FUNCTIONS_PER_NODE))
                        .create());
        System.out.printf("%d nodes, %d VMs%n", nodes, vms);
        applyBesideTheOperator();
        List<AccelNetVM> decided = vmsNow();
        makeAnew();
        Duration bare = writeStatuses(decided);
        System.out.printf("a bare client's same statuses      %6d ms%n", bare.toMillis());
        makeAnew();
        startBesideTheVms(bare);
    }

    private void applyBesideTheOperator() throws IOException, InterruptedException {
        try (MeasuredOperator operator = MeasuredOperator.start(controlPlane.kubeconfig())) {
            await(() -> client.resources(AccelNetNode.class).list().getItems().stream()
                    .allMatch(Statuses::isReady));
            long idle = operator.residentMegabytes();
            Tool kubectl = Tool.of(Program.KUBECTL, controlPlane.kubeconfig());
            Path manifests = manifests();
            long started = System.nanoTime();
            kubectl.run("apply", "-f", manifests.toString()).expectSuccess();
            Duration applied = since(started);
            await(() -> decided() == vms);
            System.out.printf("kubectl apply alone took           %6d ms%n", applied.toMillis());
            System.out.printf(
                    "all decided after its start        %6d ms%n",
                    since(started).toMillis());
            System.out.printf(
                    "operator's resident memory         %6d MB idle, %d MB after%n",
                    idle, operator.residentMegabytes());
        }
    }

    private void startBesideTheVms(Duration bare) throws IOException {
        long started = System.nanoTime();
        try (MeasuredOperator operator = MeasuredOperator.start(controlPlane.kubeconfig())) {
            await(() -> decided() > 0);
            long first = System.nanoTime();
            await(() -> decided() == vms);
            Duration work = since(first);
            System.out.printf(
                    "all there before it starts         %6d ms%n",
                    since(started).toMillis());
            System.out.printf(
                    "from the first to the last of them %6d ms, %.2f times the bare client%n",
                    work.toMillis(), (double) work.toMillis() / bare.toMillis());
            System.out.printf("operator's resident memory         %6d MB%n", operator.residentMegabytes());
        }
    }

    private Path manifests() throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        Path file = Files.createTempFile("vms", ".yaml");
        Files.write(
                file,
                IntStream.range(0, vms)
                        .mapToObj(this::vm)
                        .map(serialization::asYaml)
                        .toList());
        return file;
    }

    private AccelNetVM vm(int number) {
        return Objects.vm(NAMESPACE, "vm-" + number);
    }

    private void makeAnew() {
        client.resources(AccelNetVM.class).inNamespace(NAMESPACE).delete();
        await(() -> vmsNow().isEmpty());
        Parallel.forEach(
                IntStream.range(0, vms).boxed().toList(),
                i -> client.resource(vm(i)).create());
    }

    /** Eight writes at a time, as the operator does it. */
    private Duration writeStatuses(List<AccelNetVM> withStatus) {
        List<AccelNetVM> fresh = new ArrayList<>();
        for (AccelNetVM vm : vmsNow()) {
            withStatus.stream()
                    .filter(old ->
                            old.getMetadata().getName().equals(vm.getMetadata().getName()))
                    .findFirst()
                    .ifPresent(old -> vm.setStatus(old.getStatus()));
            fresh.add(vm);
        }
        List<AccelNetNode> ledgers = client.resources(AccelNetNode.class).list().getItems();
        long started = System.nanoTime();
        Parallel.forEach(
                Stream.concat(fresh.stream(), ledgers.stream()).toList(),
                object -> client.resource(object).updateStatus());
        return since(started);
    }

    private List<AccelNetVM> vmsNow() {
        return client.resources(AccelNetVM.class).inNamespace(NAMESPACE).list().getItems();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
