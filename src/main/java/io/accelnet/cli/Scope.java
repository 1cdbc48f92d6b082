package io.accelnet.cli;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Where namespaced objects are looked for.
 *
 * @param namespace the namespace; empty: all
 */
record Scope(Optional<String> namespace) {
    /** All namespaces. */
    static final Scope ALL = new Scope(Optional.empty());

    /** Whether an object is there. */
    boolean has(HasMetadata object) {
        return namespace.map(name -> name.equals(object.getMetadata().getNamespace())).orElse(true);
    }

    /** Which VM is meant by NAME, in this namespace, or by NAMESPACE/NAME. */
    VmId vm(String said) {
        int slash = said.indexOf('/');
        if (slash >= 0) {
            return new VmId(said.substring(0, slash), said.substring(slash + 1));
        }
        return new VmId(
                namespace.orElseThrow(() -> new BadRequestException(
                        "with --all-namespaces, say NAMESPACE/" + said + " instead of " + said)),
                said);
    }
}
