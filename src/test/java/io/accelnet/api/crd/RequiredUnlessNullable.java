package io.accelnet.api.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A component that is never null to the program is a required field; a list that may be empty may be absent too. */
final class RequiredUnlessNullable implements SchemaStep {
    @Override
    public void refine(SchemaNode node) {
        if (isRequired(node)) {
            List<String> required = node.owner().getRequired();
            TreeSet<String> names = new TreeSet<>(required == null ? List.of() : required);
            names.add(node.name());
            node.owner().setRequired(new ArrayList<>(names));
        }
    }

    private static boolean isRequired(SchemaNode node) {
        if (node.isList()) {
            Long least = node.schema().getMinItems();
            return least != null && least > 0;
        }
        return !node.component().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
