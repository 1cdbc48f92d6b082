package io.accelnet.golden;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.gather.Vms;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of a golden case. As on an API server, a status stays when the spec changes. */
final class GoldenObjects {
    private static final String DELETE = "golden/delete";
    private static final String MINUTES_LATER = "golden/minutes-later";
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROUNDS = 6;

    private final SortedMap<String, HasMetadata> byKey = new TreeMap<>();
    private final Statuses statuses =
            new Statuses(new ConditionMerger(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC)));
    private Instant now = BEGINNING;
    private int applied;

    /** Creates, changes or deletes an object. */
    void apply(HasMetadata object) {
        String key = key(object);
        Optional<HasMetadata> existing = Optional.ofNullable(byKey.get(key));
        Optional.ofNullable(object.getMetadata().getAnnotations().get(MINUTES_LATER))
                .ifPresent(minutes -> now = now.plus(Duration.ofMinutes(Integer.parseInt(minutes))));
        if (object.getMetadata().getAnnotations().containsKey(DELETE)) {
            byKey.remove(key);
            return;
        }
        applied++;
        object.getMetadata()
                .setGeneration(
                        existing.map(it -> it.getMetadata().getGeneration()).orElse(0L) + 1);
        object.getMetadata()
                .setCreationTimestamp(existing.map(it -> it.getMetadata().getCreationTimestamp())
                        .orElseGet(() -> Instant.parse("2026-01-01T00:00:00Z")
                                .plusSeconds(applied)
                                .toString()));
        if (object.getMetadata().getUid() == null) {
            object.getMetadata().setUid(object.getMetadata().getName());
        }
        boolean sameObject = existing.map(it -> it.getMetadata().getUid())
                .filter(object.getMetadata().getUid()::equals)
                .isPresent();
        if (sameObject) {
            existing.ifPresent(before -> keepStatus(object, before));
        }
        byKey.put(key, object);
    }

    /** Plans and writes until nothing changes any more. */
    void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Object> before = statuses();
            write(new Planner().plan(snapshot()));
            if (statuses().equals(before)) {
                return;
            }
        }
        throw new AssertionError("not settled after " + ROUNDS + " rounds");
    }

    /** What plans are made from now. */
    ClusterSnapshot snapshot() {
        return Gather.snapshot(clusterObjects(), now);
    }

    /** The objects of the four AccelNet kinds, kind by kind. */
    List<CustomResource<?, ?>> own() {
        List<CustomResource<?, ?>> own = new ArrayList<>();
        own.addAll(of(NetworkIntent.class));
        own.addAll(of(AccelNetCluster.class));
        own.addAll(of(AccelNetNode.class));
        own.addAll(of(AccelNetVM.class));
        return own;
    }

    private List<Object> statuses() {
        List<Object> all = new ArrayList<>();
        own().forEach(object -> all.add(Optional.<Object>ofNullable(object.getStatus())));
        return all;
    }

    /** What time it is. */
    Instant now() {
        return now;
    }

    /** Everything that a plan is made from. */
    ClusterObjects clusterObjects() {
        return new ClusterObjects(
                        of(NetworkIntent.class),
                        of(AccelNetNode.class),
                        of(AccelNetCluster.class),
                        of(AccelNetVM.class),
                        of(Node.class),
                        of(Namespace.class))
                .with(KubeVirtObjects.of(byKey.values().stream()
                        .<ReferencedObject<?, ?>>mapMulti((object, sink) -> {
                            if (object instanceof ReferencedObject<?, ?> referenced) {
                                sink.accept(referenced);
                            }
                        })
                        .toList()))
                .with(RequestingPods.among(of(Pod.class), of(NetworkIntent.class)));
    }

    private void write(Plan plan) {
        of(NetworkIntent.class).forEach(it -> it.setStatus(statuses.of(it, planned(plan.intents(), name(it)))));
        of(AccelNetNode.class).forEach(it -> it.setStatus(statuses.of(it, planned(plan.nodes(), name(it)))));
        of(AccelNetCluster.class).forEach(it -> it.setStatus(statuses.of(it, planned(plan.clusters(), name(it)))));
        of(AccelNetVM.class).forEach(it -> it.setStatus(statuses.of(it, planned(plan.vms(), Vms.id(it)))));
    }

    private static <K, P> P planned(Map<K, P> plans, K key) {
        return Optional.ofNullable(plans.get(key)).orElseThrow();
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private <T extends HasMetadata> List<T> of(Class<T> kind) {
        return byKey.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparing(GoldenObjects::key))
                .toList();
    }

    private static void keepStatus(HasMetadata object, HasMetadata before) {
        switch (object) {
            case NetworkIntent intent -> intent.setStatus(((NetworkIntent) before).getStatus());
            case AccelNetNode node -> node.setStatus(((AccelNetNode) before).getStatus());
            case AccelNetCluster cluster -> cluster.setStatus(((AccelNetCluster) before).getStatus());
            case AccelNetVM vm -> vm.setStatus(((AccelNetVM) before).getStatus());
            default -> {}
        }
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
