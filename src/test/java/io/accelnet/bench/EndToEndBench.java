package io.accelnet.bench;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the operator on a genuine API server, each time beside a bare client that writes the same.
 *
 * <p>The operator is a process of its own. What it does is seen by a watch of the bench's own, which stays open while the bare
 * client is measured, so that both pay for it. The phases:
 *
 * <ol>
 *   <li>Nodes and VMs are there, and undecided. The operator starts, and decides all. Measured is from its first status write to
 *       its last one that was needed, since a bare client has no JVM to start and nothing to plan.
 *   <li>The operator starts beside all of them, decided. One VM waits; when it is decided, the operator has read everything and
 *       planned everything. Everything else it should leave as it is.
 *   <li>A burst of new VMs is created beside the running operator, until the last is decided.
 *   <li>One node fails: from the change of its AccelNetNode until each of its VMs has a place in the ledger of another node, its
 *       own ledger is empty, and each of these VMs' statuses says so.
 *   <li>The same for ten nodes at once.
 * </ol>
 *
 * <p>The bare client is a client of the same kind, in the bench's own JVM, warm from creating all the objects, with as many
 * writes at a time as the operator has. It knows the statuses, since the operator has written them before, and writes each of
 * them once: with the operator stopped, it writes every object whose status changed in the phase once more, with transition
 * times that are a second earlier, as the API server wouldn't store what is the same. The body is what the operator sends: the
 * name, the version and the status. In place of the burst it creates copies of those VMs, and writes each one's status when it
 * is created. So it is measured after the operator, in the same run, phase 1 at once and the others at the end.
 *
 * <p>The ratio is the bare client's time divided by the operator's. 1 means that deciding costs no time. Arguments: nodes, VMs,
 * and how many VMs the burst has.
 */
final class EndToEndBench {
    private static final String NAMESPACE = "default";

    private final ControlPlane controlPlane;
    private final ObjectWatch watch;
    private final BareClient bare;
    private final Sizes sizes;
    private final Path log;
    private final ResultTable results;

    private EndToEndBench(
            ControlPlane controlPlane, ObjectWatch watch, BareClient bare, Sizes sizes, Path log, ResultTable results) {
        this.controlPlane = controlPlane;
        this.watch = watch;
        this.bare = bare;
        this.sizes = sizes;
        this.log = log;
        this.results = results;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        measure(Sizes.of(arguments), Path.of("target", "bench-e2e"), System.out);
    }

