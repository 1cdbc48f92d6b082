package io.accelnet.testing.binaries;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a project publishes a program, and where the checksum. */
record ReleaseFile(URI file, URI checksums, Optional<String> entryOfArchive) {

    /** Where the programs come from unless the environment names a mirror, by module. */
    private static final Map<String, String> PUBLISHERS = Map.of(
            "kubernetes", "https://dl.k8s.io/release",
            "etcd", "https://github.com/etcd-io/etcd/releases/download",
            "helm", "https://get.helm.sh");

    static ReleaseFile of(Step step, Platform platform, Environment environment) {
        String module = step.program().module();
        String base = environment.variable(mirrorVariable(module)).orElseGet(() -> publisher(module));
        String version = step.version();
        String archive = "%s-%s-%s.tar.gz".formatted(module, version, platform);
        return switch (step.program()) {
            case ETCD ->
                new ReleaseFile(
                        uri(base, version, archive),
                        uri(base, version, "SHA256SUMS"),
                        Optional.of("etcd-%s-%s/etcd".formatted(version, platform)));
            case HELM ->
                new ReleaseFile(uri(base, archive), uri(base, archive + ".sha256sum"), Optional.of(platform + "/helm"));
            case KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER, KUBECTL -> {
                String name = step.program().fileName();
                yield new ReleaseFile(
                        uri(base, version, "bin", platform.os(), platform.arch(), name),
                        uri(base, version, "bin", platform.os(), platform.arch(), name + ".sha256"),
                        Optional.empty());
            }
        };
    }

    private static String publisher(String module) {
        return Optional.ofNullable(PUBLISHERS.get(module))
                .orElseThrow(() -> new IllegalArgumentException("nobody publishes " + module));
    }

    static String mirrorVariable(String module) {
        return "ACCELNET_" + module.toUpperCase(Locale.ROOT) + "_MIRROR";
    }

    String fileName() {
        String path = file.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static URI uri(String base, String... path) {
        return URI.create(base.replaceFirst("/+$", "") + "/" + String.join("/", path));
    }
}
