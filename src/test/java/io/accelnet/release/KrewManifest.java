package io.accelnet.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** By which krew installs the command as kubectl's plugin. */
final class KrewManifest {
    /**
     * An archive with the command.
     *
     * @param platform operating system and processor by Go's names, such as linux-amd64; empty: whatever has Java
     * @param file its name
     * @param sha256 its digest, in hexadecimal digits
     */
    record Archive(String platform, String file, String sha256) {
        /** @param file a name such as accelnet-0.2.0-linux-amd64.tar.gz, or accelnet-0.2.0-java.tar.gz for whatever has Java */
        static Archive of(Release release, String file, String sha256) {
            String prefix = "accelnet-" + release.version() + "-";
            if (!file.startsWith(prefix) || !file.endsWith(ENDING)) {
                throw new IllegalArgumentException(file + " is no archive of the command " + release.version());
            }
            String platform = file.substring(prefix.length(), file.length() - ENDING.length());
            return new Archive(platform.equals(ANY) ? "" : platform, file, sha256);
        }

        boolean hasRuntime() {
            return !platform.isEmpty();
        }
    }

    private static final String ENDING = ".tar.gz";
    private static final String ANY = "java";

    /** Those that krew knows, and that the command's launcher, a shell script, runs on. */
    private static final List<String> PLATFORMS = List.of("linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64");

    private final ManifestText text = new ManifestText();
    private final Release release;

    KrewManifest(Release release) {
        this.release = release;
    }

    String yaml(List<Archive> archives) throws JsonProcessingException {
        ObjectNode plugin = text.newObject()
                .put("apiVersion", "krew.googlecontainertools.github.com/v1alpha2")
                .put("kind", "Plugin");
        plugin.putObject("metadata").put("name", "accelnet");
        ObjectNode spec = plugin.putObject("spec")
                .put("version", release.tag())
                .put("homepage", release.source())
                .put("shortDescription", "Plan and look after VMs' SR-IOV functions")
                .put("description", """
                        Enables clusters and VMs for Accelerated Networking with accelnet-operator, says why a VM was refused and
                        what would help, what a failure or a drain would do, and plans for manifests without a cluster.
                        """)
                .put("caveats", """
                        On platforms for which this release has no runtime, it needs Java 25 or newer: in PATH, or in JAVA_HOME.
                        For completion, link bin/kubectl_complete-accelnet into a folder of PATH.
                        """);
        ArrayNode platforms = spec.putArray("platforms");
        for (String platform : PLATFORMS) {
            platforms.add(platform(platform, archiveFor(platform, archives)));
        }
        return text.yaml(plugin);
    }

    private Archive archiveFor(String platform, List<Archive> archives) {
        return archives.stream()
                .filter(archive -> archive.platform().equals(platform))
                .findFirst()
                .or(() -> archives.stream()
                        .filter(archive -> !archive.hasRuntime())
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("no archive is for " + platform + ": neither one with a"
                        + " runtime nor accelnet-" + release.version() + "-" + ANY + ENDING));
    }

    private ObjectNode platform(String platform, Archive archive) {
        String[] words = platform.split("-", 2);
        ObjectNode entry = text.newObject();
        entry.putObject("selector").putObject("matchLabels").put("os", words[0]).put("arch", words[1]);
        return entry.put("uri", release.download(archive.file()))
                .put("sha256", archive.sha256())
                .put("bin", "accelnet-" + release.version() + "/bin/kubectl-accelnet");
    }
}
