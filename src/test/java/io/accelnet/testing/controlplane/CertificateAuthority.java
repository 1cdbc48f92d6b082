package io.accelnet.testing.controlplane;

import static io.accelnet.testing.controlplane.Der.bitString;
import static io.accelnet.testing.controlplane.Der.bool;
import static io.accelnet.testing.controlplane.Der.encoded;
import static io.accelnet.testing.controlplane.Der.explicit;
import static io.accelnet.testing.controlplane.Der.implicit;
import static io.accelnet.testing.controlplane.Der.integer;
import static io.accelnet.testing.controlplane.Der.objectId;
import static io.accelnet.testing.controlplane.Der.octetString;
import static io.accelnet.testing.controlplane.Der.sequence;
import static io.accelnet.testing.controlplane.Der.set;
import static io.accelnet.testing.controlplane.Der.utf8String;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Issues the certificates of one control plane.
 *
 * <p>The JDK has no API for this, its keytool takes a process of half a second for each step, and openssl isn't on every
 * machine; a certificate is only a few nested values.
 */
final class CertificateAuthority {

    private static final Der ECDSA_WITH_SHA256 = sequence(objectId("1.2.840.10045.4.3.2"));
    private static final Der IS_AUTHORITY = extension("2.5.29.19", sequence(bool(true)));
    private static final Der SIGNS_CERTIFICATES = extension("2.5.29.15", bitString(1, (byte) 0x06));
    private static final Der SIGNS_AND_ENCIPHERS = extension("2.5.29.15", bitString(5, (byte) 0xa0));
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private final SecureRandom random = new SecureRandom();
    private final KeyPair keys = Keys.ellipticCurve();
    private final Der name = sequence(commonName("accelnet-test-ca"));
    private final String certificate = sign(keys, name, List.of(IS_AUTHORITY, SIGNS_CERTIFICATES));

    /** The authority's own certificate, in PEM. */
    String certificate() {
        return certificate;
    }

    Credential server(String name, List<String> hosts, List<InetAddress> addresses) {
        Stream<Der> names = Stream.concat(
                hosts.stream().map(host -> implicit(2, host.getBytes(StandardCharsets.US_ASCII))),
                addresses.stream().map(address -> implicit(7, address.getAddress())));
        Der alternativeNames = extension("2.5.29.17", sequence(names.toList()));
        return issue(
                Keys.ellipticCurve(),
                sequence(commonName(name)),
                List.of(SIGNS_AND_ENCIPHERS, usage(SERVER), alternativeNames));
    }

    /** A client that Kubernetes knows as this user, in these groups. */
    Credential client(String user, List<String> groups) {
        var subject = new ArrayList<Der>();
        groups.forEach(group -> subject.add(attribute("2.5.4.10", group)));
        subject.add(commonName(user));
        return issue(Keys.ellipticCurve(), sequence(subject), List.of(SIGNS_AND_ENCIPHERS, usage(CLIENT)));
    }

    private Credential issue(KeyPair subjectKeys, Der subject, List<Der> extensions) {
        return new Credential(sign(subjectKeys, subject, extensions), Keys.privatePem(subjectKeys));
    }

    private String sign(KeyPair subjectKeys, Der subject, List<Der> extensions) {
        Instant now = Instant.now();
        Der content = sequence(
                explicit(0, integer(BigInteger.TWO)),
                integer(new BigInteger(64, random).setBit(64)),
                ECDSA_WITH_SHA256,
                name,
                sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(Duration.ofDays(365)))),
                subject,
                encoded(subjectKeys.getPublic().getEncoded()),
                explicit(3, sequence(extensions)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.bytes());
            Der certificate = sequence(content, ECDSA_WITH_SHA256, bitString(0, signature.sign()));
            return Pem.of("CERTIFICATE", certificate.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Der commonName(String value) {
        return attribute("2.5.4.3", value);
    }

    private static Der attribute(String id, String value) {
        return set(sequence(objectId(id), utf8String(value)));
    }

    private static Der usage(String purpose) {
        return extension("2.5.29.37", sequence(objectId(purpose)));
    }

    private static Der extension(String id, Der value) {
        return sequence(objectId(id), octetString(value));
    }
}
