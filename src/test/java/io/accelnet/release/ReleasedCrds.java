package io.accelnet.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CRDs of an earlier release, and objects as they are stored in clusters that have it. {@code make release} keeps them.
 *
 * @param folder {@code crds}, {@code objects}, and perhaps {@code accepted.txt}
 */
record ReleasedCrds(Path folder) {
    private static final Path ALL = Path.of("src/test/resources/releases");

    static List<ReleasedCrds> all() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(ReleasedCrds::new)
                    .toList();
        }
    }

    List<ObjectNode> definitions() throws IOException {
        return new ManifestText().objects(folder.resolve("crds"));
    }

    List<ObjectNode> objects() throws IOException {
        return new ManifestText().objects(folder.resolve("objects"));
    }

    /** What was lost on purpose: a loss on each line, as the comparison says it; a line with # before says why. */
    List<String> accepted() throws IOException {
        Path file = folder.resolve("accepted.txt");
        return Files.exists(file)
                ? Files.readString(file)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList()
                : List.of();
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
