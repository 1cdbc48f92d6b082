package io.accelnet.testing.controlplane;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A kubeconfig with everything in it, so that the one file can be copied and handed on. */
record Kubeconfig(URI server, String authority, Credential client) {

    String text() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: accelnet-test
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: user
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                contexts:
                - name: accelnet-test
                  context:
                    cluster: accelnet-test
                    user: user
                current-context: accelnet-test
                """.formatted(server, base64(authority), base64(client.certificate()), base64(client.key()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
