package io.accelnet.testing.invariant;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * No pod is opened before its VM's entries are stored: as many of each resource as it requests, on one of the nodes that it is opened to. A migration's
 * target is opened while the entries are where the VM runs.
 */
final class EntryBeforeOpening implements Invariant {
    private final Set<String> resourceNames;

    EntryBeforeOpening(Set<String> resourceNames) {
        this.resourceNames = resourceNames;
    }

    @Override
    public void see(Version version, Optional<HasMetadata> before, Observed now, Findings findings) {
        if (version.isGone()
                || !(version.object() instanceof Pod pod)
                || Pods.isGated(pod)
                || before.map(Pod.class::cast)
                        .filter(earlier -> Pods.isGated(earlier)
                                && earlier.getMetadata()
                                        .getUid()
                                        .equals(pod.getMetadata().getUid()))
                        .isEmpty()) {
            return;
        }
        boolean isTarget = Pods.isMigrationTarget(pod);
        if (isTarget && now.vmOf(pod).filter(Observed::isAdmitted).isEmpty()) {
            // A VM that runs may migrate within the reserve without an entry: it has no AccelNetVM, or one that isn't
            // admitted.
            return;
        }
        Optional<AccelNetVM> vm = now.vmOnceOf(pod);
        if (vm.isEmpty()) {
            findings.add(this, Key.of(pod) + " was opened, and is of no AccelNetVM", Key.of(pod));
            return;
        }
        Set<String> nodes = Pods.openedTo(pod).orElse(Set.of());
        boolean isStored = now.hosts()
                .filter(host ->
                        isTarget || nodes.contains(hostname(host.getMetadata().getName(), now)))
                .anyMatch(host ->
                        resourceNames.stream().allMatch(resource -> hasAll(host, vm.get(), pod, resource, now)));
        if (!isStored) {
            findings.add(
                    this,
                    "%s was opened to %s, and no ledger there has its virtual functions".formatted(Key.of(pod), nodes),
                    concerned(pod, vm.get(), now));
        }
    }

    private boolean hasAll(AccelNetNode host, AccelNetVM vm, Pod pod, String resource, Observed now) {
        return Observed.entries(host, vm).stream()
                        .filter(entry -> resourceNames.size() == 1 || now.isOf(resource, host, entry.adapter()))
                        .count()
                >= Pods.requested(pod, Set.of(resource));
    }

    private static String hostname(String node, Observed now) {
        return now.node(node)
                .map(it -> it.getMetadata().getLabels().get("kubernetes.io/hostname"))
                .orElse(node);
    }

    private static Key[] concerned(Pod pod, AccelNetVM vm, Observed now) {
        return Stream.concat(Stream.of(Key.of(pod), Key.of(vm)), now.hosts().map(Key::of))
                .toArray(Key[]::new);
    }

    @Override
    public void settled(Observed now, Findings findings) {}
}
