package io.accelnet.operator.harness;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What became of each object over time. */
public final class History {
    private final Map<String, List<String>> nodesOfVms = new ConcurrentHashMap<>();

    void note(Watcher.Action action, CustomResource<?, ?> object) {
        if (action != Watcher.Action.DELETED && object instanceof AccelNetVM vm) {
            @Nullable String node = vm.getStatus() == null ? null : vm.getStatus().nodeName();
            if (node != null) {
                nodesOfVms.compute(vm.getMetadata().getUid(), (uid, before) -> {
                    List<String> nodes = before == null ? new ArrayList<>() : before;
                    if (nodes.isEmpty() || !nodes.getLast().equals(node)) {
                        nodes.add(node);
                    }
                    return nodes;
                });
            }
        }
    }

    /** The nodes that VMs were told, in order, for the VMs that were told more than one. */
    public Map<String, List<String>> moves() {
        Map<String, List<String>> moved = new ConcurrentHashMap<>();
        nodesOfVms.forEach((uid, nodes) -> {
            if (nodes.size() > 1) {
                moved.put(uid, List.copyOf(nodes));
            }
        });
        return moved;
    }
}
