package io.accelnet.bench;

import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Parallel;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.KubeVirtActor;
import io.accelnet.testing.kubevirt.KubeVirtCrds;
import io.accelnet.testing.kubevirt.KubeVirtKinds;
import io.accelnet.testing.kubevirt.SriovHost;
import io.accelnet.testing.kubevirt.VirtualMachines;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Measures how long the gate holds pods up that are all there at once, beside kube-scheduler alone, on a genuine API server.
 *
 * <p>The pods are those of VMs. In the place of KubeVirt's controllers and of kubelet stands the tests' actor: it makes the pods, and
 * runs those that are bound, on both sides. Each side begins with all pods there and none bound:
 *
 * <ol>
 *   <li>kube-scheduler alone: the operator's policies aren't there, nor is the operator. kube-scheduler starts, and binds.
 *   <li>With the gate: VMs of the same names and kind are all admitted, and stopped. Their pods are made while the operator is away,
 *       so that they wait at the gate. The operator starts, and opens them; kube-scheduler, which has run all the time, binds.
 * </ol>
 *
 * <p>Measured is from the start of kube-scheduler, or of the operator, until the last pod is bound. The operator is a process of its
 * own with the rights that it is installed with. kube-scheduler sends as many requests a second as it does by default, 50.
 *
 * <p>The ratio is kube-scheduler's time alone divided by that with the gate: 1 means that the gate costs no time. Argument: how many
 * pods.
 */
final class GateBench {
    private static final int PODS = 2_000;
    private static final int PODS_ON_A_HOST = 25;
    private static final int FEWEST_HOSTS = 4;
    private static final int FUNCTIONS = 64;
    private static final int PERCENTAGE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final String NAMESPACE = "bench";
    private static final String RESOURCE = "vm_ports";
    private static final String RESOURCE_NAME = "openshift.io/vm_ports";
    private static final String WITHOUT_GATE = "deploy";
    private static final String WITH_GATE = "src/test/resources/kustomize/gate-on";
    private static final String OPERATOR =
            "system:serviceaccount:" + InstalledOperator.NAMESPACE + ":" + InstalledOperator.SERVICE_ACCOUNT;
    private static final String NONE = "";

    private final int pods;
    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final ObjectWatch watch;
    private final BareClient bare;
    private final VirtualMachines vms;
    private final Path log;
    private final ResultTable results;

    private GateBench(
            int pods,
            ControlPlane controlPlane,
            KubernetesClient client,
            ObjectWatch watch,
            Path log,
            ResultTable results) {
        this.pods = pods;
        this.controlPlane = controlPlane;
        this.client = client;
        this.watch = watch;
        this.bare = new BareClient(client);
        this.vms = new VirtualMachines(client, NAMESPACE);
        this.log = log;
        this.results = results;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int pods = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PODS;
        measure(pods, Path.of("target", "bench-gate"), System.out);
    }

