package io.accelnet.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.operator.metrics.MetricsSettings.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLSession;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is answered at /metrics, and how. */
class MetricsServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HALF_SENT = 20;

    private final OperatorMetrics metrics = new OperatorMetrics(InstantSource.system(), "test");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    MetricsServerTest() {
        metrics.of(() -> new ProcessFigures(false, 0, Duration.ZERO, 0, Map.of(), Map.of(), List.of()));
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /metrics, 'Bearer allowed', 200",
        "GET, /metrics, 'bearer allowed', 200",
        "GET, /metrics, '', 401",
        "GET, /metrics, 'Basic allowed', 401",
        "GET, /metrics, 'Bearer ', 401",
        "GET, /metrics, 'Bearer unauthenticated', 401",
        "GET, /metrics, 'Bearer forbidden', 403",
        "GET, /metrics, 'Bearer busy', 429",
        "GET, /metrics, 'Bearer unknown', 503",
        "GET, /metrics, 'Bearer fails', 503",
        "POST, /metrics, 'Bearer allowed', 405",
        "HEAD, /metrics, 'Bearer allowed', 405",
        "GET, /metrics/more, 'Bearer allowed', 404",
        "GET, /, '', 404"
    })
    void onlyWhomTheApiServerAllowsItIsTold(String method, String path, String authorization, int code)
            throws Exception {
        try (MetricsServer server = secure(Optional.empty())) {
            HttpResponse<String> answer = send(server, "https", request(method, path, authorization));

            assertThat(answer.statusCode()).isEqualTo(code);
            if (code == 200) {
                assertThat(answer.body()).contains("accelnet_leader 0.0");
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValue("text/plain; version=0.0.4; charset=utf-8");
            } else {
                assertThat(answer.body()).doesNotContain("accelnet_leader");
            }
            assertThat(Exposition.of(metrics.scrape("text/plain"))
                            .value("accelnet_scrape_requests_total", "code=" + code))
                    .isEqualTo(1);
        }
    }

    @Test
    void anonymousReadersAreToldWhatIsMissing() throws Exception {
        try (MetricsServer server = secure(Optional.empty())) {
            HttpResponse<String> answer = send(server, "https", request("GET", "/metrics", ""));

            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(answer.body()).contains("Authorization: Bearer");
        }
    }

    @Test
    void plainIsForEverybody() throws Exception {
        try (MetricsServer server = start(new MetricsSettings(Mode.PLAIN, 0, Optional.empty()))) {
            assertThat(send(server, "http", request("GET", "/metrics", "")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theFormatIsTheOneThatIsAskedFor() throws Exception {
        try (MetricsServer server = start(new MetricsSettings(Mode.PLAIN, 0, Optional.empty()))) {
            HttpResponse<String> answer = send(
                    server,
                    "http",
                    request("GET", "/metrics", "")
                            .header(
                                    "Accept",
                                    "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5"));

            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
            assertThat(answer.body()).contains("# TYPE accelnet_plans counter").endsWith("# EOF\n");
        }
    }

    @Test
    void whoTakesItZippedGetsItZipped() throws Exception {
        try (MetricsServer server = start(new MetricsSettings(Mode.PLAIN, 0, Optional.empty()));
                HttpClient http = Scraper.client()) {
            HttpResponse<byte[]> answer = http.send(
                    request("GET", "/metrics", "")
                            .uri(uri(server, "http", "/metrics"))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(new String(
                            new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
                            StandardCharsets.UTF_8))
                    .contains("accelnet_leader 0.0");
        }
    }

    @ParameterizedTest
    @CsvSource({"SECURE, ''", "SECURE, GET", "PLAIN, 'GET /metrics HTTP/1.1\r\nHost:'"})
    void requestsThatAreHalfSentHoldUpNone(Mode mode, String sent) throws Exception {
        List<Socket> halfSent = new ArrayList<>();
        try (MetricsServer server = start(new MetricsSettings(mode, 0, Optional.empty()))) {
            for (int i = 0; i < HALF_SENT; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                halfSent.add(socket);
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(send(server, mode == Mode.PLAIN ? "http" : "https", request("GET", "/metrics", "Bearer allowed"))
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : halfSent) {
                socket.close();
            }
        }
    }

    /** Of each kind that tools write: RSA as PKCS#1, which is cert-manager's default, elliptic curves as SEC1, and both as PKCS#8. */
    @ParameterizedTest
    @CsvSource({"EC, false", "EC, true", "RSA, false", "RSA, true"})
    void theCertificateIsTheOneThatIsGiven(String algorithm, boolean asPkcs8, @TempDir Path folder) throws Exception {
        ServerKey given = key(algorithm);
        write(folder, given, given.key(), asPkcs8);
        try (MetricsServer server = secure(Optional.of(folder))) {
            assertThat(certificate(server)).isEqualTo(given.chain().getFirst());
        }
    }

    @Test
    void aCertificateThatIsReplacedIsReadAgain(@TempDir Path folder) throws Exception {
        ServerKey first = ServerKey.selfSigned(Instant.now());
        ServerKey second = ServerKey.selfSigned(Instant.now());
        write(folder, first, first.key(), true);
        try (MetricsServer server = secure(Optional.of(folder))) {
            assertThat(certificate(server)).isEqualTo(first.chain().getFirst());

            write(folder, second, first.key(), true);
            now.set(now.get().plusSeconds(10));
            assertThat(certificate(server))
                    .as("half replaced")
                    .isEqualTo(first.chain().getFirst());

            write(folder, second, second.key(), true);
            now.set(now.get().plusSeconds(10));
            assertThat(certificate(server)).isEqualTo(second.chain().getFirst());
        }
    }

    @Test
    void aCertificateThatCantBeUsedIsNamed(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> secure(Optional.of(folder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tls.crt");
        ServerKey one = ServerKey.selfSigned(Instant.now());
        write(folder, one, ServerKey.selfSigned(Instant.now()).key(), true);
        assertThatThrownBy(() -> secure(Optional.of(folder))).hasMessageContaining("tls.key isn't the key of");
        Files.writeString(folder.resolve("tls.key"), "nothing");
        assertThatThrownBy(() -> secure(Optional.of(folder))).hasMessageContaining("tls.key has no private key");
    }

    private MetricsServer secure(Optional<Path> certificates) {
        return start(new MetricsSettings(Mode.SECURE, 0, certificates));
    }

    private MetricsServer start(MetricsSettings settings) {
        return MetricsServer.start(settings, metrics, MetricsServerTest::review, now::get, InstantSource.system());
    }

    /** What a token is called is what the API server says of it. */
    private static Verdict review(String token) {
        if (token.equals("fails")) {
            throw new IllegalStateException("the API server is away");
        }
        return Verdict.valueOf(token.toUpperCase(Locale.ROOT));
    }

    private static HttpRequest.Builder request(String method, String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://unset" + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static HttpResponse<String> send(MetricsServer server, String scheme, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (HttpClient http = Scraper.client()) {
            String path = request.build().uri().getPath();
            return http.send(request.uri(uri(server, scheme, path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI uri(MetricsServer server, String scheme, String path) {
        return URI.create(scheme + "://localhost:" + server.port() + path);
    }

    private static X509Certificate certificate(MetricsServer server) throws Exception {
        SSLSession session = send(server, "https", request("GET", "/metrics", ""))
                .sslSession()
                .orElseThrow();
        return (X509Certificate) session.getPeerCertificates()[0];
    }

    private static ServerKey key(String algorithm) throws Exception {
        if (algorithm.equals("EC")) {
            return ServerKey.selfSigned(Instant.now());
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=given");
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                new BigInteger(64, new SecureRandom()),
                                Date.from(Instant.now().minusSeconds(60)),
                                Date.from(Instant.now().plusSeconds(3600)),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        return new ServerKey(List.of(certificate), pair.getPrivate());
    }

    private static void write(Path folder, ServerKey certificates, PrivateKey key, boolean asPkcs8) throws IOException {
        StringWriter chain = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(chain)) {
            for (X509Certificate certificate : certificates.chain()) {
                writer.writeObject(certificate);
            }
        }
        Files.writeString(folder.resolve("tls.crt"), chain.toString());
        StringWriter secret = new StringWriter();
        if (asPkcs8) {
            secret.write("-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n");
        } else {
            try (JcaPEMWriter writer = new JcaPEMWriter(secret)) {
                writer.writeObject(key instanceof ECPrivateKey curve ? sec1(curve) : key);
            }
        }
        Files.writeString(folder.resolve("tls.key"), secret.toString());
    }

    /** With the curve's name, which the JDK leaves out. */
    private static PemObject sec1(ECPrivateKey key) throws IOException {
        return new PemObject(
                "EC PRIVATE KEY",
                new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1)
                        .getEncoded());
    }
}
