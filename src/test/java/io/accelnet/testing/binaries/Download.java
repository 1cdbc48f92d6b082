package io.accelnet.testing.binaries;

import io.accelnet.testing.binaries.Attempt.Missing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Gets the official release of a program, and uses it only if it has the checksum that is published beside it. */
final class Download implements BinarySource {

    /** Short, since most of those who wait for this are offline and want to get on with building. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    private final Environment environment;
    private final Platform platform;
    private final Cache cache;
    private final Progress progress;
    private final Map<String, String> unreachable = new HashMap<>();

    Download(Environment environment, Platform platform, Cache cache, Progress progress) {
        this.environment = environment;
        this.platform = platform;
        this.cache = cache;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "download";
    }

    @Override
    public Attempt find(Step step) throws InterruptedException {
        if (!platform.os().equals("linux")) {
            return new Missing("servers are released for linux only, this is " + platform);
        }
        ReleaseFile release = ReleaseFile.of(step, platform, environment);
        String host = release.file().getAuthority();
        if (unreachable.containsKey(host)) {
            return new Missing(unreachable.get(host));
        }
        try (HttpClient client = client()) {
            return fetch(step, release, new Transfer(client, progress));
        } catch (Transfer.UnreachableException e) {
            // Asked once: each further program would cost the same seconds for the same answer.
            String reason = "%s can't be reached (%s)".formatted(host, e.getMessage());
            unreachable.put(host, reason);
            return new Missing(reason);
        } catch (IOException e) {
            return new Missing(String.valueOf(e.getMessage()));
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private Attempt fetch(Step step, ReleaseFile release, Transfer transfer) throws IOException, InterruptedException {
        String published = checksumOf(release, transfer.text(release.checksums()));
        Path file = cache.work("download");
        transfer.file(release.file(), file, step);
        String actual = sha256(file);
        if (!actual.equals(published)) {
            Files.delete(file);
            String reason = "checksum mismatch: %s has SHA-256 %s, published is %s; it is not used"
                    .formatted(release.file(), actual, published);
            progress.report("WARNING: " + reason);
            return new Missing(reason);
        }
        if (release.entryOfArchive().isEmpty()) {
            return cache.keep(step, file);
        }
        Path program = cache.work(step.program().fileName());
        new Tarball(file).extract(release.entryOfArchive().get(), program);
        return cache.keep(step, program);
    }

    /** Published as the bare checksum, or as a list of lines with a checksum and a file name. */
    private static String checksumOf(ReleaseFile release, String published) throws IOException {
        return published
                .lines()
                .map(line -> line.strip().split("\\s+\\*?", 2))
                .filter(words -> words.length == 1 || words[1].equals(release.fileName()))
                .map(words -> words[0])
                .filter(word -> word.matches("[0-9a-f]{64}"))
                .findFirst()
                .orElseThrow(() -> new IOException(release.checksums() + " has no SHA-256 of " + release.fileName()));
    }

    private static String sha256(Path file) throws IOException {
        try (var input = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            input.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(input.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
