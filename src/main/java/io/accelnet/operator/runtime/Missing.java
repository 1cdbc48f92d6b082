package io.accelnet.operator.runtime;

import io.accelnet.plan.VmId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Something that the caches lack although something refers to it.
 *
 * @param token its name among {@link Departures}
 * @param concerned the VMs that would lose something if it were taken for gone
 * @param request asks the API server for it
 */
record Missing<T>(String token, Set<VmId> concerned, Supplier<Optional<T>> request) {}
