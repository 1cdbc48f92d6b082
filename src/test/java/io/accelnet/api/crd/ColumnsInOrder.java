package io.accelnet.api.crd;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The generator sorts the printer columns by path; people read them in the order in which the kind declares them. It also writes a
 * priority of 0, which the API server doesn't keep, so that each {@code kubectl apply} would find a difference.
 */
final class ColumnsInOrder {
    private ColumnsInOrder() {}

    static void in(Class<?> kind, CustomResourceDefinitionVersion version) {
        List<String> order = Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        List<CustomResourceColumnDefinition> columns = version.getAdditionalPrinterColumns();
        columns.sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
        columns.stream().filter(column -> column.getPriority() == 0).forEach(column -> column.setPriority(null));
    }
}
