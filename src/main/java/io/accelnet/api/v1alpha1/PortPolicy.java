package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** From which ports the virtual functions come that a VM has of one pool. */
public enum PortPolicy {
    /** From any: all of them may be of one port. */
    @JsonProperty("Any")
    ANY,
    /** Each from another port of the node, so that the VM keeps the others if a port, its cable or its card fails. */
    @JsonProperty("Different")
    DIFFERENT
}
