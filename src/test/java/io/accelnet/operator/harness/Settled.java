package io.accelnet.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.apply.StatusChanges;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Planner;
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

    /** The names of the objects whose status a fresh plan would change. */
    public static List<String> left(KubernetesClient client) {
        ClusterObjects world = new ClusterObjects(
                client.resources(NetworkIntent.class).list().getItems(),
                client.resources(io.accelnet.api.v1alpha1.AccelNetNode.class)
                        .list()
                        .getItems(),
                client.resources(AccelNetCluster.class).list().getItems(),
                client.resources(io.accelnet.api.v1alpha1.AccelNetVM.class)
                        .inAnyNamespace()
                        .list()
                        .getItems(),
                client.nodes().list().getItems(),
                client.namespaces().list().getItems());
        StatusChanges changes = new Diff(new Statuses(new ConditionMerger(Clock.systemUTC())))
                .changes(world, new Planner().plan(Gather.snapshot(world, Instant.now())));
        List<StatusChange<?>> all = new ArrayList<>();
        Stream.of(changes.ledgers(), changes.vms(), changes.nodes(), changes.clusters(), changes.intents())
                .forEach(all::addAll);
        return all.stream().map(change -> change.key().toString()).toList();
    }
}
