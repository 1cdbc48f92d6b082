package io.accelnet.api.crd;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;

/** Kubernetes' own types have neither bounds nor descriptions in the client's model: their schemas are kept as files. */
final class KubernetesTypes implements SchemaStep {
    private static final Set<Class<?>> TYPES = Set.of(Condition.class, LabelSelector.class);

    @Override
    public void refine(SchemaNode node) {
        if (TYPES.contains(node.valueType())) {
            JSONSchemaProps schema = CrdPart.read(node.valueType().getSimpleName(), JSONSchemaProps.class);
            if (node.isList()) {
                node.schema().getItems().setSchema(schema);
            } else {
                schema.setDescription(node.schema().getDescription());
                node.owner().getProperties().put(node.name(), schema);
            }
        }
    }
}
