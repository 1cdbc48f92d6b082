package io.accelnet.plan.vm;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.snapshot.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Optional;

/** What an admitted VM was promised: what it has, else what its status remembers, and only for want of that what it asks for. */
public final class Promises {
    private Promises() {}

    /** The promise to a VM that has this, or nothing. */
    public static Promise to(VmSnapshot vm, Optional<Holding> holding) {
        return holding.map(has -> new Promise(
                        has.level(),
                        has.entries().stream().map(LedgerEntry::networkAdapter).toList()))
                .or(() -> lastHeld(vm.memory(), vm.level()))
                .or(() -> vm.memory().promised().filter(promise -> !promise.isEmpty()))
                .orElseGet(() -> new Promise(
                        vm.level(), vm.facts().map(VmFacts::networkAdapters).orElse(List.of())));
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
