package io.accelnet.operator.gate;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Pods as a user writes them. */
final class Pods {
    /** A resource that the policies of these tests list. */
    static final String RESOURCE = "openshift.io/vm_ports";

    /** Where tenants are. */
    static final String NAMESPACE = "shop";

    private Pods() {}

    /** A pod that requests one virtual function, and has this in its spec besides. */
    static Pod requesting(String name, String spec) {
        return of(
                name,
                spec + "\ncontainers: [{name: compute, image: none, resources: {limits: {" + RESOURCE + ": 1}}}]");
    }

    /** A pod that requests one virtual function. */
    static Pod requesting(String name) {
        return requesting(name, "");
    }

    /** A pod that requests none. */
    static Pod plain(String name) {
        return of(name, "containers: [{name: compute, image: none}]");
    }

    /** A pod with this spec. */
    static Pod of(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s}
                spec:
                %s
                """.formatted(name, NAMESPACE, spec.indent(2)), Pod.class);
    }

    /** The same as it is after the API server has taken it. */
    static Pod stored(Pod pod) {
        pod.getMetadata().setUid("11111111-1111-1111-1111-111111111111");
        pod.getMetadata().setResourceVersion("7");
        return pod;
    }
}
