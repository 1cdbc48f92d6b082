package io.accelnet.operator.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does something to many objects at once. */
public final class Parallel {
    private static final int THREADS = 8;

    private Parallel() {}

    public static <T> void forEach(Collection<T> all, Consumer<T> action) {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            all.forEach(one -> running.add(pool.submit(() -> action.accept(one))));
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
