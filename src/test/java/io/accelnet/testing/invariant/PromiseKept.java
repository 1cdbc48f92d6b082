package io.accelnet.testing.invariant;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AdapterIntent;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.PromisedFunctions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No admitted VM is without virtual functions, or without some of those of any pool, while as many members are down as the cluster tolerates, or fewer, if ReserveHeld was
 * True when the first of them went down. That is looked at in settled states only: placing anew takes a plan and a few writes. An
 * outage in which the members, the spec of the cluster or what it tolerates change is another question, and isn't judged. A member
 * that goes into maintenance or begins to leave during the outage counts as one that is down: its free virtual functions are gone,
 * and ReserveHeld didn't know of it.
 */
final class PromiseKept implements Invariant {
    private final Set<String> resourceNames;
    private final Map<String, Outage> outages = new HashMap<>();

    /** @param resourceNames the extended resources of the pools */
    PromiseKept(Set<String> resourceNames) {
        this.resourceNames = resourceNames;
    }

    private record Terms(long generation, int tolerated, Set<String> members) {}

    private static final class Outage {
        private final Terms terms;
        private final boolean wasHeld;
        /** The members that ReserveHeld didn't count on when the first one went down. */
        private final Set<String> spared;

        private int mostOut;
        private boolean isAnother;

        Outage(Terms terms, boolean wasHeld, Set<String> spared) {
            this.terms = terms;
            this.wasHeld = wasHeld;
            this.spared = spared;
        }

        boolean isOut(AccelNetNode host, Observed now) {
            return !now.isUp(host)
                    || (now.isSpared(host)
                            && !spared.contains(host.getMetadata().getName()));
        }

        boolean binds() {
            return wasHeld && !isAnother && mostOut <= terms.tolerated();
        }
    }

    @Override
    public void see(Version version, Optional<HasMetadata> before, Observed now, Findings findings) {
        now.clusters().forEach(cluster -> follow(cluster, now));
    }

    private void follow(AccelNetCluster cluster, Observed now) {
        String name = cluster.getMetadata().getName();
        List<AccelNetNode> members = members(cluster, now);
        Terms terms = new Terms(
                cluster.getMetadata().getGeneration(),
                tolerated(cluster),
                members.stream()
                        .map(host -> host.getMetadata().getName())
                        .collect(Collectors.toCollection(TreeSet::new)));
        if (members.stream().allMatch(now::isUp)) {
            outages.remove(name);
            return;
        }
        Outage outage = outages.computeIfAbsent(name, it -> new Outage(terms, isHeld(cluster), spared(members)));
        int out = (int) members.stream().filter(host -> outage.isOut(host, now)).count();
        outage.mostOut = Math.max(outage.mostOut, out);
        outage.isAnother |= !terms.equals(outage.terms);
    }

    @Override
    public void settled(Observed now, Findings findings) {
        now.clusters().forEach(cluster -> {
            Optional<Outage> outage =
                    Optional.ofNullable(outages.get(cluster.getMetadata().getName()));
            if (outage.map(Outage::binds).orElseGet(() -> isHeld(cluster))) {
                now.vms()
                        .filter(vm -> vm.getSpec()
                                        .clusterName()
                                        .equals(cluster.getMetadata().getName())
                                && Observed.isAdmitted(vm))
                        .filter(vm -> members(cluster, now).stream()
                                .filter(now::isUp)
                                .noneMatch(host -> hasAll(host, vm, cluster, now)))
                        .forEach(vm -> findings.add(
                                this,
                                "%s is admitted to %s and has no virtual functions on a member that is up; down are %s"
                                        .formatted(
                                                Key.of(vm),
                                                cluster.getMetadata().getName(),
                                                down(cluster, now)),
                                concerned(vm, cluster, now)));
            }
        });
    }

    private static Set<String> spared(List<AccelNetNode> members) {
        return members.stream()
                .filter(Observed::isKnownAsSpared)
                .map(host -> host.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** Whether it has all that it has or gets on one host, of each pool. */
    private boolean hasAll(AccelNetNode host, AccelNetVM vm, AccelNetCluster cluster, Observed now) {
        List<Allocation> entries = Observed.entries(host, vm);
        return entries.size() >= promised(vm)
                && (resourceNames.size() == 1
                        || resourceNames.stream()
                                .allMatch(resource -> entries.stream()
                                                .filter(entry -> now.isOf(resource, host, entry.adapter()))
                                                .count()
                                        >= promised(vm, resource, cluster, now)));
    }

    /** How many virtual functions it has or gets, on one host. */
    private static int promised(AccelNetVM vm) {
        int has = vm.getStatus().virtualFunctions().size();
        int gets = Optional.ofNullable(vm.getStatus().promised())
                .map(promised -> promised.networkAdapters().size())
                .orElse(0);
        return Math.max(1, Math.max(has, gets));
    }

    /** Of these, those of one resource. */
    private static long promised(AccelNetVM vm, String resource, AccelNetCluster cluster, Observed now) {
        long has = Optional.ofNullable(vm.getStatus().nodeName()).flatMap(now::host).stream()
                .flatMap(host -> vm.getStatus().virtualFunctions().stream()
                        .filter(function -> now.isOf(resource, host, function.adapter())))
                .count();
        long gets = Optional.ofNullable(vm.getStatus().promised()).stream()
                .flatMap(promised -> promised.networkAdapters().stream()
                        .map(adapter -> intent(promised, adapter)
                                .orElse(cluster.getSpec().intentName())))
                .filter(intent -> now.resourceOf(intent).equals(Optional.of(resource)))
                .count();
        return Math.max(has, gets);
    }

    private static Optional<String> intent(PromisedFunctions promised, String networkAdapter) {
        return Optional.ofNullable(promised.adapterIntents()).orElse(List.of()).stream()
                .filter(each -> each.networkAdapter().equals(networkAdapter))
                .map(AdapterIntent::intentName)
                .findFirst();
    }

    private static Key[] concerned(AccelNetVM vm, AccelNetCluster cluster, Observed now) {
        return Stream.of(
                        Stream.of(Key.of(vm), Key.of(cluster)),
                        members(cluster, now).stream().map(Key::of),
                        members(cluster, now).stream()
                                .map(host ->
                                        new Key("Node", "", host.getMetadata().getName())))
                .flatMap(keys -> keys)
                .toArray(Key[]::new);
    }

    private static List<String> down(AccelNetCluster cluster, Observed now) {
        return members(cluster, now).stream()
                .filter(host -> !now.isUp(host))
                .map(host -> host.getMetadata().getName())
                .toList();
    }

    private static List<AccelNetNode> members(AccelNetCluster cluster, Observed now) {
        String name = cluster.getMetadata().getName();
        return now.hosts()
                .filter(host ->
                        host.getStatus() != null && name.equals(host.getStatus().cluster()))
                .toList();
    }

    private static int tolerated(AccelNetCluster cluster) {
        return cluster.getStatus() == null || cluster.getStatus().reserve() == null
                ? 0
                : cluster.getStatus().reserve().failuresToTolerate();
    }

    private static boolean isHeld(AccelNetCluster cluster) {
        return cluster.getStatus() != null
                && cluster.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("ReserveHeld")
                                && condition.getStatus().equals("True"));
    }
}
