package io.accelnet.operator.gather;

import io.accelnet.api.schema.Bounds;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that statuses name. A status from before the schema had a pattern, or on an API server without ours, may name what
 * can't be a node: it names none, and nobody is asked for it.
 */
public final class NodeNames {
    private static final Pattern SUBDOMAIN = Pattern.compile(Bounds.SUBDOMAIN);

    private NodeNames() {}

    /** The node that a VM's status names. */
    public static Optional<String> of(AccelNetVM vm) {
        return of(vm.getStatus());
    }

    static Optional<String> of(@Nullable AccelNetVMStatus status) {
        return Optional.ofNullable(status).map(AccelNetVMStatus::nodeName).filter(NodeNames::isPossible);
    }

    private static boolean isPossible(String name) {
        return name.length() <= Bounds.SUBDOMAIN_LENGTH
                && SUBDOMAIN.matcher(name).matches();
    }
}
