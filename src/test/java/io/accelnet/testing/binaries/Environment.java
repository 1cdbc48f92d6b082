package io.accelnet.testing.binaries;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the user's environment variables say. */
record Environment(Map<String, String> variables) {

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The folders in a variable like PATH. */
    List<Path> folders(String name) {
        return variable(name).stream()
                .flatMap(value -> Arrays.stream(value.split(File.pathSeparator, -1)))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    /** Where other caches are (XDG) unless said otherwise, so that it is cleaned with them. */
    Path cacheFolder() {
        return variable("ACCELNET_CONTROL_PLANE_CACHE")
                .map(Path::of)
                .orElseGet(() -> variable("XDG_CACHE_HOME")
                        .map(Path::of)
                        .orElseGet(
                                () -> Path.of(variable("HOME").orElse(System.getProperty("user.home", ".")), ".cache"))
                        .resolve("accelnet-operator/control-plane"))
                .toAbsolutePath();
    }

    Optional<Path> go() {
        Stream<Path> goroot = folders("GOROOT").stream().map(folder -> folder.resolve("bin"));
        return Stream.concat(folders("PATH").stream(), goroot)
                .map(folder -> folder.resolve("go"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
