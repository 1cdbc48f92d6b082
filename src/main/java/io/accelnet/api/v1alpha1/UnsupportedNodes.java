package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What to do about selected nodes that fail a prerequisite. */
public enum UnsupportedNodes {
    /** One such node keeps the cluster from being enabled, as documented. */
    @JsonProperty("Block")
    BLOCK,
    /** Such a node is left out: it is no member, and isn't counted. */
    @JsonProperty("Exclude")
    EXCLUDE
}
