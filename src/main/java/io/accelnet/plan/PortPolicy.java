package io.accelnet.plan;

/** From which ports the virtual functions come that a VM has of one pool. */
public enum PortPolicy {
    /** From any. */
    ANY,
    /** Each from another one. */
    DIFFERENT
}