    /** Measures with a control plane of its own, with the operator's log in this folder, and prints a table of what came out. */
    static void measure(int pods, Path folder, PrintStream out) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("operator.log");
        Files.deleteIfExists(log);
        ResultTable results = new ResultTable(
                System.err, List.of("measure", "with the gate", "kube-scheduler alone", "ratio", "operator's CPU"));
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient watching = client(controlPlane);
                KubernetesClient writing = client(controlPlane)) {
            KubeVirtCrds.ofEnvironment().install(writing);
            InstalledOperator.in(controlPlane, WITHOUT_GATE);
            try (ObjectWatch watch = new ObjectWatch(watching)) {
                new GateBench(pods, controlPlane, writing, watch, log, results).run();
            }
        } finally {
            out.printf("%,d pods, %,d hosts%n%n", pods, hosts(pods));
            results.print(out);
        }
    }

    private static KubernetesClient client(ControlPlane controlPlane) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }

    private static int hosts(int pods) {
        return Math.max(FEWEST_HOSTS, Math.ceilDiv(pods, PODS_ON_A_HOST));
    }

    private void run() throws IOException, InterruptedException {
        create();
        try (KubeVirtActor _ = KubeVirtActor.start(client, ActorSettings.brisk())) {
            Binding alone = alone();
            Binding gated = gated();
            results.row(
                    "until the first pod is bound",
                    ResultTable.text(gated.first()),
                    ResultTable.text(alone.first()),
                    ResultTable.ratio(gated.first(), alone.first()),
                    NONE);
            results.row(
                    "until all pods are bound",
                    gated.text(pods),
                    alone.text(pods),
                    ResultTable.ratio(gated.all(), alone.all()),
                    ResultTable.text(gated.cpu()));
        }
    }

    private void create() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        vms.createNetwork(RESOURCE_NAME);
        Parallel.forEach(
                IntStream.range(0, hosts(pods)).mapToObj("host-%04d"::formatted).toList(),
                name -> SriovHost.of(name, RESOURCE, List.of(Objects.PORT), FUNCTIONS)
                        .create(client));
        Parallel.forEach(names(), name -> vms.create(name, "Halted", 1, "2Gi"));
    }

    private List<String> names() {
        return IntStream.range(0, pods).mapToObj("vm-%06d"::formatted).toList();
    }

    /**
     * How long the pods took.
     *
     * @param first until the first one was bound
     * @param all until all were bound
     * @param cpu the operator's processor time; none where it didn't run
     */
    private record Binding(Duration first, Duration all, Duration cpu) {
        String text(int pods) {
            return "%s (%s)".formatted(ResultTable.text(all), ResultTable.pace(pods, all));
        }
    }

    private Binding alone() throws InterruptedException {
        startVms(pod -> !Gate.holds(pod));
        Expectation first = first(GateBench::isBound);
        Expectation all = all("pods to be bound", GateBench::isBound);
        long started = System.nanoTime();
        controlPlane.startScheduler();
        Binding binding = new Binding(
                Duration.ofNanos(first.await() - started), Duration.ofNanos(all.await() - started), Duration.ZERO);
        stopVms();
        return binding;
    }

    private Binding gated() throws IOException, InterruptedException {
        InstalledOperator.in(controlPlane, WITH_GATE);
        admitAll();
        startVms(Gate::holds);
        Expectation firstOpen = first(pod -> !Gate.holds(pod));
        Expectation allOpen = all("pods to be opened", pod -> !Gate.holds(pod));
        Expectation first = first(GateBench::isBound);
        Expectation all = all("pods to be bound", GateBench::isBound);
        try (MeasuredOperator operator = operate()) {
            long started = operator.started();
            onlyWithGate("until the first pod is opened", Duration.ofNanos(firstOpen.await(operator) - started));
            onlyWithGate("until all pods are opened", Duration.ofNanos(allOpen.await(operator) - started));
            Binding binding = new Binding(
                    Duration.ofNanos(first.await(operator) - started),
                    Duration.ofNanos(all.await(operator) - started),
                    operator.processorTime());
            results.row(
                    "the operator's memory",
                    "%d MB, at most %d MB".formatted(operator.residentMegabytes(), operator.mostResidentMegabytes()),
                    NONE,
                    NONE,
                    NONE);
            return binding;
        }
    }

    private void onlyWithGate(String measure, Duration time) {
        results.row(measure, ResultTable.text(time), NONE, NONE, NONE);
    }

    private MeasuredOperator operate() throws IOException {
        return MeasuredOperator.start(
                controlPlane.kubeconfigFor(OPERATOR, "system:serviceaccounts"),
                InstalledOperator.NAMESPACE,
                log,
                "--enforcement",
                "On");
    }

    /** Every VM has its place, and doesn't run. The operator is away then. */
    private void admitAll() throws IOException, InterruptedException {
        NetworkIntent intent = Objects.intent(RESOURCE_NAME);
        bare.create(List.of(intent, Objects.cluster(PERCENTAGE)));
        Expectation admitted = watch.expect(
                "VMs to be admitted",
                names(),
                object -> object instanceof AccelNetVM vm && hasPlace(vm)
                        ? List.of(vm.getMetadata().getName())
                        : List.of());
        try (MeasuredOperator operator = operate()) {
            bare.create(names().stream()
                    .map(name -> Objects.reference(NAMESPACE, name, name))
                    .toList());
            admitted.await(operator);
        }
        await().atMost(PATIENCE).until(this::holdsPods);
    }

    private static boolean hasPlace(AccelNetVM vm) {
        return Optional.ofNullable(vm.getStatus())
                .map(AccelNetVMStatus::nodeName)
                .isPresent();
    }

    /** The API server takes policies up from its own watch. */
    private boolean holdsPods() {
        Pod probe = Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: probe, namespace: %s}
                spec: {containers: [{name: compute, image: none, resources: {limits: {%s: 1}}}]}
                """.formatted(NAMESPACE, RESOURCE_NAME), Pod.class);
        return Gate.holds(client.resource(probe).dryRun().create());
    }

    /** Has all VMs start, and waits until their pods are there. */
    private void startVms(Predicate<Pod> are) throws InterruptedException {
        watch.count();
        Expectation made = all("pods to be made", are.and(pod -> !isBound(pod)));
        Parallel.forEach(names(), name -> vms.run(name, "Always"));
        made.await();
    }

    private void stopVms() {
        Parallel.forEach(names(), name -> vms.run(name, "Halted"));
        await().atMost(PATIENCE)
                .until(() -> vms.client()
                        .genericKubernetesResources(KubeVirtKinds.INSTANCE)
                        .inNamespace(NAMESPACE)
                        .list(new ListOptionsBuilder().withLimit(1L).build())
                        .getItems()
                        .isEmpty());
    }

    private Expectation first(Predicate<Pod> that) {
        String first = "the first";
        return watch.expect(
                "the first pod",
                List.of(first),
                object -> object instanceof Pod pod && isOfVm(pod) && that.test(pod) ? List.of(first) : List.of());
    }

    private Expectation all(String what, Predicate<Pod> that) {
        return watch.expect(
                what,
                names(),
                object -> object instanceof Pod pod && isOfVm(pod) && that.test(pod)
                        ? List.of(pod.getMetadata()
                                .getOwnerReferences()
                                .getFirst()
                                .getName())
                        : List.of());
    }

    private static boolean isOfVm(HasMetadata pod) {
        return NAMESPACE.equals(pod.getMetadata().getNamespace());
    }

    private static boolean isBound(Pod pod) {
        return pod.getSpec().getNodeName() != null;
    }
}
