package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * A pod of the VM for which kube-scheduler found no node.
 *
 * @param podUID the pod's UID
 * @param time since when kube-scheduler had found none
 * @param nodes the nodes on which the VM might have started, by name
 */
@ApiType
public record FailedStart(
        @Size(min = 1, max = Bounds.LABEL_LENGTH) String podUID,

        @Size(max = Bounds.TIME_LENGTH) @Pattern(Bounds.TIME) String time,

        @Size(max = Bounds.NAMED_NODES) @ListSet
        List<@Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String> nodes) {
    public FailedStart {
        nodes = Lists.orEmpty(nodes);
    }
}
