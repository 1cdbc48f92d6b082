package io.accelnet.operator.metrics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** The files tls.crt and tls.key of a folder, as a Secret of type kubernetes.io/tls has them. */
final class KeyPairFiles {
    private static final String CERTIFICATES = "tls.crt";
    private static final String KEY = "tls.key";
    private static final byte[] SAMPLE = {1, 2, 3};

    private final Path folder;

    KeyPairFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * What they have now.
     *
     * @throws IllegalArgumentException if it can't be used, with a message that names the file
     */
    ServerKey read() {
        Path certificates = folder.resolve(CERTIFICATES);
        Path key = folder.resolve(KEY);
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IllegalArgumentException(certificates + " has no certificate");
            }
            PrivateKey secret = key(key);
            if (!belong(chain.getFirst(), secret)) {
                throw new IllegalArgumentException(key + " isn't the key of the first certificate in " + certificates);
            }
            return new ServerKey(chain, secret);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "%s and %s can't be read as a certificate and its key: %s".formatted(certificates, key, e), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(text)) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (@Nullable Object part = parser.readObject(); part != null; part = parser.readObject()) {
                // Files of elliptic curves may begin with the curve.
                Optional<PrivateKeyInfo> found = switch (part) {
                    case PEMKeyPair pair -> Optional.of(pair.getPrivateKeyInfo());
                    case PrivateKeyInfo info -> Optional.of(info);
                    default -> Optional.empty();
                };
                if (found.isPresent()) {
                    return converter.getPrivateKey(found.get());
                }
            }
        }
        throw new IllegalArgumentException(file + " has no private key, or it is encrypted");
    }

    /** While both are being replaced, one may be read from before and the other from after. */
    private static boolean belong(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        if (!algorithm.equals(key.getAlgorithm())
                && !(algorithm.startsWith("Ed") && key.getAlgorithm().startsWith("Ed"))) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(SAMPLE);
        return signature.verify(signed);
    }
}
