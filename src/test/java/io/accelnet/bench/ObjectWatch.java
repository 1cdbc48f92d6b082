package io.accelnet.bench;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The bench's own watch of all four kinds, and of pods. It costs the API server little, where asking again and again would be most of what is
 * measured.
 */
final class ObjectWatch implements AutoCloseable {
    private final KubernetesClient client;
    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
    private final List<SharedIndexInformer<?>> informers;
    private volatile StatusWrites writes = new StatusWrites();

    ObjectWatch(KubernetesClient client) {
        this.client = client;
        this.informers = List.of(
                watch(AccelNetVM.class),
                watch(AccelNetNode.class),
                watch(AccelNetCluster.class),
                watch(NetworkIntent.class),
                watch(Pod.class));
    }

    /** Forgets what was expected, and counts the status writes from now on. */
    StatusWrites count() {
        expectations.clear();
        StatusWrites fresh = new StatusWrites();
        writes = fresh;
        return fresh;
    }

    /** Looks out for something from now on. */
    Expectation expect(String what, Collection<String> expected, Function<HasMetadata, Collection<String>> seen) {
        Expectation expectation = new Expectation(what, expected, seen);
        expectations.add(expectation);
        return expectation;
    }

    private <T extends HasMetadata> SharedIndexInformer<T> watch(Class<T> type) {
        return client.resources(type).inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                arrived(object);
            }

            @Override
            public void onUpdate(T before, T after) {
                if (isStatusWrite(before, after)) {
                    writes.seen(after);
                }
                arrived(after);
            }

            @Override
            public void onDelete(T object, boolean unknown) {}
        });
    }

    private void arrived(HasMetadata object) {
        expectations.forEach(expectation -> expectation.arrived(object));
    }

    /** Only a change of the spec changes the generation. */
    private static boolean isStatusWrite(HasMetadata before, HasMetadata after) {
        return Objects.equals(
                        before.getMetadata().getGeneration(),
                        after.getMetadata().getGeneration())
                && !Objects.equals(
                        before.getMetadata().getResourceVersion(),
                        after.getMetadata().getResourceVersion());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
