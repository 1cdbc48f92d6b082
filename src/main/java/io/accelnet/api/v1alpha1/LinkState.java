package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a port has a link. */
public enum LinkState {
    /** It has. */
    @JsonProperty("Up")
    UP,
    /** It has none: a cable is pulled, or the switch's port is off. */
    @JsonProperty("Down")
    DOWN
}
