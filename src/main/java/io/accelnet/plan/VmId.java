package io.accelnet.plan;

/**
 * The identity of an AccelNetVM: namespace and name. Ordered by namespace, then name.
 *
 * @param namespace the namespace it lives in
 * @param name its name there
 */
public record VmId(String namespace, String name) implements Comparable<VmId> {
    /** It as it is called before those who may know of the VMs of one namespace only. */
    public String inSightOf(String onlooker) {
        return namespace.equals(onlooker) ? toString() : "a VM of another namespace";
    }

    @Override
    public int compareTo(VmId other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
