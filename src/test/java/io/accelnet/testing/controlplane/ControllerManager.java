package io.accelnet.testing.controlplane;

import java.nio.file.Path;
import java.util.List;

/** The command line of kube-controller-manager. */
record ControllerManager(Path executable) {

    /**
     * What our objects meet in every cluster. Named one by one, since the rest acts on nodes and pods that nothing stands
     * behind here: node lifecycle would mark every node as not ready whose kubelet doesn't beat.
     */
    private static final List<String> CONTROLLERS = List.of(
            "clusterrole-aggregation-controller",
            "garbage-collector-controller",
            "namespace-controller",
            "resourcequota-controller",
            "root-ca-certificate-publisher-controller",
            "serviceaccount-controller",
            "serviceaccount-token-controller",
            "validatingadmissionpolicy-status-controller");

    List<String> command(Path kubeconfig, KeyFiles keys) {
        return List.of(
                executable.toString(),
                "--kubeconfig=" + kubeconfig,
                "--controllers=" + String.join(",", CONTROLLERS),
                // Each controller with its own rights, as in a real cluster; all together have too few otherwise.
                "--use-service-account-credentials",
                "--service-account-private-key-file=" + keys.serviceAccountKey(),
                "--root-ca-file=" + keys.authority(),
                "--leader-elect=false",
                // Serves nothing, so that there is no port to find, and to guard.
                "--secure-port=0");
    }
}
