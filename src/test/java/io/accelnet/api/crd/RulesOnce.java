package io.accelnet.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.LinkedHashSet;
import java.util.List;

/** A record has its components' annotations on the field and on the accessor: the generator takes each rule from both. */
final class RulesOnce implements SchemaStep {
    @Override
    public void refine(SchemaNode node) {
        List<ValidationRule> rules = node.schema().getXKubernetesValidations();
        if (rules != null) {
            node.schema().setXKubernetesValidations(List.copyOf(new LinkedHashSet<>(rules)));
        }
    }
}
