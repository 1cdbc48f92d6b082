package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.AssignedFunction;
import io.accelnet.api.v1alpha1.FailedStart;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.plan.Promise;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads AccelNetVMs. */
public final class Vms {
    /** A VirtualMachine has one AccelNetVM: the first in this order. One that was admitted, else the oldest, as with all that is served. */
    public static final Comparator<AccelNetVM> PRECEDENCE = Comparator.comparing((AccelNetVM vm) -> !isAdmitted(vm))
            .thenComparing(vm -> Objects.requireNonNullElse(vm.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(vm -> vm.getMetadata().getName());

    private Vms() {}

    /** The identity of an AccelNetVM. */
    public static VmId id(AccelNetVM vm) {
        return new VmId(vm.getMetadata().getNamespace(), vm.getMetadata().getName());
    }

    /** Whether its status says that it was promised its virtual functions. */
    public static boolean isAdmitted(AccelNetVM vm) {
        return Optional.ofNullable(vm.getStatus())
                .map(AccelNetVMStatus::admitted)
                .orElse(false);
    }

    static VmSnapshot read(AccelNetVM vm, VirtualMachines virtualMachines) {
        AccelNetVMSpec spec = vm.getSpec();
        return new VmSnapshot(
                id(vm),
                vm.getMetadata().getUid(),
                Meta.created(vm),
                spec.clusterName(),
                Levels.read(spec.performance()),
                Optional.ofNullable(spec.portPolicy()).map(PortPolicies::read),
                virtualMachines.of(vm),
                memory(vm.getStatus()));
    }

    private static VmMemory memory(@Nullable AccelNetVMStatus status) {
        if (status == null) {
            return VmMemory.NONE;
        }
        return new VmMemory(
                Boolean.TRUE.equals(status.admitted()),
                NodeNames.of(status),
                Optional.ofNullable(status.performance()).map(Levels::read),
                status.portPolicy() == PortPolicy.DIFFERENT,
                status.virtualFunctions().stream().map(Vms::function).toList(),
                Optional.ofNullable(status.promised())
                        .filter(promised -> !promised.networkAdapters().isEmpty())
                        .map(promised -> new Promise(
                                Levels.read(promised.performance()),
                                promised.networkAdapters(),
                                AdapterIntents.read(promised.adapterIntents()),
                                promised.portPolicy() == PortPolicy.DIFFERENT)),
                Objects.requireNonNullElse(status.failedStarts(), List.<FailedStart>of()).stream()
                        .flatMap(Vms::failedStart)
                        .toList());
    }

    /** What nobody can read is no memory. */
    private static Stream<VmMemory.FailedStart> failedStart(FailedStart failed) {
        try {
            return Stream.of(new VmMemory.FailedStart(failed.podUID(), Instant.parse(failed.time()), failed.nodes()));
        } catch (DateTimeParseException e) {
            return Stream.empty();
        }
    }

    private static HeldFunction function(AssignedFunction function) {
        return new HeldFunction(
                function.networkAdapter(),
                function.adapter(),
                function.virtualFunction(),
                function.queuePairs(),
                Optional.ofNullable(function.pciAddress()));
    }
}
