package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a host can be used, as its AccelNetNode states it. */
public enum Availability {
    @JsonProperty("Available")
    AVAILABLE,
    /** Keeps the VMs that it has, takes no new ones; its free virtual functions are no room for failover. */
    @JsonProperty("Maintenance")
    MAINTENANCE,
    @JsonProperty("Down")
    DOWN
}
