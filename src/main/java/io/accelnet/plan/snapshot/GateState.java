package io.accelnet.plan.snapshot;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Whether the API server holds pods that request virtual functions until these are reserved for them. */
public sealed interface GateState {
    /** Nobody asked for it. */
    GateState OFF = new Off();

    /** Nobody asked for it. */
    record Off() implements GateState {}

    /** It warns of what it would hold, and holds nothing. */
    record Warns() implements GateState {}

    /**
     * It holds the pods that request one of these resources.
     *
     * @param resourceNames the resources
     */
    record InForce(Set<String> resourceNames) implements GateState {
        public InForce {
            resourceNames = Collections.unmodifiableSet(new TreeSet<>(resourceNames));
        }
    }

    /**
     * It was asked for, and isn't in force.
     *
     * @param fault what is wrong
     * @param why the same in words: a clause that names the object
     */
    record NotInForce(Fault fault, String why) implements GateState {}

    /**
     * It can't be told.
     *
     * @param why a clause that says what is in the way
     */
    record Unknown(String why) implements GateState {}

    /** Why it isn't in force. */
    enum Fault {
        /** The API server doesn't serve the kinds that it takes. */
        NOT_SERVED,
        /** A policy or its binding isn't there. */
        MISSING,
        /** A policy is older than the operator, or isn't as the operator expects it. */
        OUTDATED
    }
}
