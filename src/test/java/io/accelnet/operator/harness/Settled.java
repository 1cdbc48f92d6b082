package io.accelnet.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.apply.StatusChanges;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether there is nothing left to do: a plan made from what is stored, by nobody's memory, changes nothing. */
public final class Settled {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration LOOK = Duration.ofMillis(50);

    private Settled() {}

    /** Waits for that. */
    public static void await(Arena arena) {
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(left(arena.client())).isEmpty());
    }

    /** The names of the objects whose status a fresh plan would change, and of the pods that it would open or delete. */
    public static List<String> left(KubernetesClient client) {
        return left(world(client));
    }

    /** The same for an operator that knows all of this. */
    public static List<String> left(ClusterObjects world) {
        Plan plan = new Planner().plan(Gather.snapshot(world, Instant.now()));
        StatusChanges changes = new Diff(new Statuses(new ConditionMerger(Clock.systemUTC()))).changes(world, plan);
        List<StatusChange<?>> all = new ArrayList<>();
        Stream.of(changes.ledgers(), changes.vms(), changes.nodes(), changes.clusters(), changes.intents())
                .forEach(all::addAll);
        return Stream.of(
                        all.stream().map(change -> change.key().toString()),
                        plan.pods().openings().stream().map(opening -> "opening of " + opening.pod()),
                        plan.pods().deletions().stream().map(deletion -> "deletion of " + deletion.pod()))
                .flatMap(names -> names)
                .toList();
    }

    /** All that is stored, as an operator reads it whose enforcement is Off. */
    public static ClusterObjects world(KubernetesClient client) {
        List<NetworkIntent> intents =
                client.resources(NetworkIntent.class).list().getItems();
        return new ClusterObjects(
                        intents,
                        client.resources(AccelNetNode.class).list().getItems(),
                        client.resources(AccelNetCluster.class).list().getItems(),
                        client.resources(AccelNetVM.class)
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                        client.nodes().list().getItems(),
                        client.namespaces().list().getItems())
                .with(KubeVirtObjects.from(new StoredReferences(client)))
                .with(new HostObjects(
                        new StoredReferences(client).list(SriovNetworkNodeState.class),
                        new StoredReferences(client).list(NodeFeature.class)))
                .with(RequestingPods.among(client.pods().inAnyNamespace().list().getItems(), intents));
    }

    private record StoredReferences(KubernetesClient client) implements KubeVirtObjects.Lister {
        @Override
        public <T extends ReferencedObject<?, ?>> Listing<T> list(Class<T> type) {
            if (!client.supports(KubeVirtObjects.servedWith(type))) {
                return Listing.notInstalled(type);
            }
            var all = client.resources(type).inAnyNamespace();
            return Listing.of(KubeVirtObjects.labelSelector(type)
                    .map(selector -> all.list(
                            new ListOptionsBuilder().withLabelSelector(selector).build()))
                    .orElseGet(all::list)
                    .getItems());
        }
    }
}
