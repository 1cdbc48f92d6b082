package io.accelnet.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Kinds that are watched together, none of which needs to be installed. */
final class OptionalKinds {
    private final List<OptionalKind<?>> all;

    OptionalKinds(List<OptionalKind<?>> all) {
        this.all = List.copyOf(all);
    }

    /** Asks which of them are served. */
    synchronized void look() {
        all.forEach(OptionalKind::look);
    }

    /** Whether all that is served is listed. */
    boolean isKnown() {
        return all.stream().allMatch(OptionalKind::isKnown);
    }

    /** When each of those that are served is listed. */
    synchronized Stream<CompletableFuture<?>> listings() {
        return all.stream().<CompletableFuture<?>>map(OptionalKind::listing).toList().stream();
    }

    /** The informers of those that are watched. */
    Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers = new HashMap<>();
        all.forEach(kind -> kind.informers().ifPresent(its -> informers.put(kind.type(), its)));
        return informers;
    }

    /** Waits for no list any longer. */
    synchronized void close() {
        all.forEach(OptionalKind::close);
    }
}
