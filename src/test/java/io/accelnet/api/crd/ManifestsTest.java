package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manifests that {@link CrdValidationIT} shows to an API server are all used, and leave no rule of the CRDs out. */
class ManifestsTest {
    @Test
    void everyFileSaysWhatItIs() throws IOException {
        assertThat(Manifest.all()).hasSizeGreaterThan(100).allMatch(Manifest::isNamedRight);
    }

    @Test
    void everyRuleHasAManifestThatBreaksIt() throws IOException {
        Set<String> expected = Manifest.all().stream()
                .flatMap(manifest -> manifest.expected().stream().map(message -> manifest.kind() + ": " + message))
                .collect(Collectors.toSet());
        for (CustomResourceDefinition crd : Crds.committed()) {
            String kind = crd.getSpec().getNames().getKind();
            Map<String, JSONSchemaProps> fields = new TreeMap<>();
            Fields.collect(
                    kind, crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(), fields);
            assertThat(fields.values().stream()
                            .filter(schema -> schema.getXKubernetesValidations() != null)
                            .flatMap(schema -> schema.getXKubernetesValidations().stream())
                            .map(ValidationRule::getMessage)
                            .map(message -> kind + ": " + message))
                    .as("messages of rules that some manifest breaks")
                    .isSubsetOf(expected);
        }
    }
}
