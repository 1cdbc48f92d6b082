package io.accelnet.plan.reserve;

import java.util.List;
import java.util.Optional;

/** Whether the reserve holds. */
public sealed interface Verdict {

    /**
     * Every set of hosts that may still fail can.
     *
     * @param certificate the argument that shows it, for logs and metrics
     */
    record Holds(String certificate) implements Verdict {}

    /**
     * Some tolerated failure would leave VMs without VFs, or some VM has none already.
     *
     * @param shortage what is short; empty if the only matter is VMs without VFs
     * @param withoutFunctions admitted VMs that have no VFs now, by name
     */
    record Violated(Optional<Shortage> shortage, List<String> withoutFunctions) implements Verdict {
        /** Takes a copy of the list. */
        public Violated {
            withoutFunctions = List.copyOf(withoutFunctions);
        }
    }

    /** No argument at hand shows that it holds, and none that it doesn't. */
    record Unproven() implements Verdict {}
}
