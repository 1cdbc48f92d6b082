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
        @Nullable Integer sockets,
        @Nullable Integer cores,
        @Nullable Integer threads) {
    /** The vCPUs: the product of what is set; empty if nothing is. */
    OptionalInt vCpus() {
        long product = 0;
        for (int factor : new int[] {count(sockets), count(cores), count(threads)}) {
            if (factor > 0) {
                product = Math.min(Integer.MAX_VALUE, Math.max(1, product) * factor);
            }
        }
        return product == 0 ? OptionalInt.empty() : OptionalInt.of((int) product);
    }

    private static int count(@Nullable Integer set) {
        return set == null ? 0 : set;
    }
}
