package io.accelnet.testing.binaries;

import static io.accelnet.testing.binaries.Program.ETCD;
import static io.accelnet.testing.binaries.Program.KUBE_APISERVER;
import static io.accelnet.testing.binaries.Program.KUBE_CONTROLLER_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The official releases, as served by a server on loopback. */
@EnabledOnOs(OS.LINUX)
class DownloadTest {

    private static final String CONTENT = "#!/bin/sh\necho genuine\n";

    @TempDir
    private Path folder;

    private Bench bench;
    private ReleaseServer server;

    @BeforeEach
    void serve() throws IOException {
        server = ReleaseServer.start();
        bench = new Bench(folder).mirrors(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aProgramWithThePublishedChecksumIsKeptInTheCache() throws Exception {
        serve("kube-apiserver", CONTENT, ReleaseServer.sha256(CONTENT));

        Path executable = bench.get(KUBE_APISERVER).get(KUBE_APISERVER);

        assertThat(executable).hasContent(CONTENT).isExecutable().startsWith(bench.cache());
        assertThat(bench.reports())
                .first()
                .asString()
                .contains("downloading kube-apiserver v1.2.3 from 127.0.0.1 (1 of 1)");
        server.close();
        assertThat(bench.get(KUBE_APISERVER)).containsEntry(KUBE_APISERVER, executable);
    }

    @Test
    void aProgramWithAnotherChecksumIsRefused() throws Exception {
        String published = ReleaseServer.sha256("something else");
        serve("kube-apiserver", CONTENT, published);

        assertThatThrownBy(() -> bench.get(KUBE_APISERVER))
                .isInstanceOf(BinaryUnavailableException.class)
                .hasMessageContaining("checksum mismatch")
                .hasMessageContaining(published)
                .hasMessageContaining(ReleaseServer.sha256(CONTENT));
        assertThat(bench.reports()).anyMatch(line -> line.startsWith("WARNING: checksum mismatch"));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aProgramWithoutPublishedChecksumIsRefused() throws Exception {
        serve("kube-apiserver", CONTENT, "not found");

        assertThatThrownBy(() -> bench.get(KUBE_APISERVER)).hasMessageContaining("has no SHA-256 of kube-apiserver");
        assertThat(server.requests()).noneMatch(path -> path.endsWith("kube-apiserver"));
    }

    @Test
    void aReleaseThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> bench.get(KUBE_APISERVER)).hasMessageContaining("answered 404");
    }

    @Test
    void aProgramIsTakenOutOfItsArchive() throws Exception {
        String name = "etcd-v4.5.6-" + Platform.current();
        var entries = new LinkedHashMap<String, String>();
        entries.put(name + "/README.md", "read me".repeat(200));
        entries.put(name + "/etcd", CONTENT);
        entries.put(name + "/etcdctl", "another");
        byte[] archive = ReleaseServer.tarball(entries);
        server.serve("/v4.5.6/" + name + ".tar.gz", archive);
        server.serve(
                "/v4.5.6/SHA256SUMS",
                "%s  other.tar.gz%n%s  %s.tar.gz%n"
                        .formatted(ReleaseServer.sha256("other"), ReleaseServer.sha256(archive), name));

        assertThat(bench.get(ETCD).get(ETCD)).hasContent(CONTENT).isExecutable();
    }

    @Test
    void twoAtOnceDownloadOnce() throws Exception {
        serve("kube-apiserver", CONTENT, ReleaseServer.sha256(CONTENT));
        Callable<Path> get = () -> bench.get(KUBE_APISERVER).get(KUBE_APISERVER);

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<Path> one : threads.invokeAll(List.of(get, get))) {
                assertThat(one.get()).hasContent(CONTENT);
            }
        }

        assertThat(server.requests())
                .filteredOn(path -> path.endsWith("/kube-apiserver"))
                .hasSize(1);
    }

    @Test
    void theNextProgramComesTooAndIsCounted() throws Exception {
        serve("kube-apiserver", CONTENT, ReleaseServer.sha256(CONTENT));
        serve("kube-controller-manager", CONTENT, ReleaseServer.sha256(CONTENT));

        bench.get(KUBE_APISERVER, KUBE_CONTROLLER_MANAGER);

        assertThat(bench.reports())
                .anyMatch(line -> line.contains("kube-controller-manager v1.2.3 from 127.0.0.1 (2 of 2)"));
    }

    private void serve(String name, String content, String checksum) {
        Platform platform = Platform.current();
        String path = "/v1.2.3/bin/%s/%s/%s".formatted(platform.os(), platform.arch(), name);
        server.serve(path, content);
        server.serve(path + ".sha256", checksum);
    }

    private List<Path> leftovers() throws IOException {
        try (var files = Files.walk(bench.cache())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }
}
