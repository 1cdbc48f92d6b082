package io.accelnet.testing.controlplane;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The temporary folder of one control plane: data, keys, logs.
 *
 * <p>A small shell script removes it, for the same reason as {@link io.accelnet.testing.process.ChildProcess} has one:
 * it is there even when this JVM was killed with -9.
 */
final class Workspace implements AutoCloseable {

    /** Repeats itself, since etcd may still write while it is being killed. */
    private static final String JANITOR = """
            trap '' HUP INT TERM
            folder=$1
            doomed=$folder
            while read -r line; do doomed=$folder/$line; done
            tries=0
            while rm -rf "$doomed" 2>/dev/null; [ -e "$doomed" ] && [ "$tries" -lt 30 ]; do
              tries=$((tries + 1))
              sleep 1
            done
            """;

    private final Path folder;
    private final Path logs;
    private final Process janitor;

    private Workspace(Path folder, Path logs, Process janitor) {
        this.folder = folder;
        this.logs = logs;
        this.janitor = janitor;
    }

    static Workspace create() {
        try {
            Path folder = Files.createTempDirectory(
                    "accelnet-control-plane-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Process janitor = new ProcessBuilder("sh", "-c", JANITOR, "control-plane-janitor", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Files.createDirectory(folder.resolve("data"));
            Path logs = Files.createDirectory(folder.resolve("logs"));
            return new Workspace(folder, logs, janitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A place for a file or folder that goes away in any case. */
    Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(data(name), content, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path logs() {
        return logs;
    }

    Path log(String program) {
        return logs.resolve(program + ".log");
    }

    /** Removes all but the logs. */
    void closeKeepingLogs() {
        sweep("data");
    }

    @Override
    public void close() {
        sweep("");
    }

    private void sweep(String part) {
        try (OutputStream order = janitor.getOutputStream()) {
            order.write((part + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            janitor.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
