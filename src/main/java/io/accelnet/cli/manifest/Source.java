package io.accelnet.cli.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of manifests.
 *
 * @param name as it is told to people
 * @param content what is in it
 */
public record Source(String name, Content content) {
    /** The argument that means the standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final int ALL_FOLDERS = Integer.MAX_VALUE;

    /** Gives what is in a file, from its beginning. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /**
     * The files that these arguments mean: a file, all manifests of a folder by name, or the standard input.
     *
     * @param recursive whether folders of folders are meant too
     * @throws IOException if there is no such file
     */
    public static List<Source> of(List<String> arguments, boolean recursive, InputStream standardInput)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String argument : arguments) {
            Path path = Path.of(argument);
            if (argument.equals(STANDARD_INPUT)) {
                sources.add(new Source("standard input", () -> standardInput));
            } else if (Files.isDirectory(path)) {
                sources.addAll(folder(path, recursive ? ALL_FOLDERS : 1));
            } else {
                sources.add(file(path));
            }
        }
        return sources;
    }

    private static List<Source> folder(Path folder, int depth) throws IOException {
        List<Path> manifests;
        try (Stream<Path> files = Files.walk(folder, depth)) {
            manifests = files.filter(file -> file.getFileName().toString().matches(".*\\.(yaml|yml|json)"))
                    .filter(file -> !Files.isDirectory(file))
                    .sorted()
                    .toList();
        }
        List<Source> sources = new ArrayList<>();
        for (Path manifest : manifests) {
            Source source = file(manifest);
            if (!Files.isRegularFile(manifest)) {
                throw new FileSystemException(
                        manifest.toString(),
                        null,
                        "it is no file but a device or a pipe, which is read only by its own -f");
            }
            sources.add(source);
        }
        return sources;
    }

    private static Source file(Path path) throws IOException {
        if (Files.isSymbolicLink(path) && Files.notExists(path)) {
            throw new FileSystemException(
                    path.toString(), null, "it is a link to " + Files.readSymbolicLink(path) + ", where nothing is");
        }
        return new Source(path.toString(), () -> Files.newInputStream(path));
    }
}
