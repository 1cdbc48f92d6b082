package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.outcome.PodPlans.Place;
import io.accelnet.plan.outcome.PodPlans.Pod;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides for the pods of VMs whose cluster doesn't exist. What the VMs have is frozen where it is: each may start there, and nowhere
 * else.
 */
public final class PodsWithoutCluster {
    private final ClusterPods pods;
    private final Map<VmId, List<PodSnapshot>> podsOfVms;
    private final Map<VmId, VmSnapshot> vms = new HashMap<>();
    private final Map<String, NodeHealth> health;
    private final WorkingLedgers ledgers;
    private final PodDecisions decisions = new PodDecisions();

    private PodsWithoutCluster(
            ClusterPods pods, List<VmSnapshot> vms, Map<String, NodeHealth> health, WorkingLedgers ledgers) {
        this.pods = pods;
        this.podsOfVms = pods.ofVms();
        vms.forEach(vm -> this.vms.put(vm.id(), vm));
        this.health = health;
        this.ledgers = ledgers;
    }

    /**
     * What is decided for them.
     *
     * @param pods the pods that no cluster decides for
     * @param vms the VMs whose cluster doesn't exist
     */
    public static PodDecisions decide(
            ClusterPods pods, List<VmSnapshot> vms, Map<String, NodeHealth> health, WorkingLedgers ledgers) {
        PodsWithoutCluster some = new PodsWithoutCluster(pods, vms, health, ledgers);
        pods.all().stream().filter(pod -> pod.stage() instanceof Gated).forEach(some::decide);
        return some.decisions;
    }

    private void decide(PodSnapshot pod) {
        Optional<VmSnapshot> vm = pod.vm().map(vms::get);
        if (vm.isEmpty()) {
            decisions.note(pod, PodReason.NO_ACCELNET_VM, pods.ofNobody(pod));
        } else if (pod.purpose() == Purpose.MIGRATION_TARGET) {
            decisions.delete(
                    pod,
                    PodReason.MIGRATION_REFUSED,
                    "The migration is refused: AccelNetCluster " + vm.get().cluster()
                            + " doesn't exist, and what the VM has stays where it is until a cluster of this name is"
                            + " created.");
        } else {
            start(pod, vm.get());
        }
    }

    private void start(PodSnapshot pod, VmSnapshot vm) {
        Optional<Assignment> assignment = ledgers.assignment(vm.id()).filter(has -> !has.isOfFormer(vm.uid()));
        if (assignment.isEmpty()) {
            decisions.waitForVm(pod);
            return;
        }
        Assignment has = assignment.get();
        String node = has.node();
        Optional<String> tooMuch = requestsTooMuch(pod, vm.id(), has);
        Optional<NodeHealth> found = Optional.ofNullable(health.get(node));
        boolean down = found.map(NodeHealth::down).orElse(true);
        Optional<String> hostname = pods.hostname(node);
        Optional<PodSnapshot> other = pods.otherRun(pod, podsOfVms.getOrDefault(vm.id(), List.of()));
        if (other.isPresent()) {
            decisions.note(pod, PodReason.ANOTHER_POD, ClusterPods.isStillThere(other.get()));
        } else if (tooMuch.isPresent()) {
            decisions.note(pod, PodReason.REQUESTS_TOO_MUCH, tooMuch.get());
        } else if (down || hostname.isEmpty()) {
            decisions.note(pod, PodReason.NODE_UNAVAILABLE, pods.unavailable(node, down));
        } else if (isLost(has)) {
            decisions.note(
                    pod,
                    PodReason.WITHOUT_VIRTUAL_FUNCTIONS,
                    "The VM's virtual functions on node " + node
                            + " are lost, or their link is down, or another pod has them. The VM starts when they are back, or when"
                            + " AccelNetCluster " + vm.cluster() + " is created again and gives it others.");
        } else if (!pods.isStored(has)) {
            decisions.awaitLedgers();
        } else {
            decisions.open(new Opening(Pod.of(pod), List.of(new Place(node, hostname.get())), node));
        }
    }

    /** What is said if the pod requests more than the VM has, of all resources together or of one of them. */
    private Optional<String> requestsTooMuch(PodSnapshot pod, VmId vm, Assignment has) {
        int requested = pods.requested(pod).total();
        return requested > has.size()
                ? Optional.of(ClusterPods.requestsTooMuch(requested, Optional.empty(), vm, has.size()))
                : ledgers.uses().portsOfResources(has.node()).keySet().stream()
                        .filter(resource -> pod.requests().getOrDefault(resource, 0) > ofResource(resource, has))
                        .findFirst()
                        .map(resource -> ClusterPods.requestsTooMuch(
                                pod.requests().getOrDefault(resource, 0),
                                Optional.of(resource),
                                vm,
                                ofResource(resource, has)));
    }

    /** How many virtual functions of a resource these may be: those on its ports, and on ports of none. */
    private int ofResource(String resource, Assignment has) {
        Map<String, List<AdapterSnapshot>> all = ledgers.uses().portsOfResources(has.node());
        return (int) has.entries().stream()
                .map(entry -> ledgers.node(has.node()).flatMap(node -> Hardware.adapter(node, entry.adapter())))
                .filter(port -> all.entrySet().stream()
                        .filter(each -> port.filter(each.getValue()::contains).isPresent())
                        .findFirst()
                        .map(each -> each.getKey().equals(resource))
                        .orElse(true))
                .count();
    }

    /** Without a cluster nothing else takes the place of what is lost. */
    private boolean isLost(Assignment has) {
        return has.entries().stream()
                .anyMatch(entry -> ledgers.isTaken(has.node(), entry)
                        || ledgers.node(has.node())
                                .map(node -> Hardware.lostOrLinkDown(node, entry))
                                .orElse(true));
    }
}
