package io.accelnet.bench;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the verbs that read statuses take beside kubectl for the same lists, on a genuine API server. Nobody writes meanwhile: the statuses
 * are those of one plan. Each command is run in turn with kubectl's, and the median counts. Arguments: nodes, VMs.
 */
final class VerbBench {
    private static final String COMMAND = "target/accelnet/bin/accelnet";
    private static final int RUNS = 3;

    private final Path kubeconfig;

    private VerbBench(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int nodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int vms = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                        .build()) {
            Crds.install(client);
            create(client, nodes, vms);
            System.out.printf("%,d nodes, %,d VMs; the median of %d runs%n%n", nodes, vms, RUNS);
            System.out.println(
                    "| verb | its time | kubectl's time for the same lists | more | its CPU | kubectl's CPU |");
            System.out.println("|---|--:|--:|--:|--:|--:|");
            VerbBench bench = new VerbBench(controlPlane.kubeconfig());
            bench.compare(List.of("get"), List.of(List.of("get", "accelnetclusters")));
            bench.compare(List.of("get", "vms", "-A"), List.of(List.of("get", "accelnetvms", "-A")));
            bench.compare(
                    List.of("get", "vms", "-A", "-o", "json"),
                    List.of(List.of("get", "accelnetvms", "-A", "-o", "json")));
            bench.compare(
                    List.of("status", Objects.CLUSTER),
                    List.of(List.of("get", "accelnetclusters"), List.of("get", "accelnetvms", "-A")));
            bench.compare(
                    List.of("top", "--once"),
                    List.of(List.of("get", "accelnetclusters"), List.of("get", "accelnetnodes")));
        }
    }

    private static void create(KubernetesClient client, int nodes, int vms) {
        BareClient bare = new BareClient(client);
        bare.create(List.of(Objects.intent(), Objects.cluster(10)));
        int functions = 2 * vms / nodes;
        bare.create(IntStream.range(0, nodes)
                .mapToObj(number -> Objects.node("node-%05d".formatted(number), functions))
                .toList());
        bare.create(IntStream.range(0, vms)
                .mapToObj(number -> Objects.vm("default", "vm-%05d".formatted(number)))
                .toList());
        ClusterObjects objects = new ClusterObjects(
                bare.list(NetworkIntent.class),
                bare.list(AccelNetNode.class),
                bare.list(AccelNetCluster.class),
                bare.list(AccelNetVM.class),
                List.of(),
                client.namespaces().list().getItems());
        Clock clock = Clock.systemUTC();
        Plan plan = SettledPlan.of(Gather.snapshot(objects, clock.instant())).plan();
        Statuses statuses = new Statuses(new ConditionMerger(clock));
        objects.clusters()
                .forEach(cluster -> cluster.setStatus(statuses.of(
                        cluster,
                        Optional.ofNullable(plan.clusters()
                                        .get(cluster.getMetadata().getName()))
                                .orElseThrow())));
        objects.nodes()
                .forEach(node -> node.setStatus(statuses.of(
                        node,
                        Optional.ofNullable(plan.nodes().get(node.getMetadata().getName()))
                                .orElseThrow())));
        objects.vms()
                .forEach(vm -> vm.setStatus(statuses.of(
                        vm,
                        Optional.ofNullable(plan.vms()
                                        .get(new VmId(
                                                vm.getMetadata().getNamespace(),
                                                vm.getMetadata().getName())))
                                .orElseThrow())));
        List<CustomResource<?, ?>> written = new ArrayList<>(objects.clusters());
        written.addAll(objects.nodes());
        written.addAll(objects.vms());
        try (ExecutorService writers = Executors.newFixedThreadPool(BareClient.WRITERS)) {
            CompletableFuture.allOf(written.stream()
                            .map(object -> CompletableFuture.runAsync(
                                    () -> client.resource(object).updateStatus(), writers))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    /**
     * What a command took.
     *
     * @param wall by the clock on the wall
     * @param processor user and system
     */
    private record Took(Duration wall, Duration processor) {
        private static final Took NOTHING = new Took(Duration.ZERO, Duration.ZERO);

        private Took plus(Took other) {
            return new Took(wall.plus(other.wall), processor.plus(other.processor));
        }
    }

    /** With a first run that counts for neither. */
    private void compare(List<String> verb, List<List<String>> kubectl) throws IOException, InterruptedException {
        List<Took> ours = new ArrayList<>();
        List<Took> theirs = new ArrayList<>();
        for (int run = 0; run <= RUNS; run++) {
            Took our = run(COMMAND, verb);
            Took their = Took.NOTHING;
            for (List<String> words : kubectl) {
                their = their.plus(run("kubectl", words));
            }
            if (run > 0) {
                ours.add(our);
                theirs.add(their);
            }
        }
        System.out.printf(
                "| `%s` | %.2f s | %.2f s | %+.2f s | %.2f s | %.2f s |%n",
                String.join(" ", verb),
                median(ours, Took::wall),
                median(theirs, Took::wall),
                median(ours, Took::wall) - median(theirs, Took::wall),
                median(ours, Took::processor),
                median(theirs, Took::processor));
    }

    private static double median(List<Took> runs, Function<Took, Duration> time) {
        return runs.stream().map(time).sorted().toList().get(runs.size() / 2).toMillis() / 1e3;
    }

    /** The shell says what its children took. */
    private Took run(String command, List<String> words) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null; [ $? -le 1 ] || exit 2; times", "sh", command));
        line.addAll(words);
        line.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        long started = System.nanoTime();
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", line) + " fails");
        }
        return new Took(Duration.ofNanos(System.nanoTime() - started), processorTime(said.getLast()));
    }

    /** Of children, user and system, such as 0m0.123000s 0m0.045000s. */
    private static Duration processorTime(String times) {
        return Stream.of(times.strip().split("\\s+"))
                .map(time -> time.replaceAll("s$", "").split("m"))
                .map(parts -> Duration.ofMinutes(Long.parseLong(parts[0]))
                        .plusMillis(Math.round(Double.parseDouble(parts[1]) * 1e3)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
