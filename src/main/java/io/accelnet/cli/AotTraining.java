package io.accelnet.cli;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Terminals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * Runs the commands once that people run most, while Java notes which classes they need: what {@code make cli} packs from that lets them
 * start faster. The live ones ask a server on loopback that has the manifests of a folder, so that also what a connection needs is noted.
 *
 * <p>Java loads at its start all that was noted, needed or not. So the verbs that only show statuses have notes of their own, without what
 * plans and schemas need.
 */
public final class AotTraining {
    private static final String PASSWORD = "only-for-this-run";
    private static final String ALIAS = "training";
    private static final int LINE = 64;

    /** Stands for the name of a cluster that is there. */
    private static final String CLUSTER = "CLUSTER";

    private static final String OURS = "/apis/accelnet.io/v1alpha1/";
    private static final Map<String, String> PLURALS = Map.of(
            "AccelNetCluster", "accelnetclusters",
            "AccelNetNode", "accelnetnodes",
            "AccelNetVM", "accelnetvms",
            "NetworkIntent", "networkintents");

    private final JsonMapper json = new JsonMapper();
    private final Map<String, List<Map<String, Object>>> objects = new HashMap<>();

    private AotTraining() {}

    /**
     * Runs them.
     *
     * @param arguments a file of manifests that have their statuses, for the verbs that show them; for all others a folder of manifests
     *     besides
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        Path statuses = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("accelnet-training");
        try {
            if (arguments.length > 1) {
                String folder = arguments[1];
                run("plan", "-f", folder, "-o", "yaml");
                run("plan", "-f", folder);
                new AotTraining().train(work, statuses, List.of(List.of("prereq"), List.of("plan")));
            } else {
                new AotTraining()
                        .train(
                                work,
                                statuses,
                                List.of(
                                        List.of("get"),
                                        List.of("get", "vms", "-A"),
                                        List.of("get", "vms", "-A", "-o", "json"),
                                        List.of("status", CLUSTER),
                                        List.of("top", "--once"),
                                        List.of(Completion.COMMAND, "status")));
            }
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(0);
    }

    private void train(Path work, Path statuses, List<List<String>> verbs)
            throws IOException, GeneralSecurityException, InterruptedException {
        serve(Files.readString(statuses));
        KeyStore keys = keys(work);
        HttpsServer server = server(keys);
        server.start();
        try {
            Path kubeconfig = Files.writeString(work.resolve("kubeconfig"), kubeconfig(server, keys));
            for (List<String> verb : verbs) {
                List<String> words = new ArrayList<>(verb);
                words.replaceAll(word -> word.equals(CLUSTER) ? cluster() : word);
                words.addAll(List.of("--kubeconfig", kubeconfig.toString()));
                if (verb.getFirst().equals(Completion.COMMAND)) {
                    words.add("");
                }
                run(words.toArray(String[]::new));
            }
        } finally {
            server.stop(0);
        }
    }

    private static String run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Accelnet()
                .run(
                        new Invocation(
                                new ByteArrayInputStream(new byte[0]),
                                new PrintWriter(out),
                                new PrintWriter(err),
                                Terminals.NONE,
                                Clock.systemUTC()),
                        words);
        if (code > 1) {
            throw new IllegalStateException(String.join(" ", words) + ": " + err);
        }
        return out.toString();
    }

    private void serve(String manifests) throws IOException {
        try (MappingIterator<Map<String, Object>> documents =
                new YAMLMapper().readerForMapOf(Object.class).readValues(manifests)) {
            while (documents.hasNext()) {
                Map<String, Object> object = documents.next();
                objects.computeIfAbsent(String.valueOf(object.get("kind")), kind -> new ArrayList<>())
                        .add(object);
            }
        }
    }

    private String cluster() {
        return objects.getOrDefault("AccelNetCluster", List.of()).stream()
                .map(object -> object.get("metadata"))
                .filter(Map.class::isInstance)
                .map(metadata -> String.valueOf(((Map<?, ?>) metadata).get("name")))
                .findFirst()
                .orElseThrow();
    }

    /** It asks for the client's certificate, as API servers do. */
    private HttpsServer server(KeyStore keys) throws IOException, GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
                parameters.setWantClientAuth(true);
                connection.setSSLParameters(parameters);
            }
        });
        server.createContext("/", this::answer);
        return server;
    }

    /** A key with a certificate that trusts itself. Server and client have the same one. */
    private static KeyStore keys(Path work) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = work.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            own.load(content, PASSWORD.toCharArray());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setEntry(
                ALIAS,
                own.getEntry(ALIAS, new KeyStore.PasswordProtection(PASSWORD.toCharArray())),
                new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        keys.setCertificateEntry("trusted", own.getCertificate(ALIAS));
        return keys;
    }

    /** An empty list of whatever else is asked for; of other projects' kinds, that there are none. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean core = path.startsWith("/api/v1/");
        boolean ours = path.startsWith(OURS);
        byte[] body = ours || core
                ? json.writeValueAsBytes(list(core ? "" : path.substring(OURS.length()), core))
                : json.writeValueAsBytes(
                        Map.of("kind", "Status", "apiVersion", "v1", "status", "Failure", "code", 404));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(ours || core ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, Object> list(String plural, boolean core) {
        List<Map<String, Object>> items = PLURALS.entrySet().stream()
                .filter(kind -> plural.toLowerCase(Locale.ROOT).equals(kind.getValue()))
                .flatMap(kind -> objects.getOrDefault(kind.getKey(), List.of()).stream())
                .toList();
        return Map.of(
                "apiVersion",
                core ? "v1" : "accelnet.io/v1alpha1",
                "kind",
                "List",
                "metadata",
                Map.of("resourceVersion", "1"),
                "items",
                items);
    }

    private static String kubeconfig(HttpsServer server, KeyStore keys) throws GeneralSecurityException {
        String certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        return """
                apiVersion: v1
                kind: Config
                current-context: training
                contexts: [{name: training, context: {cluster: training, user: training}}]
                clusters: [{name: training, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
                users: [{name: training, user: {client-certificate-data: %s, client-key-data: %s}}]
                """.formatted(server.getAddress().getPort(), certificate, certificate, key);
    }

    /** As a kubeconfig has it: the text of a PEM file, in Base64. */
    private static String pem(String kind, byte[] content) {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
