package io.accelnet.testing.controlplane;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;

/** The files with keys and certificates that the servers read. */
record KeyFiles(
        Path authority, Path serverCertificate, Path serverKey, Path serviceAccountKey, Path serviceAccountPublicKey) {

    static KeyFiles write(Workspace workspace, CertificateAuthority authority) {
        Credential server = authority.server(
                "kube-apiserver",
                List.of("localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"),
                List.of(Loopback.address(), Loopback.parsed(ApiServer.SERVICE_ADDRESS)));
        KeyPair serviceAccounts = Keys.ellipticCurve();
        return new KeyFiles(
                workspace.write("ca.crt", authority.certificate()),
                workspace.write("server.crt", server.certificate()),
                workspace.write("server.key", server.key()),
                workspace.write("service-accounts.key", Keys.privatePem(serviceAccounts)),
                workspace.write("service-accounts.pub", Keys.publicPem(serviceAccounts)));
    }
}
