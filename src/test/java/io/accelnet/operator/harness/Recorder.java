package io.accelnet.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Sees every version of every object, and checks each. */
public final class Recorder implements AutoCloseable {
    private final List<Watch> watches = new ArrayList<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong versions = new AtomicLong();
    private final AtomicLong decisions = new AtomicLong();
    private final History history = new History();

    Recorder(KubernetesClient client) {
        for (var type : List.of(AccelNetVM.class, AccelNetCluster.class, AccelNetNode.class, NetworkIntent.class)) {
            watch(client, type);
        }
    }

    private <T extends CustomResource<?, ?>> void watch(KubernetesClient client, Class<T> type) {
        String version =
                client.resources(type).inAnyNamespace().list().getMetadata().getResourceVersion();
        watches.add(client.resources(type)
                .inAnyNamespace()
                .withResourceVersion(version)
                .watch(new Watcher<T>() {
                    @Override
                    public void eventReceived(Action action, T object) {
                        see(action, object);
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        faults.add("the recorder's watch ended: " + cause);
                    }
                }));
    }

    private void see(Watcher.Action action, CustomResource<?, ?> object) {
        versions.incrementAndGet();
        if (action == Watcher.Action.ERROR) {
            faults.add("the recorder's watch failed");
        } else if (action != Watcher.Action.DELETED) {
            Kstatus.check(object).forEach(faults::add);
            Soundness.check(object).forEach(faults::add);
        }
        if (action != Watcher.Action.DELETED && Statuses.observedGeneration(object) != null) {
            decisions.incrementAndGet();
        }
        history.note(action, object);
    }

    /** How many versions it has seen. */
    public long versions() {
        return versions.get();
    }

    /** How many of them had a status by an operator. */
    public long decisions() {
        return decisions.get();
    }

    /** What became of each object. */
    public History history() {
        return history;
    }

    /** Fails if anything that was ever written broke a rule. */
    public void assertSound() {
        assertThat(faults).as("rules broken at some moment").isEmpty();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
