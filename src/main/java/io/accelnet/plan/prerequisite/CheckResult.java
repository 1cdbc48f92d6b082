package io.accelnet.plan.prerequisite;

import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a check found on one node, or on one of its adapters. Ordered by node, then adapter.
 *
 * @param node the node; empty for a check of the cluster as a whole
 * @param adapter the adapter, if the check is of adapters
 * @param truth whether it passed
 * @param reason the documented code if it failed
 * @param message the documented text and what to do; empty if only all nodes together fail, so that the cluster's says it
 * @param brief the same in a few words, for lists of several failures
 */
public record CheckResult(
        String node, Optional<String> adapter, Truth truth, Reason reason, String message, String brief)
        implements Comparable<CheckResult> {
    private static final Comparator<CheckResult> ORDER = Comparator.comparing(CheckResult::node)
            .thenComparing(result -> result.adapter().orElse(""));

    static CheckResult passed(String node) {
        return new CheckResult(node, Optional.empty(), Truth.TRUE, Reason.PASSED, "", "");
    }

    static CheckResult failed(String node, Reason reason, String message, String brief) {
        return new CheckResult(node, Optional.empty(), Truth.FALSE, reason, message, brief);
    }

    static CheckResult notStated(String node, String field, String forWhat) {
        return new CheckResult(
                node,
                Optional.empty(),
                Truth.UNKNOWN,
                Reason.FACT_NOT_STATED,
                "Node " + node + " doesn't state " + forWhat + ". Set " + field + " of its AccelNetNode.",
                "doesn't state " + field);
    }

    /** The same result, said of an adapter. */
    CheckResult of(String adapterName) {
        return new CheckResult(node, Optional.of(adapterName), truth, reason, message, brief);
    }

    /** The same result, said of an adapter of one of several intents. */
    CheckResult ofIntent(String intent) {
        return truth == Truth.TRUE
                ? this
                : new CheckResult(
                        node,
                        adapter,
                        truth,
                        reason,
                        message + " It is an adapter of intent " + intent + ".",
                        brief + ", intent " + intent);
    }

    /** The node or the adapter, as messages name it. */
    public String place() {
        return adapter.map(name -> node + "/" + name).orElse(node);
    }

    @Override
    public int compareTo(CheckResult other) {
        return ORDER.compare(this, other);
    }
}
