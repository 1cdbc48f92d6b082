package io.accelnet.testing.binaries;

import static io.accelnet.testing.binaries.Program.KUBE_APISERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Building, with a script in Go's place: what it is asked for, and what is made of its answer. */
class GoBuildTest {

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void lay() throws IOException {
        bench = new Bench(folder);
    }

    @Test
    void whatNobodyElseHasIsBuiltFromThePinnedModule() throws Exception {
        go("""
                while [ "$1" != -o ]; do shift; done
                echo "$3 in $(basename "$(pwd)"), cgo $CGO_ENABLED" >"$2"
                """);

        assertThat(bench.get(KUBE_APISERVER).get(KUBE_APISERVER))
                .hasContent("k8s.io/kubernetes/cmd/kube-apiserver in kubernetes, cgo 0")
                .isExecutable()
                .startsWith(bench.cache());
        assertThat(bench.reports())
                .contains(
                        "building kube-apiserver v1.2.3 with Go (1 of 1), up to 06:00 minutes on 2 cores, 00:00 so far");
    }

    @Test
    void theVersionIsStampedIn() throws Exception {
        go("""
                while [ "$1" != -ldflags ]; do shift; done
                echo "$2" >"$4"
                """);

        assertThat(bench.get(KUBE_APISERVER).get(KUBE_APISERVER))
                .content()
                .contains("version.gitVersion=v1.2.3", "version.gitMajor=1", "version.gitMinor=2");
    }

    @Test
    void aBuildThatFailsShowsWhatGoSaid() throws Exception {
        go("echo 'no space left on device' >&2; exit 1\n");

        assertThatThrownBy(() -> bench.get(KUBE_APISERVER))
                .isInstanceOf(BinaryUnavailableException.class)
                .hasMessageContaining("go build failed")
                .hasMessageContaining("no space left on device");
    }

    private void go(String script) throws IOException {
        bench.script("go/bin", "go", script);
        bench.set("GOROOT", folder.resolve("go"));
    }
}
