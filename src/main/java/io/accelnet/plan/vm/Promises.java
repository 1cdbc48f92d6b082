package io.accelnet.plan.vm;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.snapshot.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What an admitted VM without virtual functions gets back: what it had, else what its status remembers, and only for want of
 * that what it asks for; and of that no more than it asks for now.
 */
public final class Promises {
    private Promises() {}

    /**
     * The promise to a VM.
     *
     * @param assignment what it had, if that still stands in a ledger
     */
    public static Promise to(VmSnapshot vm, Optional<Assignment> assignment) {
        List<String> adapters = vm.facts().map(VmFacts::networkAdapters).orElse(List.of());
        return given(vm, adapters, assignment).within(vm.level(), adapters);
    }

    private static Promise given(VmSnapshot vm, List<String> asked, Optional<Assignment> assignment) {
        Optional<Promise> remembered = lastHeld(vm.memory(), vm.level())
                .or(() -> vm.memory().promised().filter(promise -> !promise.isEmpty()));
        return assignment.map(Promises::held)
                // Of a VM that has lost some of its virtual functions, the ledger keeps what is lost and not the rest.
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
