package io.accelnet.plan.cluster;

import io.accelnet.plan.Words;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which namespaces may ask a cluster for virtual functions, and for how many. Nobody loses any by it. */
final class Quotas {
    /**
     * Why a namespace gets no more.
     *
     * @param reason for programs
     * @param message for people
     */
    record Refusal(Reason reason, String message) {}

    private final ClusterView view;
    private final Map<String, Integer> held = new HashMap<>();

    Quotas(ClusterView view, List<VmSnapshot> vms) {
        this.view = view;
        for (VmSnapshot vm : vms) {
            add(vm, Math.max(view.ledgers().holding(vm.id()).map(Holding::size).orElse(0), promised(vm)));
        }
    }

    /** A VM that was admitted comes back to what it was promised without being asked again, so that counts as well. */
    private static int promised(VmSnapshot vm) {
        return vm.memory().admitted()
                ? vm.memory()
                        .promised()
                        .map(promise -> promise.networkAdapters().size())
                        .orElse(0)
                : 0;
    }

    /** Notes that a VM has so many virtual functions more. */
    void add(VmSnapshot vm, int functions) {
        held.merge(vm.id().namespace(), functions, Integer::sum);
    }

    /** Why the VM can't have so many virtual functions more; empty if nothing is in the way. */
    Optional<Refusal> refusal(VmSnapshot vm, int more) {
        String namespace = vm.id().namespace();
        if (!view.allows(namespace)) {
            return Optional.of(new Refusal(
                    Reason.NAMESPACE_NOT_ALLOWED,
                    "Cluster " + vm.cluster() + " doesn't serve namespace " + namespace
                            + ". Ask its administrator to select the namespace in spec.allowedNamespaces."));
        }
        OptionalInt limit = view.definition().maxFunctionsPerNamespace();
        int now = held.getOrDefault(namespace, 0);
        if (limit.isPresent() && now + more > limit.getAsInt()) {
            return Optional.of(new Refusal(
                    Reason.NAMESPACE_LIMIT_REACHED,
                    "Cluster " + vm.cluster() + " allows the VMs of namespace " + namespace + " "
                            + Words.count(limit.getAsInt(), "virtual function")
                            + " in all. They hold, or were promised, " + now
                            + ", and this needs " + more
                            + " more. Ask for fewer, delete AccelNetVMs of the namespace, or"
                            + " ask the cluster's administrator to raise spec.maxVirtualFunctionsPerNamespace."));
        }
        return Optional.empty();
    }
}
