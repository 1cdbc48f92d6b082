package io.accelnet.testing.controlplane;

import static io.accelnet.testing.controlplane.Der.encoded;
import static io.accelnet.testing.controlplane.Der.explicit;
import static io.accelnet.testing.controlplane.Der.integer;
import static io.accelnet.testing.controlplane.Der.objectId;
import static io.accelnet.testing.controlplane.Der.octetString;
import static io.accelnet.testing.controlplane.Der.sequence;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;

/** Fresh keys, and their text form. */
final class Keys {
    private static final String SECP256R1 = "1.2.840.10045.3.1.7";
    private static final int NUMBER_BYTES = 32;

    private Keys() {}

    static KeyPair ellipticCurve() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * As SEC 1 has it, which says that the key is of an elliptic curve: of a "PRIVATE KEY" the client of Kubernetes assumes RSA. A key
     * of RSA takes seconds to make without the JVM's second compiler.
     */
    static String privatePem(KeyPair keys) {
        byte[] number = new byte[NUMBER_BYTES];
        byte[] signed = ((ECPrivateKey) keys.getPrivate()).getS().toByteArray();
        int length = Math.min(signed.length, number.length);
        System.arraycopy(signed, signed.length - length, number, number.length - length, length);
        Der content = sequence(integer(BigInteger.ONE), octetString(encoded(number)), explicit(0, objectId(SECP256R1)));
        return Pem.of("EC PRIVATE KEY", content.bytes());
    }

    static String publicPem(KeyPair keys) {
        return Pem.of("PUBLIC KEY", keys.getPublic().getEncoded());
    }
}
