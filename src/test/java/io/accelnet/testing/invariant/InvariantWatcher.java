package io.accelnet.testing.invariant;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.testing.kubevirt.KubeVirtKinds;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Watches every version of every object from outside and finds broken promises. The versions of all kinds are put into the one order
 * in which the API server stored them.
 *
 * <p>A state is settled if a plan made from it would change nothing, no pod waits for kube-scheduler, and nobody changes anything. Who
 * calls {@link #lookSettled} has seen to that.
 */
public final class InvariantWatcher implements AutoCloseable {
    private final List<Told<?>> kinds;
    private final Judge judge;
    private long versions;

    private InvariantWatcher(List<Told<?>> kinds, Judge judge) {
        this.kinds = kinds;
        this.judge = judge;
    }

    /**
     * Starts with all objects that there are.
     *
     * @param resourceNames the extended resources of the pools
     * @param gated those of them for which every pod that requests one has the gate first, as where enforcement is On
     */
    public static InvariantWatcher on(KubernetesClient client, Set<String> resourceNames, Set<String> gated) {
        return new InvariantWatcher(
                List.of(
                        new Told<>(client.resources(Pod.class)),
                        new Told<>(client.resources(Node.class)),
                        new Told<>(client.resources(NetworkIntent.class)),
                        new Told<>(client.resources(AccelNetNode.class)),
                        new Told<>(client.resources(AccelNetVM.class)),
                        new Told<>(client.resources(AccelNetCluster.class)),
                        new Told<>(client.genericKubernetesResources(KubeVirtKinds.INSTANCE)),
                        new Told<>(client.genericKubernetesResources(KubeVirtKinds.NODE_STATE))),
                new Judge(resourceNames, gated));
    }

    /** All violations so far, in whatever was stored before this was called. */
    public List<Violation> look() throws InterruptedException {
        long until = Long.MAX_VALUE;
        for (Told<?> kind : kinds) {
            until = Math.min(until, kind.catchUp());
        }
        long all = until;
        kinds.stream()
                .flatMap(kind -> kind.take(all).stream())
                .sorted(Comparator.comparingLong(Version::number))
                .forEach(version -> {
                    versions++;
                    judge.see(version);
                });
        return judge.violations();
    }

    /** The same, and what a settled state must keep to. */
    public List<Violation> lookSettled() throws InterruptedException {
        look();
        judge.settled();
        return judge.violations();
    }

    /** How many versions it has seen. */
    public long versions() {
        return versions;
    }

    @Override
    public void close() {
        kinds.forEach(Told::close);
    }
}
