package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.crd.ServerVerdict;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Parallel;
import io.accelnet.operator.harness.Settled;
import io.accelnet.plan.Planner;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The fuzzer's manifests on a genuine API server with the operator running: {@code make fuzz-api CASES=10000}. The API server and the
 * command's check say the same about each; what is accepted is decided; and a cluster that stands beside doesn't notice.
 */
public final class ApiFuzz {
    private static final Path FOLDER = Path.of("target", "fuzz-api");
    private static final int MANIFESTS = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** One plan decides, and another is made while the ledger is written, and one that sees the VM's status unwritten; doubled. */
    private static final int MOST_PLANS = 6;

    private static final int MOST_EXPRESSIONS = 32;
    private static final int ATTEMPTS = 5;
    private static final int TOLD = 5;
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(AccelNetVM.class, AccelNetCluster.class, AccelNetNode.class, NetworkIntent.class);

    private final PrintStream out;
    private final CrdSchemas crds = CrdSchemas.load();
    private final Schemas schemas = Schemas.load();
    private final List<String> found = new ArrayList<>();
    private final AtomicInteger plans = new AtomicInteger();
    private int manifests;
    private int refused;
    private int mostPlans;

    ApiFuzz(PrintStream out) {
        this.out = out;
    }

    /** Takes words such as {@code cases=1000}. */
    public static void main(String[] args) throws Exception {
        Words words = Words.of(args, List.of("cases", "seed"));
        ApiFuzz fuzz = new ApiFuzz(System.out);
        try (ControlPlane controlPlane = ControlPlane.start()) {
            fuzz.run(controlPlane, words.seed(), words.number("cases", MANIFESTS));
        }
        System.exit(fuzz.found().isEmpty() ? 0 : 1);
    }

    /** Plays cases from this seed on until so many manifests were sent. */
    void run(ControlPlane controlPlane, long seed, int wanted) {
        out.println("seed " + seed);
        try (Arena arena = Arena.on(controlPlane)) {
            Bystander bystander = new Bystander(arena);
            Planner planner = new Planner();
            arena.operator(options -> options.planner(snapshot -> {
                plans.incrementAndGet();
                bystander.planned(snapshot);
                return planner.decide(snapshot);
            }));
            bystander.create();
            await(bystander::isReady);
            await(() -> left(arena.client()).isEmpty());
            Map<String, String> undisturbed = bystander.state();
            for (long number = seed; manifests < wanted && found.size() < TOLD; number++) {
                one(arena, bystander, undisturbed, number);
            }
        } catch (AssertionError broken) {
            found.add("rules broken at some moment: " + broken.getMessage());
        }
        summary();
    }

    private void one(Arena arena, Bystander bystander, Map<String, String> undisturbed, long seed) {
        List<ObjectNode> objects = FuzzCase.of(crds, seed).objects();
        createNamespaces(arena.client(), FuzzCase.of(crds, seed));
        Queue<Finding> findings = new ConcurrentLinkedQueue<>();
        AtomicInteger no = new AtomicInteger();
        bystander.createNewVm();
        Parallel.forEach(objects, object -> {
            if (!compare(arena.client(), asUsersWriteIt(object), findings)) {
                no.incrementAndGet();
            }
        });
        manifests += objects.size();
        refused += no.get();
        if (!await(bystander::isNewVmReady)) {
            findings.add(new Finding("the bystander noticed", "its new VM isn't ready"));
        }
        mostPlans = Math.max(mostPlans, bystander.plansWhileUndecided());
        if (bystander.plansWhileUndecided() > MOST_PLANS) {
            findings.add(new Finding(
                    "the bystander noticed",
                    "its new VM was decided after " + bystander.plansWhileUndecided() + " plans"));
        }
        if (!await(() -> left(arena.client()).isEmpty())) {
            findings.add(new Finding("doesn't settle", left(arena.client()).toString()));
        }
        bystander.deleteNewVm();
        if (!await(() -> bystander.state().equals(undisturbed))) {
            findings.add(new Finding("the bystander noticed", bystander.state() + " instead of " + undisturbed));
        }
        if (!findings.isEmpty()) {
            tell(seed, objects, findings);
        }
        clear(arena.client());
        if (manifests / 1000 > (manifests - objects.size()) / 1000) {
            summary();
        }
    }

