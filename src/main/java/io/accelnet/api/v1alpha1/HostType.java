package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an AccelNetNode is for a Kubernetes Node. The operator does not guess it. */
public enum HostType {
    /** The Kubernetes Node of the same name tells whether the host is up. */
    @JsonProperty("KubernetesNode")
    KUBERNETES_NODE,
    /** A host outside of the cluster; {@code availability} alone tells whether it is up. */
    @JsonProperty("External")
    EXTERNAL
}
