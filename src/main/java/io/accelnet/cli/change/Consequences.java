package io.accelnet.cli.change;

import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.scenario.Replacement;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a change of a cluster does to whom, as the operator would decide it. */
public final class Consequences {
    private final String cluster;
    private final SettledPlan before;
    private final SettledPlan after;

    private Consequences(String cluster, SettledPlan before, SettledPlan after) {
        this.cluster = cluster;
        this.before = before;
        this.after = after;
    }

    /**
     * What there is without a change: it is the same for all changes of the same objects.
     *
     * @param objects the objects
     * @param now the plan for them
     * @param later the plan as far ahead as nodes take to leave
     */
    public record Unchanged(ClusterObjects objects, SettledPlan now, SettledPlan later) {
        /** Plans for objects with UIDs and creation times. */
        public static Unchanged of(ClusterObjects objects, Planner planner, Instant now) {
            return of(objects, SettledPlan.of(Gather.snapshot(objects, now), planner), planner);
        }

        /** Looks ahead from the plan for these objects. */
        public static Unchanged of(ClusterObjects objects, SettledPlan now, Planner planner) {
            return new Unchanged(objects, now, outlook(planner).of(now.snapshot()));
        }
    }

    /**
     * Plans for objects as they are, and as they are after a change; for both as far ahead as nodes take to leave.
     *
     * @param cluster the cluster that changes
     * @param objects with UIDs and creation times; what the change adds is newer than all of them
     */
    public static Consequences of(String cluster, ClusterObjects objects, Edit change, Planner planner, Instant now) {
        return of(cluster, Unchanged.of(objects, planner, now), change, planner);
    }

    /**
     * Plans for what there is after a change, as far ahead as nodes take to leave.
     *
     * @param cluster the cluster that changes
     * @param unchanged what there is before; what the change adds is newer than all of it
     */
    public static Consequences of(String cluster, Unchanged unchanged, Edit change, Planner planner) {
        ClusterObjects changed = change.apply(unchanged.objects());
        Assumptions.identify(changed);
        return new Consequences(
                cluster, unchanged.later(), outlook(planner).of(Replacement.of(unchanged.now(), changed)));
    }

    private static Outlook outlook(Planner planner) {
        return new Outlook(planner, planner.leavingTime().plusSeconds(1));
    }

    /** What is decided about the cluster then; empty if it is gone. */
    public Optional<ClusterPlan> clusterPlan() {
        return Optional.ofNullable(after.plan().clusters().get(cluster));
    }

    /** What is decided about the cluster now; empty if it isn't there. */
    Optional<ClusterPlan> formerPlan() {
        return Optional.ofNullable(before.plan().clusters().get(cluster));
    }

    /** The cluster's members then, by name. */
    List<String> members() {
        return members(after.plan());
    }

    /** The cluster's members now, by name. */
    List<String> formerMembers() {
        return members(before.plan());
    }

    private List<String> members(Plan plan) {
        return plan.nodes().entrySet().stream()
                .filter(node ->
                        node.getValue().cluster().filter(cluster::equals).isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The cluster's VMs that are in such a state then. */
    SortedMap<VmId, VmPlan> vms(Predicate<VmState> which) {
        SortedMap<VmId, VmPlan> found = new TreeMap<>();
        for (VmSnapshot vm : after.snapshot().vms()) {
            @Nullable VmPlan plan = after.plan().vms().get(vm.id());
            if (plan != null && vm.cluster().equals(cluster) && which.test(VmState.of(plan))) {
                found.put(vm.id(), plan);
            }
        }
        return found;
    }

    /** Who is admitted that wasn't, of whatever cluster. */
    public List<VmId> admitted() {
        return Comparison.between(before.plan(), after.plan()).differences().stream()
                .filter(difference -> difference.kind() == Comparison.Kind.ADMITTED)
                .map(Comparison.Difference::vm)
                .toList();
    }

    /** Whose cluster is there again: they keep what they have, and fail over. */
    List<VmId> takenOver() {
        return new TreeMap<>(after.plan().vms())
                .entrySet().stream()
                        .filter(vm -> !Loss.isUnmanaged(vm.getValue()))
                        .map(Map.Entry::getKey)
                        .filter(vm -> Optional.ofNullable(before.plan().vms().get(vm))
                                .filter(Loss::isUnmanaged)
                                .isPresent())
                        .toList();
    }

    /** What VMs lose, of whatever cluster, by name. */
    List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        new TreeMap<>(before.plan().vms())
                .forEach((vm, was) -> Optional.ofNullable(after.plan().vms().get(vm))
                        .flatMap(is -> Loss.of(vm, was, is))
                        .ifPresent(losses::add));
        return losses;
    }

    /** How many VMs lose something. With one or more the change isn't made unasked. */
    public int losers() {
        return losses().size();
    }
}
