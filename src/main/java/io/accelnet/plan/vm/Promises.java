package io.accelnet.plan.vm;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Promise;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what an admitted VM was promised. That is its assignment; else what its status says that it had; else what it asks for.
 * If it asks for less by now, the promise is no more than that.
 */
public final class Promises {
    private Promises() {}

    /**
     * What was promised to a VM.
     *
     * @param assignment its assignment, if a ledger still has it
     * @param intents what its cluster knows of intents
     */
    public static Promise to(VmSnapshot vm, Optional<Assignment> assignment, ClusterIntents intents) {
        Promise asked = new Promise(
                vm.level(),
                vm.facts().map(VmFacts::networkAdapters).orElse(List.of()),
                intents.asked(vm),
                intents.asksForDifferentPorts(vm));
        return given(vm, asked, assignment, intents).within(asked);
    }

    /** The port of each network adapter. */
    public static Map<String, String> ports(Assignment assignment) {
        Map<String, String> ports = HashMap.newHashMap(assignment.size());
        assignment.entries().forEach(entry -> ports.put(entry.networkAdapter(), entry.adapter()));
        return ports;
    }

    private static Promise given(
            VmSnapshot vm, Promise asked, Optional<Assignment> assignment, ClusterIntents intents) {
        Optional<Promise> remembered = lastHeld(vm, intents)
                .or(() -> vm.memory()
                        .promised()
                        .filter(promise -> !promise.isEmpty())
                        .map(promise -> new Promise(
                                promise.level(),
                                promise.networkAdapters(),
                                intents.ofOthers(promise.intents()),
                                promise.differentPorts())));
        return assignment
                .map(has -> held(vm, has, intents))
                // If a VM has lost some of its VFs, its ledger has entries only of those: then the status knows more.
                .filter(held -> remembered.stream()
                        .noneMatch(more -> more.networkAdapters().size()
                                > held.networkAdapters().size()))
                .or(() -> remembered)
                .orElse(asked);
    }

    private static Promise held(VmSnapshot vm, Assignment assignment, ClusterIntents intents) {
        return new Promise(
                assignment.level(),
                assignment.entries().stream().map(LedgerEntry::networkAdapter).toList(),
                intents.held(vm, assignment.node(), ports(assignment)),
                assignment.differentPorts());
    }

    private static Optional<Promise> lastHeld(VmSnapshot vm, ClusterIntents intents) {
        VmMemory memory = vm.memory();
        if (memory.functions().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> ports = new HashMap<>();
        memory.functions().forEach(held -> ports.put(held.networkAdapter(), held.adapter()));
        return Optional.of(new Promise(
                memory.level().orElse(vm.level()),
                memory.functions().stream().map(HeldFunction::networkAdapter).toList(),
                intents.held(vm, memory.node().orElse(""), ports),
                memory.differentPorts()));
    }
}