    /** Measures with a control plane of its own, with the operator's log in this folder, and prints a table of what came out. */
    static void measure(Sizes sizes, Path folder, PrintStream out) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("operator.log");
        Files.deleteIfExists(log);
        ResultTable results = new ResultTable(System.err);
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient watching = client(controlPlane);
                KubernetesClient writing = client(controlPlane)) {
            Crds.install(writing);
            try (ObjectWatch watch = new ObjectWatch(watching)) {
                new EndToEndBench(controlPlane, watch, new BareClient(writing), sizes, log, results).run();
            }
        } finally {
            out.printf("%,d nodes, %,d VMs%n%n", sizes.nodes(), sizes.vms());
            results.print(out);
        }
    }

    private static KubernetesClient client(ControlPlane controlPlane) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }

    private void run() throws IOException, InterruptedException {
        create();
        decideAll();
        bare.create(List.of(vm("waiting")));
        Duration reading = readAll();
        Burst burst;
        List<NodeFailure> failures = new ArrayList<>();
        try (MeasuredOperator operator = MeasuredOperator.start(controlPlane.kubeconfig(), NAMESPACE, log)) {
            startBesideAll(operator, reading);
            burst = burst(operator);
            failures.add(NodeFailure.of(1, 4, operator, watch, bare));
            failures.add(NodeFailure.of(sizes.failing(), 5, operator, watch, bare));
            results.operator("memory at the end", memory(operator));
        }
        watch.count();
        compare(burst);
        failures.forEach(failure -> failure.compare(bare, results));
    }

    private void create() {
        bare.create(List.of(Objects.intent(), Objects.cluster(50)));
        List<AccelNetNode> nodes = IntStream.range(0, sizes.nodes())
                .mapToObj(number -> Objects.node("node-%05d".formatted(number), sizes.functionsPerNode()))
                .toList();
        Duration creation = bare.create(nodes).plus(bare.create(vms("vm", sizes.vms())));
        results.bare(
                "%,d nodes and %,d VMs created".formatted(sizes.nodes(), sizes.vms()),
                "%s (%s)"
                        .formatted(
                                ResultTable.text(creation), ResultTable.pace(sizes.nodes() + sizes.vms(), creation)));
    }

    private void decideAll() throws IOException, InterruptedException {
        StatusWrites writes = watch.count();
        List<Expectation> expectations = List.of(
                decided(names(vms("vm", sizes.vms()))),
                counted(sizes.vms()),
                watch.expect(
                        "all nodes to be ready",
                        IntStream.range(0, sizes.nodes())
                                .mapToObj("node-%05d"::formatted)
                                .toList(),
                        object -> object instanceof AccelNetNode node && Statuses.isReady(node)
                                ? List.of(name(node))
                                : List.of()));
        Duration decided;
        Duration processorTime;
        try (MeasuredOperator operator = MeasuredOperator.start(controlPlane.kubeconfig(), NAMESPACE, log)) {
            decided = Duration.ofNanos(last(operator, expectations) - writes.first());
            processorTime = operator.processorTime();
            results.operator(
                    "1: from its start to the first status write",
                    ResultTable.text(Duration.ofNanos(writes.first() - operator.started())));
            results.operator("1: memory when all are decided", memory(operator));
        }
        List<CustomResource<?, ?>> written = written(writes);
        results.pace(
                "1: all decided, from the first write to the last",
                new ResultTable.Side(decided, writes.count()),
                new ResultTable.Side(bare.writeAgain(written), written.size()),
                processorTime);
    }

    /** How long it takes a bare client to read everything that the operator reads at its start. */
    private Duration readAll() {
        long started = System.nanoTime();
        Stream.of(AccelNetVM.class, AccelNetNode.class, AccelNetCluster.class, NetworkIntent.class)
                .forEach(bare::list);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void startBesideAll(MeasuredOperator operator, Duration reading) throws IOException, InterruptedException {
        StatusWrites writes = watch.count();
        List<Expectation> expectations = List.of(decided(List.of("waiting")), counted(sizes.vms() + 1));
        long end = last(operator, expectations);
        results.beside(
                "2: start beside all, until one VM that waits is decided",
                new ResultTable.Side(Duration.ofNanos(end - operator.started()), writes.count()),
                "%s to read all".formatted(ResultTable.text(reading)),
                operator.processorTime());
        results.operator("2: memory", memory(operator));
    }

    private record Burst(Duration time, StatusWrites writes, Duration processorTime) {}

    private Burst burst(MeasuredOperator operator) throws InterruptedException {
        List<AccelNetVM> vms = vms("burst", sizes.burst());
        StatusWrites writes = watch.count();
        List<Expectation> expectations = List.of(decided(names(vms)), counted(sizes.vms() + 1 + sizes.burst()));
        Duration before = operator.processorTime();
        long started = System.nanoTime();
        bare.create(vms);
        Duration time = Duration.ofNanos(last(operator, expectations) - started);
        return new Burst(time, writes, operator.processorTime().minus(before));
    }

    private void compare(Burst burst) {
        List<AccelNetVM> vms = bare.list(AccelNetVM.class).stream()
                .filter(vm -> name(vm).startsWith("burst-"))
                .toList();
        Map<String, AccelNetVMStatus> statuses =
                vms.stream().collect(Collectors.toMap(vm -> "copy-of-" + name(vm), AccelNetVM::getStatus));
        List<AccelNetNode> ledgers = bare.list(AccelNetNode.class).stream()
                .filter(burst.writes()::has)
                .toList();
        List<AccelNetVM> copies =
                statuses.keySet().stream().sorted().map(this::vm).toList();
        Duration time = bare.createAndWrite(copies, statuses, ledgers);
        results.pace(
                "3: %,d new VMs, from the first creation until all are decided".formatted(sizes.burst()),
                new ResultTable.Side(burst.time(), burst.writes().count()),
                new ResultTable.Side(time, copies.size() + ledgers.size()),
                burst.processorTime());
    }

    private Expectation decided(Collection<String> names) {
        return watch.expect(
                "VMs to be decided",
                names,
                object -> object instanceof AccelNetVM vm && isObserved(vm) ? List.of(name(vm)) : List.of());
    }

    private static boolean isObserved(AccelNetVM vm) {
        return vm.getMetadata().getGeneration().equals(Statuses.observedGeneration(vm));
    }

    private Expectation counted(int vms) {
        return watch.expect(
                "the cluster to count %,d VMs".formatted(vms),
                List.of(Objects.CLUSTER),
                object -> object instanceof AccelNetCluster cluster
                                && cluster.getStatus() != null
                                && cluster.getStatus().virtualMachines() != null
                                && cluster.getStatus().virtualMachines().total() == vms
                        ? List.of(name(cluster))
                        : List.of());
    }

    private static long last(MeasuredOperator operator, List<Expectation> expectations) throws InterruptedException {
        long last = Long.MIN_VALUE;
        for (Expectation expectation : expectations) {
            last = Math.max(last, expectation.await(operator));
        }
        return last;
    }

    /** Everything that was written, ledgers first, as it is now. */
    private List<CustomResource<?, ?>> written(StatusWrites writes) {
        List<CustomResource<?, ?>> objects = new ArrayList<>();
        Stream.of(AccelNetNode.class, AccelNetVM.class, AccelNetCluster.class, NetworkIntent.class)
                .flatMap(type -> bare.list(type).stream())
                .filter(writes::has)
                .forEach(objects::add);
        return objects;
    }

    private List<AccelNetVM> vms(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> vm("%s-%06d".formatted(prefix, number)))
                .toList();
    }

    private AccelNetVM vm(String name) {
        return Objects.vm(NAMESPACE, name);
    }

    private static List<String> names(Collection<? extends HasMetadata> objects) {
        return objects.stream().map(EndToEndBench::name).toList();
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static String memory(MeasuredOperator operator) throws IOException {
        return "%d MB, at most %d MB".formatted(operator.residentMegabytes(), operator.mostResidentMegabytes());
    }
}
