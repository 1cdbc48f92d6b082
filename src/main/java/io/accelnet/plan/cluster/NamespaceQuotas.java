package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks whether a namespace may have more virtual functions of the cluster. It never takes any from a VM. */
final class NamespaceQuotas {
    /**
     * Why a namespace gets no more.
     *
     * @param reason for programs
     * @param message for people
     */
    record QuotaRefusal(Reason reason, String message) {}

    private final ClusterView view;
    private final Map<String, Integer> held = new HashMap<>();

    /** @param vms those whose virtual functions and promises count */
    NamespaceQuotas(ClusterView view, List<VmSnapshot> vms) {
        this.view = view;
        for (VmSnapshot vm : vms) {
            add(
                    vm,
                    Math.max(
                            view.ledgers()
                                    .assignment(vm.id())
                                    .map(Assignment::size)
                                    .orElse(0),
                            promised(vm)));
        }
    }

    /** What the VM was promised counts too, since it gets that back without a new admission. */
    private static int promised(VmSnapshot vm) {
        return vm.memory().admitted()
                ? vm.memory()
                        .promised()
                        .map(promise -> promise.networkAdapters().size())
                        .orElse(0)
                : 0;
    }

    /** Notes that a VM has that many more virtual functions. */
    void add(VmSnapshot vm, int functions) {
        held.merge(vm.id().namespace(), functions, Integer::sum);
    }

    /** Why the VM can't have that many more virtual functions; empty if it can. */
    Optional<QuotaRefusal> refusal(VmSnapshot vm, int more) {
        String namespace = vm.id().namespace();
        if (!view.allows(namespace)) {
            return Optional.of(new QuotaRefusal(
                    Reason.NAMESPACE_NOT_ALLOWED,
                    "Cluster " + vm.cluster() + " doesn't serve namespace " + namespace
                            + ". Ask its administrator to select the namespace in spec.allowedNamespaces."));
        }
        OptionalInt limit = view.definition().maxFunctionsPerNamespace();
        int now = held.getOrDefault(namespace, 0);
        if (limit.isPresent() && now + more > limit.getAsInt()) {
            return Optional.of(new QuotaRefusal(
                    Reason.NAMESPACE_LIMIT_REACHED,
                    "Cluster " + vm.cluster() + " allows the VMs of namespace " + namespace + " "
                            + Phrases.count(limit.getAsInt(), "virtual function")
                            + " in all. They hold, or were promised, " + now
                            + ", and this needs " + more
                            + " more. Ask for fewer, delete AccelNetVMs of the namespace, or"
                            + " ask the cluster's administrator to raise spec.maxVirtualFunctionsPerNamespace."));
        }
        return Optional.empty();
    }
}
