package io.accelnet.bench;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.console.Browser;
import io.accelnet.console.Console;
import io.accelnet.console.KnownActions;
import io.accelnet.console.KnownFacts;
import io.accelnet.console.action.Terminal;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long the console takes for a page once it knows a cluster: the first pages, a search, a part that is the same as before, and what becomes
 * of a VM. Beside them is what it takes to write the same objects as JSON and to read it. The median of some runs counts. Arguments: nodes, VMs; half of the VMs are enabled.
 */
final class ConsoleBench {
    private static final int RUNS = 11;
    private static final int UNMEASURED = 5;

    /** What is planned for takes a second or more. */
    private static final int PLANS = 3;

    private ConsoleBench() {}

    private interface Question {
        Browser.Answer ask() throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        int nodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int vms = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        KnownFacts facts = facts(nodes, vms);
        Terminal terminal = new Terminal(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        try (Console console = new Console(facts, new KnownActions(facts), "bench", 0, terminal)) {
            Browser browser = Browser.at(console.address());
            System.out.printf(
                    "%,d nodes, %,d VMs, of which half are enabled; the median of %d runs, of plans %d%n%n",
                    nodes, vms, RUNS, PLANS);
            System.out.println("| page | time | size |");
            System.out.println("|---|--:|--:|");
            baselines(facts);
            measure("Overview", () -> browser.get("/overview"));
            measure("Enabled VMs", () -> browser.get("/enabled"));
            measure("Enabled VMs, a search", () -> browser.get("/enabled?q=node-00042"));
            measure("Disabled VMs", () -> browser.get("/disabled"));
            measure("Disabled VMs, a search", () -> browser.get("/disabled?q=vm-19999"));
            measure("Status", () -> browser.get("/status"));
            String seen = browser.get("/enabled").body().replaceAll("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
            measure("nothing new on Enabled VMs", () -> browser.post("/enabled/live", new Browser.Field("seen", seen)));
            measure("What if", () -> browser.get("/what-if"));
            measure("What if, a search", () -> browser.get("/what-if?q=node-00042"));
            plan(
                    "another share on the slider of Settings",
                    () -> browser.post(
                            "/settings/outcome",
                            new Browser.Field("cluster", Objects.CLUSTER),
                            new Browser.Field("intent", Objects.INTENT),
                            new Browser.Field("reserve", "12")));
            plan(
                    "who moves if a host fails",
                    () -> browser.post("/what-if/outcome", new Browser.Field("host", "node-00001")));
            plan(
                    "what becomes of a VM of another performance",
                    () -> browser.post(
                            "/enabled/outcome",
                            new Browser.Field("vm", "default/vm-00001"),
                            new Browser.Field("performance", "High"),
                            new Browser.Field("do", "set")));
        }
    }

    /** What anybody needs who asks for the same objects, as `kubectl get` does: the least of it, to write them as JSON and to read that. */
    private static void baselines(KnownFacts facts) throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        String vms = serialization.asJson(facts.vms().objects());
        String nodes = serialization.asJson(facts.nodes().objects());
        measure(
                "baseline: the AccelNetVMs as JSON",
                () -> answer(serialization.asJson(facts.vms().objects())));
        measure("baseline: that JSON read again", () -> {
            serialization.unmarshal(vms, AccelNetVM[].class);
            return answer(vms);
        });
        measure(
                "baseline: the AccelNetNodes as JSON",
                () -> answer(serialization.asJson(facts.nodes().objects())));
        measure("baseline: that JSON read again", () -> {
            serialization.unmarshal(nodes, AccelNetNode[].class);
            return answer(nodes);
        });
    }

    private static Browser.Answer answer(String text) {
        return new Browser.Answer(200, Map.of(), text);
    }

    private static void measure(String page, Question question) throws IOException {
        measure(page, UNMEASURED, RUNS, question);
    }

    private static void plan(String page, Question question) throws IOException {
        measure(page, 1, PLANS, question);
    }

    private static void measure(String page, int unmeasured, int runs, Question question) throws IOException {
        List<Long> times = new ArrayList<>();
        int size = 0;
        for (int run = 0; run < unmeasured + runs; run++) {
            long start = System.nanoTime();
            Browser.Answer answer = question.ask();
            long took = System.nanoTime() - start;
            if (answer.status() >= 400) {
                throw new IllegalStateException(page + ": " + answer);
            }
            size = answer.body().length();
            if (run >= unmeasured) {
                times.add(took);
            }
        }
        System.out.printf(
                "| %s | %.0f ms | %.0f kB |%n",
                page, times.stream().sorted().toList().get(runs / 2) / 1e6, size / 1e3);
    }

    private static KnownFacts facts(int nodes, int vms) {
        ClusterObjects objects = new ClusterObjects(
                List.of(Objects.intent()),
                IntStream.range(0, nodes)
                        .mapToObj(number -> Objects.node("node-%05d".formatted(number), 2 * vms / nodes))
                        .toList(),
                List.of(Objects.cluster(10)),
                IntStream.range(0, vms / 2)
                        .mapToObj(number -> Objects.vm("default", "vm-%05d".formatted(number)))
                        .toList(),
                List.of(),
                List.of());
        Assumptions.identify(objects);
        KnownFacts facts = new KnownFacts();
        withStatuses(objects).forEach(facts::has);
        KubernetesSerialization serialization = new KubernetesSerialization();
        KubeVirtVirtualMachine like = KnownFacts.machine("default", "vm");
        IntStream.range(vms / 2, vms).forEach(number -> {
            KubeVirtVirtualMachine machine = serialization.clone(like);
            machine.getMetadata().setName("vm-%05d".formatted(number));
            facts.has(machine);
        });
        return facts;
    }

    private static List<HasMetadata> withStatuses(ClusterObjects objects) {
        Clock clock = Clock.systemUTC();
        Plan plan = SettledPlan.of(Gather.snapshot(objects, clock.instant()), new Planner())
                .plan();
        Statuses statuses = new Statuses(new ConditionMerger(clock));
        List<HasMetadata> all = new ArrayList<>(objects.intents());
        objects.clusters().forEach(cluster -> {
            cluster.setStatus(statuses.of(
                    cluster,
                    Optional.ofNullable(
                                    plan.clusters().get(cluster.getMetadata().getName()))
                            .orElseThrow()));
            all.add(cluster);
        });
        objects.nodes().forEach(node -> {
            node.setStatus(statuses.of(
                    node,
                    Optional.ofNullable(plan.nodes().get(node.getMetadata().getName()))
                            .orElseThrow()));
            all.add(node);
        });
        objects.vms().forEach(vm -> {
            vm.setStatus(statuses.of(
                    vm,
                    Optional.ofNullable(plan.vms()
                                    .get(new VmId(
                                            vm.getMetadata().getNamespace(),
                                            vm.getMetadata().getName())))
                            .orElseThrow()));
            all.add(vm);
        });
        all.forEach(object -> object.getMetadata().setResourceVersion("1"));
        return all;
    }
}
