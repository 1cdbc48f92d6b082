package io.accelnet.operator.life;

import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.operator.harness.Objects;
import io.accelnet.testing.kubevirt.Dynamic;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VirtualMachines of a pool that have AccelNetVMs: where the ledgers have them, and where they run.
 *
 * @param pool where they are
 */
record ManagedVms(Pool pool) {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Creates one with one virtual function that is to run. */
    void create(String name, String memory) {
        pool.client().resource(Objects.reference(Pool.NAMESPACE, name, name)).create();
        pool.vms().create(name, "Always", 1, memory);
    }

    void delete(String name) {
        pool.vms().delete(name);
        pool.client()
                .resources(AccelNetVM.class)
                .inNamespace(Pool.NAMESPACE)
                .withName(name)
                .delete();
        await().atMost(PATIENCE)
                .until(() -> pool.vms().instance(name).isEmpty() && pods(name).isEmpty());
    }

    /** The ledger of a host. */
    List<Allocation> ledger(String host) {
        return Optional.ofNullable(pool.client()
                        .resources(AccelNetNode.class)
                        .withName(host)
                        .get())
                .flatMap(it -> Optional.ofNullable(it.getStatus()))
                .map(status -> status.allocations())
                .orElse(List.of());
    }

    /** By the names of those that are in a ledger, the hosts of their entries. */
    Map<String, String> planned() {
        return pool.client().resources(AccelNetNode.class).list().getItems().stream()
                .filter(host -> host.getStatus() != null)
                .flatMap(host -> host.getStatus().allocations().stream()
                        .map(entry -> Map.entry(entry.name(), host.getMetadata().getName())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + " and " + other, TreeMap::new));
    }

    /** The host of one that is in a ledger. */
    String planned(String name) {
        return Optional.ofNullable(planned().get(name)).orElseThrow();
    }

    /** By the names of those that run, the hosts where they do. */
    Map<String, String> running() {
        return pool.vms().instances().stream()
                .filter(instance -> instance.text("status", "phase").equals("Running"))
                .collect(Collectors.toMap(
                        Dynamic::name,
                        instance -> instance.text("status", "nodeName"),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** By their names, which of their starts this is. */
    Map<String, String> starts() {
        return pool.vms().instances().stream()
                .collect(Collectors.toMap(Dynamic::name, Dynamic::uid, (one, other) -> one, TreeMap::new));
    }

    /** What they run in, or are to run in. */
    List<Pod> pods(Collection<String> names) {
        return pool.client().pods().inNamespace(Pool.NAMESPACE).list().getItems().stream()
                .filter(pod -> Optional.ofNullable(pod.getMetadata().getLabels())
                        .filter(labels -> names.contains(String.valueOf(labels.get("kubevirt.io/vm"))))
                        .isPresent())
                .toList();
    }

    List<Pod> pods(String name) {
        return pods(List.of(name));
    }

    /** What a fencing operator does with pods once it has made sure that their host is off. */
    void forceDelete(Collection<Pod> pods) {
        pods.forEach(pod -> pool.client().resource(pod).withGracePeriod(0).delete());
    }

    /** The node that kube-scheduler is to prefer for a pod that was opened. */
    static Stream<String> preferred(Pod pod) {
        return pod
                .getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getPreferredDuringSchedulingIgnoredDuringExecution()
                .stream()
                .flatMap(term -> term.getPreference().getMatchFields().stream())
                .flatMap(field -> field.getValues().stream());
    }
}
