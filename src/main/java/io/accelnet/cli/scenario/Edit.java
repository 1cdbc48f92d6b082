package io.accelnet.cli.scenario;

import io.accelnet.operator.gather.ClusterObjects;

/** A change of the objects, the same as if somebody had edited them. */
@FunctionalInterface
public interface Edit {
    /**
     * The objects after the change; those given stay as they are.
     *
     * @throws BadRequestException if it can't be made
     */
    ClusterObjects apply(ClusterObjects objects);
}