    private void tell(long seed, List<ObjectNode> objects, Queue<Finding> findings) {
        Path file = FOLDER.resolve(seed + ".yaml");
        Manifests.write(file, objects);
        String command = "make fuzz-api SEED=" + seed + " CASES=1";
        findings.stream().limit(TOLD).forEach(finding -> {
            found.add(command + ": " + finding);
            out.printf("FOUND %s%n  again: %s%n  manifests: %s%n", finding, command, file);
        });
    }

    /** What the API server gives objects is left to it, and no cluster selects the bystander's nodes. */
    private static ObjectNode asUsersWriteIt(ObjectNode object) {
        ObjectNode metadata = (ObjectNode) object.get("metadata");
        metadata.remove(List.of("uid", "generation", "creationTimestamp"));
        object.remove("status");
        if (object.get("kind").asText().equals("AccelNetCluster") && object.get("spec") instanceof ObjectNode spec) {
            keepApart(spec);
        }
        return object;
    }

    /** Who selects a node that another cluster has is told so, and so is the other: that would be noticed, and is meant to be. */
    private static void keepApart(ObjectNode spec) {
        if (!spec.has("nodeSelector")) {
            spec.putObject("nodeSelector");
        }
        if (!(spec.get("nodeSelector") instanceof ObjectNode selector)) {
            return;
        }
        if (!selector.has("matchExpressions")) {
            selector.putArray("matchExpressions");
        }
        if (selector.get("matchExpressions") instanceof ArrayNode expressions
                && expressions.size() <= MOST_EXPRESSIONS) {
            ObjectNode apart =
                    expressions.size() == MOST_EXPRESSIONS ? expressions.objectNode() : expressions.addObject();
            apart.put("key", "bystander").put("operator", "DoesNotExist");
            expressions.set(expressions.size() - 1, apart);
        }
    }

    /** Shows a manifest to both; says whether it is accepted. */
    private boolean compare(KubernetesClient client, ObjectNode object, Queue<Finding> findings) {
        List<FieldError> errors = Judged.created(schemas, object).errors();
        ServerVerdict verdict = verdict(client, object);
        Set<String> offline = verdict.comparable(errors);
        if (verdict.accepted() != errors.isEmpty()) {
            findings.add(new Finding(
                    "verdicts differ", offline + " but the API server says " + verdict.said() + " of " + object));
        } else if (!offline.equals(verdict.said())) {
            findings.add(new Finding(
                    "refused in other words",
                    offline + " but the API server says " + verdict.said() + " of " + object));
        }
        return verdict.accepted();
    }

    /** Where an answer is lost, or another request was in the way, the same is asked again: then it may be there already. */
    private static ServerVerdict verdict(KubernetesClient client, ObjectNode object) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ServerVerdict.of(client, object, false);
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    return new ServerVerdict(Set.of(), false);
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void createNamespaces(KubernetesClient client, FuzzCase fuzzCase) {
        for (String name : fuzzCase.vocabulary().namespaces()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .addToLabels("site", Draw.of(fuzzCase.seed(), name).of(Labels.VALUES))
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
    }

    /** What a fresh plan would change, without VMs that name a VirtualMachine: why that isn't found only the operator knows. */
    private static List<String> left(KubernetesClient client) {
        Set<String> withReference = client.resources(AccelNetVM.class).inAnyNamespace().list().getItems().stream()
                .filter(vm -> vm.getSpec().virtualMachineRef() != null && vm.getStatus() != null)
                .map(vm -> ObjectKey.of(vm).toString())
                .collect(Collectors.toSet());
        return Settled.left(client).stream()
                .filter(name -> !withReference.contains(name))
                .toList();
    }

    private static void clear(KubernetesClient client) {
        for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
            client.resources(kind).inAnyNamespace().list().getItems().stream()
                    .filter(object -> !object.getMetadata().getName().startsWith("bystander"))
                    .forEach(object -> client.resource(object).delete());
        }
    }

    private static boolean await(BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(condition::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void summary() {
        out.printf(
                "%,d manifests, %,d refused, %,d plans; the bystander's new VM was decided within %d plans; %d found%n",
                manifests, refused, plans.get(), mostPlans, found.size());
    }

    /** What was found, each with how to see it again. */
    List<String> found() {
        return found;
    }
}
