package io.accelnet.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.gate.GateWatch;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.kubevirt.KubeVirtKinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Waits for a settled state of a pool: the actor and the operator have nothing to do, every pod runs, waits for room or for its gate, or
 * is on a host that is lost, and no object has changed while that was looked at.
 */
final class Quiet {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Pool pool;
    private final Duration patience;
    private final KubernetesClient client;
    private final GateWatch gate;
    private Set<String> before = Set.of();

    Quiet(Pool pool) {
        this(pool, PATIENCE);
    }

    /**
     * Waits on a pool.
     *
     * @param patience after this time it isn't settling any more
     */
    Quiet(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
        this.client = pool.client();
        this.gate = new GateWatch(Enforcement.ON, client, () -> {}, InstantSource.system());
    }

    void await() {
        before = Set.of();
        org.awaitility.Awaitility.await()
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .untilAsserted(this::assertQuiet);
    }

    private void assertQuiet() {
        assertThat(pool.actor().isIdleFor(LOOK)).as("the actor is idle").isTrue();
        assertThat(moving()).as("pods that are on their way").isEmpty();
        if (pool.hasOperator()) {
            gate.look();
            assertThat(Settled.left(Settled.world(client).with(gate.state())))
                    .as("what the operator still has to do")
                    .isEmpty();
        }
        Set<String> earlier = before;
        before = versions();
        assertThat(before).as("all objects are as they were").isEqualTo(earlier);
    }

    private List<String> moving() {
        Set<String> lost = client.nodes().list().getItems().stream()
                .filter(Predicate.not(Quiet::isReady))
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet());
        return client.pods().inNamespace(Pool.NAMESPACE).list().getItems().stream()
                .filter(pod -> !isAtRest(pod, lost))
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private static boolean isAtRest(Pod pod, Set<String> lost) {
        if (pod.getSpec().getNodeName() == null) {
            return pod.getStatus().getConditions().stream()
                    .anyMatch(condition -> condition.getType().equals("PodScheduled")
                            && condition.getStatus().equals("False"));
        }
        return lost.contains(pod.getSpec().getNodeName())
                || (pod.getMetadata().getDeletionTimestamp() == null
                        && !pod.getStatus().getPhase().equals("Pending"));
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private Set<String> versions() {
        return Stream.of(
                        client.pods().inNamespace(Pool.NAMESPACE).list().getItems(),
                        client.nodes().list().getItems(),
                        client.genericKubernetesResources(KubeVirtKinds.VIRTUAL_MACHINE)
                                .inNamespace(Pool.NAMESPACE)
                                .list()
                                .getItems(),
                        client.genericKubernetesResources(KubeVirtKinds.INSTANCE)
                                .inNamespace(Pool.NAMESPACE)
                                .list()
                                .getItems(),
                        client.genericKubernetesResources(KubeVirtKinds.MIGRATION)
                                .inNamespace(Pool.NAMESPACE)
                                .list()
                                .getItems(),
                        client.resources(AccelNetVM.class)
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                        client.resources(AccelNetNode.class).list().getItems(),
                        client.resources(AccelNetCluster.class).list().getItems())
                .flatMap(List::stream)
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getUid() + " " + metadata.getResourceVersion())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
