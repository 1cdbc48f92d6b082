package io.accelnet.testing.controlplane;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text form that Go's programs read keys and certificates in. */
final class Pem {

    private Pem() {}

    static String of(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
    }
}
