package io.accelnet.testing.binaries;

import io.accelnet.testing.binaries.Attempt.Missing;
import io.accelnet.testing.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a program from the modules that the project pins; go.sum holds the checksums of all that goes in. */
record GoBuild(Optional<Path> go, Pins pins, Cache cache, Progress progress) implements BinarySource {

    private static final Duration REPORT = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "Go";
    }

    @Override
    public Attempt find(Step step) throws InterruptedException {
        if (go.isEmpty()) {
            return new Missing("no go on PATH or in GOROOT");
        }
        try {
            return build(go.get(), step, cache.work(step.program().fileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Attempt build(Path executable, Step step, Path output) throws IOException, InterruptedException {
        Instant start = Instant.now();
        Path scratch = Files.createDirectories(cache.work("go"));
        // Without cgo the programs need no C compiler to build, and no C library to run, as the released ones.
        var environment = Map.of("CGO_ENABLED", "0", "GOWORK", "off", "GOTMPDIR", scratch.toString());
        String how = "with Go %s, up to %s minutes on 2 cores"
                .formatted(step.place(), Step.clock(step.program().coldBuild()));
        Path folder = pins.moduleFolder(step.program());
        try (var build = ChildProcess.start(
                "go", command(executable, step, output), folder, environment, cache.work("go.log"))) {
            do {
                progress.report(step.progress("building", how, Duration.between(start, Instant.now())));
            } while (!build.awaitEnd(REPORT));
            return build.exitStatus() == 0
                    ? cache.keep(step, output)
                    : new Missing(
                            "go build failed:\n" + build.lastLines(10).indent(6).stripTrailing());
        }
    }

    private static List<String> command(Path executable, Step step, Path output) {
        return List.of(
                executable.toString(),
                "build",
                "-trimpath",
                "-ldflags",
                "-s -w " + versionFlags(step),
                "-o",
                output.toString(),
                step.program().goPackage());
    }

    /** What a program says of its version is stamped in at link time; unstamped, those of Kubernetes say v0.0.0. */
    private static String versionFlags(Step step) {
        String version = step.version();
        String[] parts = version.substring(1).split("\\.", -1);
        return switch (step.program()) {
            case ETCD -> "";
            case HELM -> "-X helm.sh/helm/v4/internal/version.version=" + version;
            case KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER, KUBECTL ->
                "-X %1$sgitVersion=%2$s -X %1$sgitMajor=%3$s -X %1$sgitMinor=%4$s"
                        .formatted("k8s.io/component-base/version.", version, parts[0], parts[1]);
        };
    }
}
