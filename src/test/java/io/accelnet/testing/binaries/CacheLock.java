package io.accelnet.testing.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** A lock between processes. The operating system gives it back when its holder dies, so none is ever stale. */
final class CacheLock implements AutoCloseable {

    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration REPORT = Duration.ofSeconds(15);

    private final FileChannel channel;

    private CacheLock(FileChannel channel) {
        this.channel = channel;
    }

    static CacheLock take(Path file, Progress progress) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Instant start = Instant.now();
            Instant nextReport = start;
            while (!tryLock(channel)) {
                if (!Instant.now().isBefore(nextReport)) {
                    progress.report("another process is getting binaries; waiting for it, "
                            + Step.clock(Duration.between(start, Instant.now())) + " so far");
                    nextReport = Instant.now().plus(REPORT);
                }
                Thread.sleep(RETRY);
            }
            return new CacheLock(channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByAnotherThread) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
