package io.accelnet.testing.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets that some processes listen on, as Linux tells in /proc. */
final class Listening {

    private static final String STATE_LISTEN = "0A";

    private Listening() {}

    /** The local addresses, in /proc's hexadecimal way: {@code 0100007F:1F90} is port 8080 on 127.0.0.1. */
    static List<String> addresses(Stream<ProcessHandle> processes) {
        Set<String> inodes = processes.flatMap(Listening::socketInodes).collect(Collectors.toSet());
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words[3].equals(STATE_LISTEN) && inodes.contains(words[9]))
                .map(words -> words[1])
                .toList();
    }

    private static Stream<String> socketInodes(ProcessHandle process) {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return files
                    .map(Listening::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
