package io.accelnet.operator.gather.kubevirt;

import io.accelnet.api.schema.ApiType;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a guest's vCPUs are laid out. What is absent or 0 isn't set.
 *
 * @param sockets the sockets
 * @param cores the cores of a socket
 * @param threads the threads of a core
 */
@ApiType
record CpuTopology(
        @Nullable Long sockets,
        @Nullable Long cores,
        @Nullable Long threads) {
    /** The vCPUs: the product of what is set; empty if nothing is. */
    OptionalInt vCpus() {
        long product = 0;
        for (long factor : new long[] {count(sockets), count(cores), count(threads)}) {
            if (factor > 0) {
                product = Math.min(Integer.MAX_VALUE, Math.max(1, product) * factor);
            }
        }
        return product == 0 ? OptionalInt.empty() : OptionalInt.of((int) product);
    }

    /** Whoever stores more than KubeVirt allows mustn't make the whole list unreadable. */
    private static long count(@Nullable Long set) {
        return set == null ? 0 : Math.min(Integer.MAX_VALUE, set);
    }
}
