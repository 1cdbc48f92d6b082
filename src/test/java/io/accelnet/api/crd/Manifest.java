package io.accelnet.api.crd;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A file of {@code src/test/resources/crd}: an object, or the same object several times, as it is changed. Whatever comes before
 * the last is let in; the last is let in too if the file is a {@code valid-*.yaml}. If it is an {@code invalid-*.yaml}, it is
 * refused with all that the comments {@code # expect: ...} say.
 *
 * @param file where it is
 * @param expected what the API server has to say
 * @param stages the object
 */
record Manifest(Path file, List<String> expected, List<GenericKubernetesResource> stages) {
    private static final Path FOLDER = Path.of("src/test/resources/crd");
    private static final String EXPECT = "# expect: ";

    static List<Manifest> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Manifest::read)
                    .toList();
        }
    }

    private static Manifest read(Path file) {
        try {
            String text = Files.readString(file);
            List<String> expected = text.lines()
                    .filter(line -> line.startsWith(EXPECT))
                    .map(line -> line.substring(EXPECT.length()))
                    .toList();
            List<GenericKubernetesResource> stages = Stream.of(text.split("(?m)^---$"))
                    .map(stage -> Serialization.unmarshal(stage, GenericKubernetesResource.class))
                    .toList();
            return new Manifest(file, expected, stages);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    String fileName() {
        return file.getFileName().toString();
    }

    String kind() {
        return stages.getFirst().getKind();
    }

    boolean isValid() {
        return fileName().startsWith("valid-");
    }

    /** Whether the file says what it is by its name, as all have to: else it would be no one's. */
    boolean isNamedRight() {
        boolean oneObject = stages.stream()
                .allMatch(stage ->
                        file.resolveSibling("").endsWith(stage.getKind().toLowerCase(Locale.ROOT)));
        return oneObject && fileName().matches("(in)?valid-[-a-z0-9]+\\.yaml") && isValid() == expected.isEmpty();
    }

    @Override
    public String toString() {
        return FOLDER.relativize(file).toString();
    }
}
