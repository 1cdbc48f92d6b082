package io.accelnet.plan.outcome;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A plan whose decisions are made and not explained yet. The ledgers can be written at once; why VMs were refused, what would help, and
 * how the reserve stands may take longer to work out than the decisions themselves.
 *
 * @param nodes what was decided for each AccelNetNode, by name: its ledger is final
 * @param movesVms whether VMs get virtual functions on another node while the former node's ledger still has theirs. The next
 *     plan frees these
 * @param pods what is done to pods now. An opening may be carried out only if the ledgers are stored that the snapshot has
 * @param again when the same objects would give another plan; empty if time alone changes nothing
 * @param explanation works out the whole plan, whose nodes are these; to be asked once
 */
public record Decided(
        Map<String, NodePlan> nodes,
        boolean movesVms,
        PodPlans pods,
        Optional<Instant> again,
        Supplier<Plan> explanation) {
    /** Decisions without pods. */
    public Decided(Map<String, NodePlan> nodes, boolean movesVms, Optional<Instant> again, Supplier<Plan> explanation) {
        this(nodes, movesVms, PodPlans.NONE, again, explanation);
    }

    /** Whether another plan is to be made as soon as the ledgers of this one are stored. */
    public boolean goesOnAfterLedgers() {
        return movesVms || pods.awaitLedgers();
    }

    /** The whole plan; to be asked for once. */
    public Plan explained() {
        return explanation.get();
    }
}
