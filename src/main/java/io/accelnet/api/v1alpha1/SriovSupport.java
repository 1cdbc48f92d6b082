package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an adapter's driver reports of SR-IOV. The values are those of Windows' enumeration of the same name. */
public enum SriovSupport {
    @JsonProperty("Supported")
    SUPPORTED,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("MissingAcs")
    MISSING_ACS,
    @JsonProperty("MissingPfDriver")
    MISSING_PF_DRIVER,
    @JsonProperty("NoBusResources")
    NO_BUS_RESOURCES,
    @JsonProperty("NoIoMmuSupport")
    NO_IO_MMU_SUPPORT,
    @JsonProperty("NoVfBarSpace")
    NO_VF_BAR_SPACE,
    @JsonProperty("NoOscSupport")
    NO_OSC_SUPPORT
}
