package io.accelnet.plan.vm;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
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
     */
    public static Promise to(VmSnapshot vm, Optional<Assignment> assignment) {
        List<String> adapters = vm.facts().map(VmFacts::networkAdapters).orElse(List.of());
        return given(vm, adapters, assignment).within(vm.level(), adapters);
    }

    private static Promise given(VmSnapshot vm, List<String> asked, Optional<Assignment> assignment) {
        Optional<Promise> remembered = lastHeld(vm.memory(), vm.level())
                .or(() -> vm.memory().promised().filter(promise -> !promise.isEmpty()));
        return assignment
                .map(Promises::held)
                // If a VM has lost some of its VFs, its ledger has entries only of those: then the status knows more.
                .filter(held -> remembered.stream()
                        .noneMatch(more -> more.networkAdapters().size()
                                > held.networkAdapters().size()))
                .or(() -> remembered)
                .orElseGet(() -> new Promise(vm.level(), asked));
    }

    private static Promise held(Assignment assignment) {
        return new Promise(
                assignment.level(),
                assignment.entries().stream().map(LedgerEntry::networkAdapter).toList());
    }

    private static Optional<Promise> lastHeld(VmMemory memory, Level asked) {
        return memory.functions().isEmpty()
                ? Optional.empty()
                : Optional.of(new Promise(
                        memory.level().orElse(asked),
                        memory.functions().stream()
                                .map(HeldFunction::networkAdapter)
                                .toList()));
    }
}
