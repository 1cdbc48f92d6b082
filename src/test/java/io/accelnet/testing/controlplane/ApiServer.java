package io.accelnet.testing.controlplane;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The command line of kube-apiserver, and where it answers. */
record ApiServer(Path executable, int port) {

    static final String SERVICE_RANGE = "10.0.0.0/24";

    /** The first address of the range, under which programs in the cluster know the API server. */
    static final String SERVICE_ADDRESS = "10.0.0.1";

    URI uri() {
        return URI.create("https://" + Loopback.ADDRESS + ":" + port);
    }

    URI health() {
        return uri().resolve("/readyz");
    }

    List<String> command(URI etcd, KeyFiles keys) {
        return List.of(
                executable.toString(),
                "--etcd-servers=" + etcd,
                "--bind-address=" + Loopback.ADDRESS,
                "--advertise-address=" + Loopback.ADDRESS,
                "--secure-port=" + port,
                // So that it can be restarted on its port while the last connections of the old one fade.
                "--permit-address-sharing",
                // No pod will ever ask for the address, and one on loopback is refused as an endpoint.
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=" + SERVICE_RANGE,
                "--authorization-mode=RBAC",
                // Taints new nodes as not ready; what would take the taint away again (node lifecycle) doesn't run.
                "--disable-admission-plugins=TaintNodesByCondition",
                "--allow-privileged",
                "--client-ca-file=" + keys.authority(),
                "--tls-cert-file=" + keys.serverCertificate(),
                "--tls-private-key-file=" + keys.serverKey(),
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + keys.serviceAccountPublicKey(),
                "--service-account-signing-key-file=" + keys.serviceAccountKey());
    }
}
