package io.accelnet.cli.view;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.AssignedFunction;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Table;
import io.accelnet.operator.gather.Levels;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * VMs for which Accelerated Networking is enabled, and VMs for which it could be.
 *
 * @param enabled those that have an AccelNetVM, by namespace and name; null if it wasn't asked
 * @param disabled VirtualMachines with SR-IOV interfaces that have none, by namespace and name; null if it wasn't asked
 */
public record VmListing(
        @Nullable List<Enabled> enabled, @Nullable List<Disabled> disabled) {
    /**
     * An AccelNetVM.
     *
     * @param namespace its namespace
     * @param name its name
     * @param virtualMachine the VirtualMachine that it is for; null if somebody states the VM's facts
     * @param clusterName its cluster
     * @param requestedPerformance the level that it asks for
     * @param performance the level that it holds
     * @param nodeName where it has its virtual functions
     * @param virtualFunctions each as adapter, colon, number
     * @param status whether it has what it asks for: True, False or Unknown
     * @param reason the documented code, or another reason
     * @param message why, and what to do
     */
    public record Enabled(
            String namespace,
            String name,
            @Nullable String virtualMachine,
            String clusterName,
            String requestedPerformance,
            @Nullable String performance,
            @Nullable String nodeName,
            List<String> virtualFunctions,
            String status,
            String reason,
            String message) {
        static Enabled of(AccelNetVM vm) {
            Optional<AccelNetVMStatus> status = Optional.ofNullable(vm.getStatus());
            Ready ready = Ready.of(
                    vm,
                    status.map(AccelNetVMStatus::observedGeneration).orElse(null),
                    status.map(AccelNetVMStatus::conditions).orElse(List.of()));
            return new Enabled(
                    vm.getMetadata().getNamespace(),
                    vm.getMetadata().getName(),
                    Optional.ofNullable(vm.getSpec().virtualMachineRef())
                            .map(VirtualMachineRef::name)
                            .orElse(null),
                    vm.getSpec().clusterName(),
                    label(vm.getSpec().performance()),
                    status.map(AccelNetVMStatus::performance)
                            .map(VmListing::label)
                            .orElse(null),
                    status.map(AccelNetVMStatus::nodeName).orElse(null),
                    status.map(AccelNetVMStatus::virtualFunctions).orElse(List.of()).stream()
                            .map(VmListing::function)
                            .toList(),
                    ready.status(),
                    ready.reason(),
                    ready.message());
        }

        Ready ready() {
            return new Ready(status, reason, message);
        }

        /** In the form that all verbs take. */
        public String id() {
            return namespace + "/" + name;
        }
    }

    /**
     * A VirtualMachine.
     *
     * @param namespace its namespace
     * @param name its name
     * @param sriovInterfaces its interfaces that are virtual functions
     */
    public record Disabled(String namespace, String name, List<String> sriovInterfaces) {}

    private record Key(String namespace, String name) {
        static Key of(HasMetadata object, String name) {
            return new Key(object.getMetadata().getNamespace(), name);
        }
    }

    /** Those that have an AccelNetVM. */
    public static List<Enabled> enabled(List<AccelNetVM> vms) {
        return vms.stream()
                .map(Enabled::of)
                .sorted(Comparator.comparing(Enabled::namespace).thenComparing(Enabled::name))
                .toList();
    }

    /** Those that could have one. */
    public static List<Disabled> disabled(List<KubeVirtVirtualMachine> machines, List<AccelNetVM> vms) {
        Set<Key> taken = vms.stream()
                .flatMap(vm -> Stream.ofNullable(vm.getSpec().virtualMachineRef())
                        .map(reference -> Key.of(vm, reference.name())))
                .collect(Collectors.toCollection(HashSet::new));
        return machines.stream()
                .filter(machine -> !machine.virtualFunctionNames().isEmpty())
                .filter(machine ->
                        !taken.contains(Key.of(machine, machine.getMetadata().getName())))
                .map(machine -> new Disabled(
                        machine.getMetadata().getNamespace(),
                        machine.getMetadata().getName(),
                        machine.virtualFunctionNames()))
                .sorted(Comparator.comparing(Disabled::namespace).thenComparing(Disabled::name))
                .toList();
    }

    /** Of a level that a newer version of the API has, nothing is known. */
    private static String label(@Nullable Performance performance) {
        return performance == null ? "?" : Levels.read(performance).label();
    }

    private static String function(AssignedFunction function) {
        return function.adapter() + ":" + function.virtualFunction();
    }

    private static <T> Stream<T> orEmpty(@Nullable List<T> asked) {
        return asked == null ? Stream.empty() : asked.stream();
    }

    /** The names, in the form that all verbs take. */
    public List<String> names() {
        return Stream.concat(
                        orEmpty(enabled).map(Enabled::id),
                        orEmpty(disabled).map(machine -> machine.namespace() + "/" + machine.name()))
                .toList();
    }

    /**
     * Writes the tables.
     *
     * @param wide whether with messages
     * @param where in which namespace it was looked, as the end of a sentence
     */
    public void print(PrintWriter out, Colours colours, boolean wide, String where) {
        if (enabled != null) {
            if (enabled.isEmpty()) {
                out.println("There is no AccelNetVM in " + where + ".");
            } else {
                table(enabled, wide).print(out, colours);
            }
        }
        if (enabled != null && disabled != null) {
            out.println();
        }
        if (disabled != null) {
            if (disabled.isEmpty()) {
                out.println("No VirtualMachine with SR-IOV interfaces lacks an AccelNetVM in " + where + ".");
            } else {
                Table table = new Table("NAMESPACE", "VIRTUALMACHINE", "SR-IOV INTERFACES");
                disabled.forEach(machine ->
                        table.add(machine.namespace(), machine.name(), String.join(" ", machine.sriovInterfaces())));
                table.print(out, colours);
            }
        }
    }

    static Table table(List<Enabled> vms, boolean wide) {
        List<String> columns = List.of(
                "NAMESPACE",
                "VM",
                "CLUSTER",
                "PERFORMANCE",
                "HELD",
                "NODE",
                "VIRTUAL FUNCTIONS",
                "STATUS",
                "VIRTUALMACHINE",
                "MESSAGE");
        Table table = new Table(
                columns.subList(0, wide ? columns.size() : columns.size() - 2).toArray(String[]::new));
        for (Enabled vm : vms) {
            table.add(
                    vm.namespace(),
                    vm.name(),
                    vm.clusterName(),
                    vm.requestedPerformance(),
                    or(vm.performance()),
                    or(vm.nodeName()),
                    String.join(" ", vm.virtualFunctions()),
                    vm.ready().cell(),
                    or(vm.virtualMachine()),
                    vm.message());
        }
        return table;
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
