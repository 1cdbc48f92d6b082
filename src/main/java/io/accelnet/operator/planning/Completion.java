package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Ledgers;
import io.accelnet.operator.gather.NodeNames;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.Vms;
import io.accelnet.operator.planning.Departures.Departed;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Gettable;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server for what the caches lack although something refers to it, before a plan concludes that it is gone and
 * takes virtual functions away. A stale cache can otherwise do no harm: every write names the version that it stands on. Where
 * there is no answer, the VMs concerned are left as they are, and nobody else waits for that.
 *
 * <p>The SDK has nothing for this: for it, what isn't in a cache doesn't exist.
 */
public final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    /**
     * After so long nobody else is asked for, and a plan is made without. A request may take as long again; all together is a small
     * part of the time after which a planner that doesn't get on is restarted.
     */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final Departures departures;
    private final Executor pool;
    private final InstantSource clock;

    /** Asks through this client, in parallel on this pool, for a limited time by this clock, which must not jump. */
    public Completion(KubernetesClient client, Departures departures, Executor pool, InstantSource clock) {
        this.client = client;
        this.departures = departures;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Something that the caches lack although something refers to it.
     *
     * @param departed its name among what is gone
     * @param concerned the VMs that would lose something if it were taken for gone
     * @param request asks the API server for it
     */
    private record Missing<T>(Departed departed, Set<VmId> concerned, Supplier<Optional<T>> request) {}

    /** What the API server said of the objects of one kind that the caches lack. */
    private static final class Answers<T extends HasMetadata> {
        private final Map<String, T> found = new HashMap<>();
        private final Map<VmId, String> unsure = new HashMap<>();
        private final List<String> reasons = new ArrayList<>();

        synchronized void found(T object) {
            found.put(object.getMetadata().getUid(), object);
        }

        synchronized void unsure(Set<VmId> concerned, String why) {
            concerned.forEach(vm -> unsure.put(vm, why));
            reasons.add(why);
        }

        synchronized List<String> reasons() {
            return List.copyOf(reasons);
        }

        synchronized List<T> with(Collection<T> known) {
            List<T> all = new ArrayList<>(known);
            all.addAll(found.values());
            return all;
        }

        synchronized Map<VmId, String> unsure() {
            return Map.copyOf(unsure);
        }
    }

    /** The same objects, and those that exist although the caches lack them. */
    public ClusterObjects complete(ClusterObjects cached) {
        Collection<Missing<AccelNetVM>> vms = missingVms(cached);
        Collection<Missing<AccelNetNode>> nodes = missingNodes(cached);
        Collection<Missing<Node>> kubernetesNodes = missingKubernetesNodes(cached);
        Set<Departed> ofInterest = new HashSet<>();
        vms.forEach(missing -> ofInterest.add(missing.departed()));
        nodes.forEach(missing -> ofInterest.add(missing.departed()));
        kubernetesNodes.forEach(missing -> ofInterest.add(missing.departed()));
        departures.retain(ofInterest);
        Instant until = clock.instant().plus(LONGEST);
        Answers<AccelNetVM> ofVms = new Answers<>();
        Answers<AccelNetNode> ofNodes = new Answers<>();
        Answers<Node> ofKubernetesNodes = new Answers<>();
        List<Runnable> requests = new ArrayList<>();
        vms.forEach(missing -> request(missing, ofVms, until, requests));
        nodes.forEach(missing -> request(missing, ofNodes, until, requests));
        kubernetesNodes.forEach(missing -> request(missing, ofKubernetesNodes, until, requests));
        // Each time in another order, so that none is always among those for which there is no time left.
        Collections.shuffle(requests);
        requests.stream()
                .map(request -> CompletableFuture.runAsync(request, pool))
                .toList()
                .forEach(CompletableFuture::join);
        log(Stream.of(ofVms, ofNodes, ofKubernetesNodes)
                .flatMap(answers -> answers.reasons().stream())
                .toList());
        Map<VmId, String> unsure = new HashMap<>(ofVms.unsure());
        unsure.putAll(ofNodes.unsure());
        unsure.putAll(ofKubernetesNodes.unsure());
        return new ClusterObjects(
                cached.intents(),
                ofNodes.with(cached.nodes()),
                cached.clusters(),
                ofVms.with(cached.vms()),
                ofKubernetesNodes.with(cached.kubernetesNodes()),
                cached.namespaces(),
                unsure,
                cached.kubeVirt(),
                cached.hosts(),
                cached.pods(),
                cached.volumes(),
                cached.gate());
    }

    private Collection<Missing<AccelNetVM>> missingVms(ClusterObjects cached) {
        Set<VmId> known = cached.vms().stream().map(Vms::id).collect(Collectors.toSet());
        Map<Departed, Missing<AccelNetVM>> missing = new HashMap<>();
        for (AccelNetNode node : cached.nodes()) {
            for (Allocation allocation : Ledgers.allocations(node)) {
                VmId vm = holder(allocation);
                if (!known.contains(vm)) {
                    Departed departed = Departed.vm(vm.namespace(), vm.name(), allocation.uid());
                    missing.put(
                            departed,
                            new Missing<>(
                                    departed,
                                    Set.of(vm),
                                    () -> get(client.resources(AccelNetVM.class)
                                            .inNamespace(vm.namespace())
                                            .withName(vm.name()))));
                }
            }
        }
        return missing.values();
    }

    private Collection<Missing<AccelNetNode>> missingNodes(ClusterObjects cached) {
        Set<String> known = names(cached.nodes());
        Map<String, Set<VmId>> concerned = new HashMap<>();
        for (AccelNetVM vm : cached.vms()) {
            NodeNames.of(vm)
                    .filter(node -> !known.contains(node))
                    .ifPresent(node -> concerned
                            .computeIfAbsent(node, name -> new HashSet<>())
                            .add(Vms.id(vm)));
        }
        List<Missing<AccelNetNode>> missing = new ArrayList<>();
        concerned.forEach((node, vms) -> missing.add(new Missing<>(
                Departed.node(AccelNetNode.class, node),
                vms,
                () -> get(client.resources(AccelNetNode.class).withName(node)))));
        return missing;
    }

    private Collection<Missing<Node>> missingKubernetesNodes(ClusterObjects cached) {
        Set<String> known = names(cached.kubernetesNodes());
        List<Missing<Node>> missing = new ArrayList<>();
        for (AccelNetNode node : cached.nodes()) {
            String name = node.getMetadata().getName();
            if (node.getSpec().hostType() != HostType.EXTERNAL
                    && !known.contains(name)
                    && !Ledgers.allocations(node).isEmpty()) {
                Set<VmId> holders = Ledgers.allocations(node).stream()
                        .map(Completion::holder)
                        .collect(Collectors.toSet());
                missing.add(new Missing<>(
                        Departed.node(Node.class, name),
                        holders,
                        () -> get(client.nodes().withName(name))));
            }
        }
        return missing;
    }

    private <T extends HasMetadata> void request(
            Missing<T> missing, Answers<T> answers, Instant until, List<Runnable> requests) {
        if (!departures.include(missing.departed())) {
            requests.add(() -> ask(missing, answers, until));
        }
    }

    private <T extends HasMetadata> void ask(Missing<T> missing, Answers<T> answers, Instant until) {
        String unknown = "whether " + missing.departed() + " exists can't be told: ";
        if (!clock.instant().isBefore(until)) {
            answers.unsure(missing.concerned(), unknown + "the API server takes too long to answer for others");
            return;
        }
        try {
            Optional<T> found = missing.request().get();
            found.ifPresentOrElse(answers::found, () -> departures.note(missing.departed()));
        } catch (RuntimeException e) {
            answers.unsure(missing.concerned(), unknown + Failures.describe(e));
        }
    }

    private static void log(List<String> reasons) {
        if (!reasons.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("objects", reasons.size())
                    .addKeyValue("first", reasons.getFirst())
                    .log("It can't be told whether some objects exist, and their VMs are left as they are");
        }
    }

    /** Under a name that the API server calls impossible there is nothing. */
    private static <T extends HasMetadata> Optional<T> get(Gettable<T> request) {
        try {
            return Optional.ofNullable(request.get()).map(Trimming::ours);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static VmId holder(Allocation allocation) {
        return new VmId(allocation.namespace(), allocation.name());
    }

    private static Set<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).collect(Collectors.toSet());
    }
}
