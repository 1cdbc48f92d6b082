package io.accelnet.plan;

import java.util.Comparator;

/**
 * Names an AccelNetVM. Ordered by namespace, then name.
 *
 * @param namespace the namespace it lives in
 * @param name its name there
 */
public record VmId(String namespace, String name) implements Comparable<VmId> {
    private static final Comparator<VmId> ORDER =
            Comparator.comparing(VmId::namespace).thenComparing(VmId::name);

    @Override
    public int compareTo(VmId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
