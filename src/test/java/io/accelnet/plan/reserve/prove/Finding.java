package io.accelnet.plan.reserve.prove;

import java.util.function.Supplier;

/** Something that must never be so. */
final class Finding extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    enum Fault {
        /** A promise that some tolerated failure breaks, or one that a recovery didn't keep. */
        UNSOUND,
        /** A VM that had no reason to move was moved. */
        MOVED,
        /** Refused, or left without, where the engine claims to be exact. */
        NEEDLESS,
        /** The answer states what isn't so. */
        UNTRUE
    }

    private final Fault fault;

    Finding(Fault fault, String message) {
        super(fault + ": " + message);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    static void unless(boolean holds, Fault fault, Supplier<String> message) {
        if (!holds) {
            throw new Finding(fault, message.get());
        }
    }
}
