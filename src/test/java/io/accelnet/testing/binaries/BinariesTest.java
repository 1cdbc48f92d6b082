package io.accelnet.testing.binaries;

import static io.accelnet.testing.binaries.Program.ETCD;
import static io.accelnet.testing.binaries.Program.KUBECTL;
import static io.accelnet.testing.binaries.Program.KUBE_APISERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which source is taken, and what is said if there is none. */
class BinariesTest {

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void lay() throws IOException {
        bench = new Bench(folder);
    }

    @Test
    void aNamedFolderComesFirst() throws Exception {
        Path named = bench.script("assets", "etcd", "");
        cached("etcd-" + Bench.ETCD, "etcd");

        assertThat(bench.set("KUBEBUILDER_ASSETS", folder.resolve("assets")).get(ETCD))
                .containsEntry(ETCD, named);
        assertThat(bench.reports()).isEmpty();
    }

    @Test
    void whatANamedFolderLacksComesFromTheCacheAndThatIsSaid() throws Exception {
        Path named = bench.script("assets", "etcd", "");
        Path cached = cached("kubernetes-" + Bench.KUBERNETES, "kube-apiserver");

        assertThat(bench.set("KUBEBUILDER_ASSETS", folder.resolve("assets")).get(ETCD, KUBE_APISERVER))
                .containsEntry(ETCD, named)
                .containsEntry(KUBE_APISERVER, cached);
        assertThat(bench.reports()).containsExactly("KUBEBUILDER_ASSETS has no executable kube-apiserver");
    }

    @Test
    void theCacheOfAnotherVersionDoesNotServe() throws Exception {
        cached("etcd-v4.5.5", "etcd");

        assertThatThrownBy(() -> bench.get(ETCD)).isInstanceOf(BinaryUnavailableException.class);
    }

    @Test
    void aKubectlOnPathDoesAndAServerOnPathDoesNot() throws Exception {
        Path kubectl = bench.script("bin", "kubectl", "");
        bench.script("bin", "etcd", "");
        bench.set("PATH", folder.resolve("bin"));

        assertThat(bench.get(KUBECTL)).containsEntry(KUBECTL, kubectl);
        assertThatThrownBy(() -> bench.get(ETCD)).isInstanceOf(BinaryUnavailableException.class);
    }

    @Test
    void whoHasNothingIsToldWhatWasTriedAndWhatToDo() {
        assertThatThrownBy(() -> bench.get(KUBE_APISERVER))
                .isInstanceOf(BinaryUnavailableException.class)
                .hasMessageStartingWith("kube-apiserver v1.2.3 is needed and isn't to be had:")
                .hasMessageContaining("KUBEBUILDER_ASSETS: not set")
                .hasMessageContaining("cache: no " + bench.cache())
                .hasMessageContaining("download: 127.0.0.1:1 can't be reached")
                .hasMessageContaining("Go: no go on PATH")
                .hasMessageContaining("set KUBEBUILDER_ASSETS to a folder that has kube-apiserver")
                .hasMessageContaining("ACCELNET_KUBERNETES_MIRROR")
                .hasMessageContaining("install Go");
    }

    private Path cached(String version, String name) throws IOException {
        return bench.script("cache/" + version + "-" + Platform.current(), name, "");
    }
}
