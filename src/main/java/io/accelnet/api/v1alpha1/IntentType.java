package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an intent's adapters carry, in Network ATC's words. */
public enum IntentType {
    @JsonProperty("Compute")
    COMPUTE,
    @JsonProperty("Management")
    MANAGEMENT,
    @JsonProperty("Storage")
    STORAGE,
    @JsonProperty("Stretch")
    STRETCH
}
