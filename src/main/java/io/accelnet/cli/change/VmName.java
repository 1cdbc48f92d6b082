package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.Supplier;

/**
 * A name of a VM, as somebody gives it.
 *
 * @param id the namespace and the name
 * @param kind whose name it is
 */
public record VmName(VmId id, Kind kind) {
    /** Whose name it is. */
    public enum Kind {
        /** That isn't said. */
        ANY,
        ACCELNET_VM,
        VIRTUAL_MACHINE
    }

    /**
     * The VM that is named.
     *
     * @param said a name; a namespace, a slash and a name; or a kind with its group, a slash and a name, as {@code kubectl get --output
     *     name} has it
     * @param namespace the namespace, where none is said
     */
    public static VmName of(String said, Supplier<String> namespace) {
        int slash = said.indexOf('/');
        String before = said.substring(0, Math.max(slash, 0));
        String name = said.substring(slash + 1);
        // No namespace has a dot in its name, and a kind with its group has.
        return slash >= 0 && !before.contains(".")
                ? new VmName(new VmId(before, name), Kind.ANY)
                : new VmName(new VmId(namespace.get(), name), kind(before));
    }

    private static Kind kind(String said) {
        if (is(said, AccelNetVM.class)) {
            return Kind.ACCELNET_VM;
        }
        return is(said, KubeVirtVirtualMachine.class) ? Kind.VIRTUAL_MACHINE : Kind.ANY;
    }

    private static boolean is(String said, Class<? extends HasMetadata> type) {
        return said.equalsIgnoreCase(HasMetadata.getSingular(type) + "." + HasMetadata.getGroup(type))
                || said.equalsIgnoreCase(HasMetadata.getFullResourceName(type));
    }

    /** As it is to be typed where it has to be told from other names: without its namespace. */
    @Override
    public String toString() {
        return switch (kind) {
            case ANY -> id.name();
            case ACCELNET_VM -> typed(AccelNetVM.class);
            case VIRTUAL_MACHINE -> typed(KubeVirtVirtualMachine.class);
        };
    }

    private String typed(Class<? extends HasMetadata> type) {
        return HasMetadata.getSingular(type) + "." + HasMetadata.getGroup(type) + "/" + id.name();
    }
}
