package io.accelnet.testing.controlplane;

import java.nio.file.Path;
import java.util.List;

/** The command line of kube-scheduler. */
record Scheduler(Path executable) {

    List<String> command(Path kubeconfig) {
        return List.of(
                executable.toString(),
                "--kubeconfig=" + kubeconfig,
                "--leader-elect=false",
                // Serves nothing, so that there is no port to find, and to guard.
                "--secure-port=0");
    }
}
