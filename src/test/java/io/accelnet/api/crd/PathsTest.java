package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableField;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The path of each printer column and selectable field exists. With a wrong path it would be empty, without an error. */
class PathsTest {
    @TestFactory
    Stream<DynamicTest> everyPathLeadsToAField() throws IOException {
        return Crds.committed().stream().flatMap(PathsTest::paths);
    }

    private static Stream<DynamicTest> paths(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        Map<String, JSONSchemaProps> fields = new TreeMap<>();
        Fields.collect("", version.getSchema().getOpenAPIV3Schema(), fields);
        return Stream.concat(
                        version.getAdditionalPrinterColumns().stream().map(CustomResourceColumnDefinition::getJsonPath),
                        version.getSelectableFields().stream().map(SelectableField::getJsonPath))
                .filter(path -> !path.startsWith(".metadata."))
                .map(path -> DynamicTest.dynamicTest(
                        crd.getSpec().getNames().getKind() + path,
                        () -> assertThat(fields)
                                .containsKey(path.replaceAll("\\[\\?\\(@\\.type==\"(Ready|Available)\"\\)]", "[]"))));
    }
}
