package io.accelnet.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file system of one platform of an image, laid into a folder: what a container would see. Whoever has no container runtime runs the image's
 * command from there.
 */
final class UnpackedLayout {
    /** Before the name of a file that a layer takes away, and the name by which it takes away all that its folder had. */
    private static final String WHITEOUT = ".wh.";

    private static final String OPAQUE = ".wh..wh..opq";
    private static final Path FOLDER_OF_THE_IMAGE = Path.of("/");

    private final ImageLayout layout;
    private final Path root;

    UnpackedLayout(ImageLayout layout, Path root) {
        this.layout = layout;
        this.root = root;
    }

    /**
     * Unpacks it.
     *
     * @param platform such as linux/amd64
     * @return the command, with paths of the folder where it names paths of the image
     */
    List<String> unpack(String platform) throws IOException, InterruptedException {
        JsonNode manifest = layout.json(descriptor(platform));
        Files.createDirectories(root);
        for (JsonNode layer : manifest.path("layers")) {
            lay(layout.blob(layer));
        }
        JsonNode config = layout.json(manifest.path("config")).path("config");
        relocateClassPath();
        List<String> command = new ArrayList<>();
        for (JsonNode word : config.path("Entrypoint")) {
            command.add(word.asText().replace("@/app/", "@" + root.toAbsolutePath() + "/app/"));
        }
        javaHome(config).ifPresent(java -> command.set(0, java.toString()));
        return command;
    }

    private JsonNode descriptor(String platform) throws IOException {
        List<String> there = new ArrayList<>();
        for (JsonNode entry : layout.json(layout.top()).path("manifests")) {
            String name = entry.at("/platform/os").asText() + "/"
                    + entry.at("/platform/architecture").asText();
            if (name.equals(platform)) {
                return entry;
            }
            there.add(name);
        }
        throw new IOException("the image isn't for " + platform + " but for " + String.join(", ", there));
    }

    private void lay(Path layer) throws IOException, InterruptedException {
        List<String> names = tar("-tf", layer.toString()).lines().toList();
        for (String name : names) {
            takeAway(name);
        }
        tar("-xf", layer.toString(), "-C", root.toString(), "--exclude=" + WHITEOUT + "*");
    }

    private void takeAway(String name) throws IOException {
        Path path = root.resolve(name).normalize();
        String file = path.getFileName().toString();
        if (!path.startsWith(root)) {
            throw new IOException("a layer has a file outside of the image: " + name);
        }
        if (file.equals(OPAQUE)) {
            deleteContent(path.resolveSibling(""));
        } else if (file.startsWith(WHITEOUT)) {
            Path gone = path.resolveSibling(file.substring(WHITEOUT.length()));
            deleteContent(gone);
            Files.deleteIfExists(gone);
        }
    }

    private static void deleteContent(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    if (!file.equals(folder)) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /** Jib writes the class path into a file, with paths of the image. */
    private void relocateClassPath() throws IOException {
        Path file = root.resolve("app/jib-classpath-file");
        if (Files.exists(file)) {
            Files.writeString(file, Files.readString(file).replace("/app/", root.toAbsolutePath() + "/app/"));
        }
    }

    /** The Java of the base image, if its environment says where it is. */
    private Optional<Path> javaHome(JsonNode config) {
        for (JsonNode variable : config.path("Env")) {
            String text = variable.asText();
            if (text.startsWith("JAVA_HOME=")) {
                Path inside = FOLDER_OF_THE_IMAGE.relativize(Path.of(text.substring("JAVA_HOME=".length())));
                return Optional.of(root.toAbsolutePath().resolve(inside).resolve("bin/java"))
                        .filter(Files::isExecutable);
            }
        }
        return Optional.empty();
    }

    private static String tar(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tar.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
