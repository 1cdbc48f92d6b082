package io.accelnet.plan.snapshot;

/** The VM that an AccelNetVM is for. */
public sealed interface VirtualMachine {
    /**
     * A VM whose facts are known.
     *
     * @param facts its facts
     */
    record Described(VmFacts facts) implements VirtualMachine {}

    /**
     * A VM that is named only, and whose facts aren't known.
     *
     * @param name the VirtualMachine's name
     */
    record Unresolved(String name) implements VirtualMachine {}
}
