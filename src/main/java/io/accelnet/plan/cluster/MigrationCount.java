package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.ClusterPlan.MigrationSums;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts how many of the VMs that run could be migrated at once while the reserve holds, by trying: those that need least come first, each
 * to a node with most free. More may be possible by other choices, so the number is exact only where no VM is left out, or none can go.
 */
final class MigrationCount {
    /** On so many nodes each VM is tried. */
    private static final int MOST_TRIES = 8;

    private record Running(VmSnapshot vm, String node, Demand demand) {}

    /** What was refused once is refused as long as more and more is in use. */
    private record Refused(String from, Demand demand) {}

    private final PlanContext context;
    private final List<String> kept = new ArrayList<>();
    private final Set<Refused> refused = new HashSet<>();

    MigrationCount(PlanContext context) {
        this.context = context;
    }

    Optional<MigrationSums> sums() {
        if (context.vms().stream().allMatch(VmSnapshot::isDescribed)) {
            return Optional.empty();
        }
        List<Running> running = new ArrayList<>();
        for (VmSnapshot vm : context.vms()) {
            Optional<Assignment> has = context.assignment(vm);
            if (!vm.isDescribed()
                    && context.isServed(vm)
                    && has.map(Assignment::node).equals(context.view().validReport(vm))
                    && has.isPresent()) {
                context.demands()
                        .held(vm, has.get())
                        .ifPresent(
                                demand -> running.add(new Running(vm, has.get().node(), demand)));
            }
        }
        long functions = context.view().memberList().stream()
                .map(NodeSnapshot::name)
                .mapToLong(context.fleet()::freeOn)
                .sum();
        return Optional.of(context.budget().numbers(functions, () -> count(running)));
    }

    private MigrationSums count(List<Running> running) {
        context.fleet().forgetRefusals();
        NodesByRoom nodes = NodesByRoom.all(context);
        running.sort(Comparator.comparingInt((Running each) -> each.demand().virtualFunctions())
                .thenComparingInt(each -> each.demand().tier())
                .thenComparing(each -> each.vm().id()));
        boolean hopeless = false;
        for (Running each : running) {
            if (!hopeless && !refused.contains(new Refused(each.node(), each.demand()))) {
                hopeless = migrate(each, nodes) && kept.isEmpty();
            }
        }
        kept.forEach(context.fleet()::release);
        return new MigrationSums(kept.size(), hopeless || kept.size() == running.size());
    }

    /** Whether the reserve says that nobody can be migrated at all. */
    private boolean migrate(Running each, NodesByRoom nodes) {
        String key = "migration of " + each.vm().id();
        for (String node : nodes.candidates(each.demand(), node -> !node.equals(each.node()), Set.of(), MOST_TRIES)) {
            Decision decision = context.fleet().admit(key, each.demand(), Optional.of(node));
            if (decision instanceof Decision.Admitted) {
                kept.add(key);
                nodes.changed(node);
                return false;
            }
            if (decision instanceof Decision.AlreadyViolated || decision instanceof Decision.TooManyDown) {
                return true;
            }
        }
        refused.add(new Refused(each.node(), each.demand()));
        return false;
    }
}
