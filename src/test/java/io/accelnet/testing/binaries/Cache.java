package io.accelnet.testing.binaries;

import io.accelnet.testing.binaries.Attempt.Found;
import io.accelnet.testing.binaries.Attempt.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder outside the source tree that keeps what was downloaded or built, by version and platform. */
record Cache(Path folder, Platform platform) implements BinarySource {

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public Attempt find(Step step) {
        Path file = place(step);
        return Files.isExecutable(file) ? new Found(file) : new Missing("no " + file);
    }

    /** Keeps a finished file. The move is atomic, so that nobody finds half a program. */
    Found keep(Step step, Path finished) throws IOException {
        Path place = place(step);
        Files.createDirectories(folder(step));
        if (!finished.toFile().setExecutable(true)) {
            throw new IOException("can't make " + finished + " executable");
        }
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Found(place);
    }

    /** A place for something unfinished, for whoever holds the lock. */
    Path work(String name) {
        return workFolder().resolve(name);
    }

    /**
     * Takes the lock that lets one process at a time fill the cache, and says so while it waits. What the last one left
     * unfinished when it was killed is thrown away.
     */
    CacheLock lock(Progress progress) throws InterruptedException {
        try {
            CacheLock lock = CacheLock.take(Files.createDirectories(folder).resolve("lock"), progress);
            emptyWork();
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException("the cache folder " + folder + " can't be used", e);
        }
    }

    private void emptyWork() throws IOException {
        if (Files.exists(workFolder())) {
            try (Stream<Path> all = Files.walk(workFolder())) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.createDirectories(workFolder());
    }

    private Path workFolder() {
        return folder.resolve("work");
    }

    private Path place(Step step) {
        return folder(step).resolve(step.program().fileName());
    }

    private Path folder(Step step) {
        return folder.resolve(step.program().module() + "-" + step.version() + "-" + platform);
    }
}
