package io.accelnet.cli.write;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.cli.change.OperatorAnswer;
import io.accelnet.cli.change.VmSteps;
import io.accelnet.cli.report.Mark;
import io.accelnet.plan.VmId;
import java.util.Objects;
import java.util.Optional;

/**
 * How it went with one VM.
 *
 * @param vm the VM
 * @param kind in one word
 * @param words more about it, for people; empty if there is no more
 */
public record VmOutcome(VmId vm, Kind kind, String words) {
    /** How it went. */
    public enum Kind {
        ENABLED("enabled", true),
        CHANGED("changed", true),
        DISABLED("disabled", true),
        /** Its AccelNetVM is gone, and another one is for its VirtualMachine: the VM isn't disabled. */
        DELETED("deleted", true),
        /** It was so already. */
        UNCHANGED("unchanged", true),
        /** It is written, and nobody has waited for what the operator answers. */
        WRITTEN("written", true),
        /** The operator refuses what is asked for. */
        REFUSED("refused", false),
        /** The operator leaves it with what it had. */
        KEPT("kept", false),
        /** The operator waits for something, or hasn't answered in time. */
        WAITING("waiting", false),
        /** The answer to the write was lost: it may have been done. */
        UNKNOWN("unknown", false),
        /** It couldn't be written. */
        FAILED("failed", false);

        private final String word;
        private final boolean good;

        Kind(String word, boolean good) {
            this.word = word;
            this.good = good;
        }

        /** As people read it. */
        public String word() {
            return word;
        }

        /** Whether it is as it was asked for. */
        public boolean isGood() {
            return good;
        }

        /** Its mark, for people. */
        public Mark mark() {
            return good ? Mark.GOOD : this == WAITING || this == UNKNOWN ? Mark.OPEN : Mark.BAD;
        }
    }

    /**
     * How it went with a VM, by what the operator has answered.
     *
     * @param seen its AccelNetVM
     * @param good what it is called if the VM has what it asks for
     * @param remark what is said of it besides
     */
    static VmOutcome of(VmId vm, AccelNetVM seen, Kind good, String remark) {
        OperatorAnswer answer = OperatorAnswer.of(seen);
        String held = held(seen);
        String why = (answer.reason().isEmpty() ? "" : answer.reason() + ": ") + answer.message();
        return switch (answer.verdict()) {
            case READY -> new VmOutcome(vm, good, held + (remark.isEmpty() ? "" : " (" + remark + ")"));
            case REFUSED ->
                held.isEmpty() ? new VmOutcome(vm, Kind.REFUSED, why) : new VmOutcome(vm, Kind.KEPT, held + ". " + why);
            case WAITING, PENDING -> new VmOutcome(vm, Kind.WAITING, why);
        };
    }

    /** What a VM has, and where. */
    private static String held(AccelNetVM vm) {
        return Optional.ofNullable(vm.getStatus())
                .map(AccelNetVMStatus::performance)
                .map(level -> VmSteps.word(level)
                        + Optional.ofNullable(
                                        Objects.requireNonNull(vm.getStatus()).nodeName())
                                .map(node -> " on " + node)
                                .orElse("")
                        + (Objects.requireNonNull(vm.getStatus()).portPolicy() == PortPolicy.DIFFERENT
                                ? VmSteps.DIFFERENT_PORTS
                                : ""))
                .orElse("");
    }
}
