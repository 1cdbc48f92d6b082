package io.accelnet.plan.reserve;

import java.util.Optional;

/**
 * An admitted VM that may be placed anew.
 *
 * @param vm its name
 * @param demand what it needs
 * @param preferred the host it should go to if possible
 */
public record Displaced(String vm, Demand demand, Optional<String> preferred) {

    /** The same VM, if it should go to this host. */
    public Displaced preferring(String host) {
        return new Displaced(vm, demand, Optional.of(host));
    }
}
