package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What to do about adapters of the intent that fail their check. */
public enum UnsupportedAdapters {
    /** One such adapter fails the check of its node, as documented. */
    @JsonProperty("Block")
    BLOCK,
    /** Such an adapter gives nothing, and its node stays, as long as the node has another adapter of the intent that gives something. */
    @JsonProperty("Exclude")
    EXCLUDE
}
