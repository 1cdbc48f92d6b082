package io.accelnet.testing.kubevirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users asked for by virtctl start, stop and restart. The first one counts until it is done.
 *
 * @param requests as they stand in the VirtualMachine's status
 */
record StateChanges(List<Map<String, Object>> requests) {
    static StateChanges of(Dynamic vm) {
        return new StateChanges(vm.list("status", "stateChangeRequests"));
    }

    boolean starts() {
        return first("Start");
    }

    /** Whether this very instance is to stop. */
    boolean stops(Dynamic instance) {
        return first("Stop") && instance.uid().equals(requests.getFirst().get("uid"));
    }

    private boolean first(String action) {
        return !requests.isEmpty() && action.equals(requests.getFirst().get("action"));
    }

    /** What is left to do: a start once there is an instance, and a stop once that instance has gone, are done. */
    List<Map<String, Object>> left(Optional<Dynamic> before, Optional<Dynamic> now, boolean again) {
        List<Map<String, Object>> left = new ArrayList<>(requests);
        boolean isDone = starts()
                ? now.filter(instance -> !InstancePart.isFinal(instance) && !instance.isBeingDeleted())
                        .isPresent()
                : first("Stop") && now.filter(this::stops).isEmpty();
        if (isDone) {
            left.removeFirst();
        }
        if (again && before.isPresent() && left.isEmpty()) {
            left.add(Map.of("action", "Start"));
        }
        return left;
    }
}
