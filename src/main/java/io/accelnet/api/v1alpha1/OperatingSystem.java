package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The family of a host's operating system. */
public enum OperatingSystem {
    @JsonProperty("Linux")
    LINUX,
    @JsonProperty("Windows")
    WINDOWS
}
