package io.accelnet.operator.runtime;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.operator.gather.Ledgers;
import io.accelnet.operator.gather.TrimmedStore;
import io.accelnet.operator.gather.World;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Gettable;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * Asks the API server for what the caches lack although something refers to it, before a plan concludes that it is gone and
 * takes virtual functions away. A stale cache can otherwise do no harm: every write names the version that it stands on.
 */
final class Completion {
    private final KubernetesClient client;
    private final Departures departures;
    private final Executor pool;

    Completion(KubernetesClient client, Departures departures, Executor pool) {
        this.client = client;
        this.departures = departures;
        this.pool = pool;
    }

    /** The same objects, and those that exist although the caches lack them. */
    World complete(World world) {
        Map<String, Supplier<Optional<AccelNetVM>>> vms = missingVms(world);
        Map<String, Supplier<Optional<AccelNetNode>>> nodes = missingNodes(world);
        Map<String, Supplier<Optional<Node>>> kubernetesNodes = missingKubernetesNodes(world);
        Set<String> ofInterest = new HashSet<>(vms.keySet());
        ofInterest.addAll(nodes.keySet());
        ofInterest.addAll(kubernetesNodes.keySet());
        departures.retain(ofInterest);
        return new World(
                world.intents(),
                with(world.nodes(), nodes),
                world.clusters(),
                with(world.vms(), vms),
                with(world.kubernetesNodes(), kubernetesNodes),
                world.namespaces());
    }

    private Map<String, Supplier<Optional<AccelNetVM>>> missingVms(World world) {
        Set<VmId> known = world.vms().stream()
                .map(vm -> new VmId(
                        vm.getMetadata().getNamespace(), vm.getMetadata().getName()))
                .collect(Collectors.toSet());
        Map<String, Supplier<Optional<AccelNetVM>>> missing = new HashMap<>();
        for (AccelNetNode node : world.nodes()) {
            for (Allocation allocation : Ledgers.allocations(node)) {
                if (!known.contains(new VmId(allocation.namespace(), allocation.name()))) {
                    missing.put(
                            Token.vm(allocation.uid()),
                            () -> get(client.resources(AccelNetVM.class)
                                    .inNamespace(allocation.namespace())
                                    .withName(allocation.name())));
                }
            }
        }
        return missing;
    }

    private Map<String, Supplier<Optional<AccelNetNode>>> missingNodes(World world) {
        Set<String> known = names(world.nodes());
        Map<String, Supplier<Optional<AccelNetNode>>> missing = new HashMap<>();
        for (AccelNetVM vm : world.vms()) {
            @Nullable String node = vm.getStatus() == null ? null : vm.getStatus().nodeName();
            if (node != null && !known.contains(node)) {
                missing.put(
                        Token.node(node),
                        () -> get(client.resources(AccelNetNode.class).withName(node)));
            }
        }
        return missing;
    }

    private Map<String, Supplier<Optional<Node>>> missingKubernetesNodes(World world) {
        Set<String> known = names(world.kubernetesNodes());
        Map<String, Supplier<Optional<Node>>> missing = new HashMap<>();
        for (AccelNetNode node : world.nodes()) {
            String name = node.getMetadata().getName();
            if (node.getSpec().hostType() != HostType.EXTERNAL
                    && !known.contains(name)
                    && !Ledgers.allocations(node).isEmpty()) {
                missing.put(Token.kubernetesNode(name), () -> get(client.nodes().withName(name)));
            }
        }
        return missing;
    }

    private <T extends HasMetadata> List<T> with(List<T> known, Map<String, Supplier<Optional<T>>> missing) {
        List<CompletableFuture<Optional<T>>> asked = new ArrayList<>();
        missing.forEach((token, get) -> {
            if (!departures.include(token)) {
                asked.add(CompletableFuture.supplyAsync(() -> ask(token, get), pool));
            }
        });
        if (asked.isEmpty()) {
            return known;
        }
        Map<String, T> found = new HashMap<>();
        for (CompletableFuture<Optional<T>> answer : asked) {
            answer.join().ifPresent(object -> found.put(object.getMetadata().getUid(), object));
        }
        List<T> all = new ArrayList<>(known);
        all.addAll(found.values());
        return all;
    }

    private <T extends HasMetadata> Optional<T> ask(String token, Supplier<Optional<T>> get) {
        Optional<T> found = get.get();
        if (found.isEmpty()) {
            departures.note(token);
        }
        return found;
    }

    private static <T extends HasMetadata> Optional<T> get(Gettable<T> request) {
        return Optional.ofNullable(request.get()).map(TrimmedStore::ours);
    }

    private static Set<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).collect(Collectors.toSet());
    }
}
