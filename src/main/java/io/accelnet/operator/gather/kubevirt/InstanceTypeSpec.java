package io.accelnet.operator.gather.kubevirt;

import io.accelnet.api.schema.ApiType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an instance type.
 *
 * @param cpu its vCPUs
 */
@ApiType
record InstanceTypeSpec(@Nullable Cpu cpu) {
    /**
     * The vCPUs of an instance type.
     *
     * @param guest how many
     */
    @ApiType
    record Cpu(@Nullable Integer guest) {}

    Optional<Integer> vCpus() {
        return Optional.ofNullable(cpu).map(Cpu::guest).filter(guest -> guest > 0);
    }
}
