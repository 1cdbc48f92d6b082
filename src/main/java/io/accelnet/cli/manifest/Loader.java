package io.accelnet.cli.manifest;

import io.accelnet.cli.schema.Schemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Reads files with all processors, and tells the same whatever their number. */
public final class Loader {
    /** Pieces that wait to be read: enough to keep everyone busy, few enough not to hold a large file twice. */
    private static final int WAITING = 16;

    /** So much of a file tells whether it is JSON. */
    private static final int BEGINNING = 4096;

    private final ManifestReader reader;
    private final IntConsumer progress;

    /**
     * A loader.
     *
     * @param defaultNamespace where objects live that don't say where
     * @param conditions which conditions are kept
     * @param progress is told how many objects have been read so far
     */
    public Loader(Schemas schemas, String defaultNamespace, Conditions conditions, IntConsumer progress) {
        this.reader = new ManifestReader(schemas, defaultNamespace, conditions);
        this.progress = progress;
    }

    /**
     * Reads these files.
     *
     * @throws IOException if one can't be read at all
     */
    public Loaded load(List<Source> sources) throws IOException {
        Collected collected = new Collected(progress);
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Deque<Future<List<Manifest>>> pending = new ArrayDeque<>();
            for (Source source : sources) {
                try (InputStream content = source.content().open()) {
                    for (Callable<List<Manifest>> task : tasks(source.name(), content)) {
                        pending.add(pool.submit(task));
                        if (pending.size() > WAITING) {
                            collected.add(done(pending.remove()));
                        }
                    }
                }
            }
            while (!pending.isEmpty()) {
                collected.add(done(pending.remove()));
            }
        }
        return collected.loaded();
    }

    private Iterable<Callable<List<Manifest>>> tasks(String file, InputStream content) throws IOException {
        byte[] beginning = content.readNBytes(BEGINNING);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), content);
        if (JsonDocuments.looksLikeJson(beginning)) {
            byte[] text = whole.readAllBytes();
            return List.of(() -> read(file, sink -> JsonDocuments.read(text, sink)));
        }
        Chunks chunks = new Chunks(whole);
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public Callable<List<Manifest>> next() {
                Chunks.Chunk chunk = chunks.next();
                return () -> read(file, sink -> YamlDocuments.read(chunk.text(), chunk.firstLine(), sink));
            }
        };
    }

    private List<Manifest> read(String file, Consumer<Consumer<Document>> documents) {
        List<Manifest> manifests = new ArrayList<>();
        documents.accept(document -> reader.read(file, document, manifests::add));
        return manifests;
    }

    private static List<Manifest> done(Future<List<Manifest>> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a manifest can't be read", e.getCause());
        }
    }
}
