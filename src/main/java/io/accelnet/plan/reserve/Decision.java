package io.accelnet.plan.reserve;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a VM gets its VFs, and if not, the one reason why. */
public sealed interface Decision {

    /** What the reserve is short of, if that is what refuses. */
    static Optional<Shortage> shortage(Decision decision) {
        return switch (decision) {
            case ReserveShort(Shortage shortage) -> Optional.of(shortage);
            case AlreadyViolated violated -> violated.shortage();
            default -> Optional.empty();
        };
    }

    /**
     * The VM has its VFs.
     *
     * @param host the host that gives them
     * @param functionsPerPort VFs by port. Their sum is the demand, except where a VM part of whose VFs are on adapters
     *     that are no supply changed to a smaller demand
     */
    record Admitted(String host, Map<String, Integer> functionsPerPort) implements Decision {
        /** Takes a copy of the map. */
        public Admitted {
            functionsPerPort = Placement.copy(functionsPerPort);
        }
    }

    /** The VM doesn't get them; nothing changed. */
    sealed interface Refused extends Decision {}

    /**
     * No member has a port with a VF that can do this tier, up or down.
     *
     * @param tier the tier asked for
     */
    record NoCapablePort(int tier) implements Refused {}

    /**
     * More hosts are down than the reserve tolerates: nothing is admitted until one returns.
     *
     * @param down how many are down
     * @param failures how many may be
     */
    record TooManyDown(int down, int failures) implements Refused {}

    /**
     * The tier is found on so few hosts that all of them may fail at once, so it can be promised to no VM.
     *
     * @param tier the tier asked for
     * @param hosts how many hosts that take VMs have a port for it
     * @param failures how many failures are to be survived
     */
    record TierTooRare(int tier, int hosts, int failures) implements Refused {}

    /**
     * The host asked for is down, cordoned, or no member.
     *
     * @param host its name
     */
    record PinnedHostUnavailable(String host) implements Refused {}

    /**
     * The host asked for, or the VM's own host in a change, hasn't so many VFs of this tier free.
     *
     * @param host its name
     */
    record PinnedHostFull(String host) implements Refused {}

    /** No single host that is up and takes VMs has so many VFs of this tier free. */
    record NoRoom() implements Refused {}

    /**
     * There is room, but a tolerated failure would then leave VMs without VFs.
     *
     * @param shortage what would be short, by how much, with which hosts down
     */
    record ReserveShort(Shortage shortage) implements Refused {}

    /**
     * The reserve doesn't hold as it is, so nothing is added to what it owes.
     *
     * @param shortage what is short; empty if the only matter is VMs without VFs
     * @param withoutFunctions admitted VMs that have no VFs now, by name
     */
    record AlreadyViolated(Optional<Shortage> shortage, List<String> withoutFunctions) implements Refused {
        /** Takes a copy of the list. */
        public AlreadyViolated {
            withoutFunctions = List.copyOf(withoutFunctions);
        }
    }

    /** Nothing known speaks against it, but nothing proves that every tolerated failure would be survived. */
    record Unproven() implements Refused {}
}
