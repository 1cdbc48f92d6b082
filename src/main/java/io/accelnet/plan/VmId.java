package io.accelnet.plan;

/**
 * The identity of an AccelNetVM: namespace and name. Ordered by namespace, then name.
 *
 * @param namespace the namespace it lives in
 * @param name its name there
 */
public record VmId(String namespace, String name) implements Comparable<VmId> {
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
