package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentStatus;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Vms;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares what the objects say with what the plan says. An object that the plan doesn't mention stays as it is. */
public final class Diff {
    private final Statuses statuses;

    /** A comparison with these statuses. */
    public Diff(Statuses statuses) {
        this.statuses = statuses;
    }

    /** What the plan that was made from these objects changes about them. */
    public StatusChanges changes(ClusterObjects world, Plan plan) {
        return changes(world, plan, nodes(world, plan.nodes()));
    }

    /** What the decisions that were made from these objects change about nodes. */
    public List<StatusChange<AccelNetNodeStatus>> nodes(ClusterObjects world, Map<String, NodePlan> plans) {
        return compare(
                world.nodes(),
                (AccelNetNode node) -> plans.get(node.getMetadata().getName()),
                statuses::of,
                AccelNetNodeStatus::conditions);
    }

    /** Those of these changes that change ledgers, with what matters most first. */
    public static List<StatusChange<AccelNetNodeStatus>> ledgers(List<StatusChange<AccelNetNodeStatus>> nodes) {
        return Urgency.ledgersInOrder(
                nodes.stream().filter(StatusChange::isOfLedger).toList());
    }

    /** The same as what a plan changes, for whoever knows already what it changes about nodes. */
    public StatusChanges changes(ClusterObjects world, Plan plan, List<StatusChange<AccelNetNodeStatus>> nodes) {
        List<StatusChange<AccelNetVMStatus>> vms = compare(
                world.vms(), (AccelNetVM vm) -> plan.vms().get(Vms.id(vm)), statuses::of, AccelNetVMStatus::conditions);
        List<StatusChange<AccelNetClusterStatus>> clusters = compare(
                world.clusters(),
                (AccelNetCluster cluster) ->
                        plan.clusters().get(cluster.getMetadata().getName()),
                statuses::of,
                AccelNetClusterStatus::conditions);
        List<StatusChange<NetworkIntentStatus>> intents = compare(
                world.intents(),
                (NetworkIntent intent) ->
                        plan.intents().get(intent.getMetadata().getName()),
                statuses::of,
                NetworkIntentStatus::conditions);
        return new StatusChanges(
                ledgers(nodes),
                Urgency.vmsInOrder(vms),
                nodes.stream().filter(change -> !change.isOfLedger()).toList(),
                clusters,
                intents);
    }

    private static <T extends CustomResource<?, S>, P, S> List<StatusChange<S>> compare(
            List<T> objects,
            Function<T, @Nullable P> planOf,
            BiFunction<T, P, S> statusOf,
            Function<S, List<Condition>> conditionsOf) {
        List<StatusChange<S>> changes = new ArrayList<>();
        for (T object : objects) {
            @Nullable P plan = planOf.apply(object);
            if (plan == null) {
                continue;
            }
            S desired = statusOf.apply(object, plan);
            @Nullable S actual = object.getStatus();
            if (!desired.equals(actual)) {
                List<Condition> before = actual == null ? List.of() : conditionsOf.apply(actual);
                changes.add(new StatusChange<>(object, desired, plan, before, conditionsOf.apply(desired)));
            }
        }
        return changes;
    }
}
