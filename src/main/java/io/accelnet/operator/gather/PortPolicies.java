package io.accelnet.operator.gather;

import io.accelnet.plan.PortPolicy;
import org.jspecify.annotations.Nullable;

/** The API's port policies and the planner's. */
public final class PortPolicies {
    private PortPolicies() {}

    /** The planner's word. */
    static PortPolicy read(io.accelnet.api.v1alpha1.PortPolicy policy) {
        return switch (policy) {
            case ANY -> PortPolicy.ANY;
            case DIFFERENT -> PortPolicy.DIFFERENT;
        };
    }

    /** What a status says of what is held: that ports differ, or nothing. */
    public static io.accelnet.api.v1alpha1.@Nullable PortPolicy held(boolean differentPorts) {
        return differentPorts ? io.accelnet.api.v1alpha1.PortPolicy.DIFFERENT : null;
    }
}
