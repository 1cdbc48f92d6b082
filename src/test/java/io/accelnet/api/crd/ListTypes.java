package io.accelnet.api.crd;

import io.accelnet.api.schema.ListMap;
import io.accelnet.api.schema.ListSet;
import java.util.List;

/** Says of each list whether it is a map, a set, or replaced as a whole. */
final class ListTypes implements SchemaStep {
    @Override
    public void refine(SchemaNode node) {
        if (!node.isList()) {
            return;
        }
        ListMap map = node.component().getAnnotation(ListMap.class);
        if (map != null) {
            node.schema().setXKubernetesListType("map");
            node.schema().setXKubernetesListMapKeys(List.of(map.value()));
        } else {
            boolean set = node.component().isAnnotationPresent(ListSet.class);
            node.schema().setXKubernetesListType(set ? "set" : "atomic");
        }
    }
}
