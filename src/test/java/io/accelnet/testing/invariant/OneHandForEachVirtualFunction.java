package io.accelnet.testing.invariant;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.Allocation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * No virtual function is in two hands: no two entries of a ledger name it, no two pods have the device, and kubelet refuses no pod of
 * the pool for want of one. In a settled state no ledger promises what some other pod has, neither the very device nor, of each resource,
 * by number.
 */
final class OneHandForEachVirtualFunction implements Invariant {
    private final Set<String> resourceNames;

    OneHandForEachVirtualFunction(Set<String> resourceNames) {
        this.resourceNames = resourceNames;
    }

    @Override
    public void see(Version version, Optional<HasMetadata> before, Observed now, Findings findings) {
        if (version.isGone()) {
            return;
        }
        if (version.object() instanceof AccelNetNode host) {
            lookAtLedger(host, findings);
        } else if (version.object() instanceof Pod pod) {
            lookAtPod(pod, now, findings);
        }
    }

    private void lookAtLedger(AccelNetNode host, Findings findings) {
        Map<String, Allocation> holders = new HashMap<>();
        for (Allocation entry : Observed.ledger(host)) {
            Optional.ofNullable(holders.put(function(entry.adapter(), entry.virtualFunction()), entry))
                    .ifPresent(other -> findings.add(
                            this,
                            "%s %d of %s is in the hands of %s and %s"
                                    .formatted(
                                            entry.adapter(),
                                            entry.virtualFunction(),
                                            host.getMetadata().getName(),
                                            other.name(),
                                            entry.name()),
                            Key.of(host)));
        }
    }

    private void lookAtPod(Pod pod, Observed now, Findings findings) {
        if ("UnexpectedAdmissionError".equals(pod.getStatus().getReason()) && Pods.requested(pod, resourceNames) > 0) {
            findings.add(
                    this,
                    Key.of(pod) + " was refused by kubelet: " + pod.getStatus().getMessage(),
                    Key.of(pod),
                    new Key("AccelNetNode", "", pod.getSpec().getNodeName()));
        }
        Set<String> addresses = Pods.uses(pod) ? Pods.addresses(pod) : Set.of();
        if (!addresses.isEmpty()) {
            now.pods()
                    .filter(other -> Pods.uses(other)
                            && !other.getMetadata()
                                    .getUid()
                                    .equals(pod.getMetadata().getUid())
                            && other.getSpec()
                                    .getNodeName()
                                    .equals(pod.getSpec().getNodeName()))
                    .forEach(other -> {
                        Set<String> both = new HashSet<>(addresses);
                        both.retainAll(Pods.addresses(other));
                        if (!both.isEmpty()) {
                            findings.add(
                                    this,
                                    "%s of %s are in the hands of %s and %s"
                                            .formatted(both, pod.getSpec().getNodeName(), Key.of(other), Key.of(pod)),
                                    Key.of(other),
                                    Key.of(pod));
                        }
                    });
        }
    }

    @Override
    public void settled(Observed now, Findings findings) {
        now.hosts().forEach(host -> {
            String name = host.getMetadata().getName();
            List<Pod> users = now.pods()
                    .filter(pod -> Pods.uses(pod)
                            && pod.getSpec().getNodeName().equals(name)
                            && Pods.requested(pod, resourceNames) > 0)
                    .toList();
            resourceNames.forEach(resource -> count(resource, host, users, now, findings));
            users.forEach(pod -> lookAtPromises(host, pod, now, findings));
        });
    }

    private void count(String resource, AccelNetNode host, List<Pod> users, Observed now, Findings findings) {
        Predicate<String> isOfResource = adapter -> resourceNames.size() == 1 || now.isOf(resource, host, adapter);
        Map<String, Integer> used = new HashMap<>();
        for (Pod pod : users) {
            String hand = now.vmOf(pod)
                    .map(vm -> vm.getMetadata().getUid())
                    .orElse(pod.getMetadata().getUid());
            used.merge(hand, Pods.requested(pod, Set.of(resource)), Integer::sum);
        }
        Map<String, Integer> promised = new HashMap<>();
        Observed.ledger(host).stream()
                .filter(entry -> isOfResource.test(entry.adapter()))
                .forEach(entry -> promised.merge(entry.uid(), 1, Integer::sum));
        Set<String> hands = new HashSet<>(used.keySet());
        hands.addAll(promised.keySet());
        int taken = hands.stream()
                .mapToInt(hand -> Math.max(used.getOrDefault(hand, 0), promised.getOrDefault(hand, 0)))
                .sum();
        int supply = host.getSpec().adapters().stream()
                .filter(adapter -> isOfResource.test(adapter.name()))
                .mapToInt(adapter -> adapter.virtualFunctions()
                        - adapter.excludedVirtualFunctions().size())
                .sum();
        if (taken > supply) {
            findings.add(
                    this,
                    "%s has %d virtual functions of %s, and %d are promised or used"
                            .formatted(host.getMetadata().getName(), supply, resource, taken),
                    concerned(host, users));
        }
    }

    private static Key[] concerned(AccelNetNode host, List<Pod> users) {
        Key[] keys = new Key[users.size() + 1];
        keys[0] = Key.of(host);
        for (int i = 0; i < users.size(); i++) {
            keys[i + 1] = Key.of(users.get(i));
        }
        return keys;
    }

    private void lookAtPromises(AccelNetNode host, Pod pod, Observed now, Findings findings) {
        Set<String> functions = functions(host.getMetadata().getName(), Pods.addresses(pod), now);
        String vm = now.vmOf(pod).map(it -> it.getMetadata().getUid()).orElse("");
        Observed.ledger(host).stream()
                .filter(entry -> functions.contains(function(entry.adapter(), entry.virtualFunction()))
                        && !entry.uid().equals(vm))
                .forEach(entry -> findings.add(
                        this,
                        "%s %d of %s is promised to %s, and %s has it"
                                .formatted(
                                        entry.adapter(),
                                        entry.virtualFunction(),
                                        host.getMetadata().getName(),
                                        entry.name(),
                                        Key.of(pod)),
                        Key.of(host),
                        Key.of(pod)));
    }

    /** Of these addresses on a node, port and number. */
    private static Set<String> functions(String node, Set<String> addresses, Observed now) {
        Set<String> functions = new HashSet<>();
        now.nodeState(node).stream()
                .flatMap(state -> state.list("status", "interfaces").stream())
                .forEach(port -> {
                    for (Object element : (List<?>) port.getOrDefault("Vfs", List.of())) {
                        if (element instanceof Map<?, ?> it
                                && addresses.contains(String.valueOf(it.get("pciAddress")))) {
                            int number = ((Number) Objects.requireNonNull(it.get("vfID"))).intValue();
                            functions.add(function(String.valueOf(port.get("name")), number));
                        }
                    }
                });
        return functions;
    }

    private static String function(String adapter, int number) {
        return adapter.toLowerCase(Locale.ROOT) + " " + number;
    }
}
