package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bundle for OLM, from the manifests as they are committed. */
class OlmBundleTest {
    private final ManifestText text = new ManifestText();
    private final List<ObjectNode> installed = new ArrayList<>();
    private Map<String, String> files = Map.of();

    @BeforeEach
    void make() throws IOException {
        installed.addAll(text.objects(Path.of("deploy")));
        installed.addAll(text.objects(Path.of("crds")));
        installed.removeIf(object -> object.path("kind").asText().equals("Kustomization"));
        files = bundle().files();
    }

    private OlmBundle bundle() throws IOException {
        return new OlmBundle(ReleaseTest.release(), installed, text.objects(Path.of("deploy/samples")));
    }

    @Test
    void hasEveryCrdAndOwnsIt() throws IOException {
        assertThat(files)
                .containsKeys(
                        "bundle/manifests/accelnet.io_accelnetclusters.yaml",
                        "bundle/manifests/accelnet.io_accelnetnodes.yaml",
                        "bundle/manifests/accelnet.io_accelnetvms.yaml",
                        "bundle/manifests/accelnet.io_networkintents.yaml");
        assertThat(serviceVersion().at("/spec/customresourcedefinitions/owned"))
                .extracting(owned -> owned.path("name").asText())
                .containsExactlyInAnyOrder(
                        "accelnetclusters.accelnet.io",
                        "accelnetnodes.accelnet.io",
                        "accelnetvms.accelnet.io",
                        "networkintents.accelnet.io");
        assertThat(text.parseJson(serviceVersion()
                        .at("/metadata/annotations/alm-examples")
                        .asText()))
                .hasSize(4);
    }

    @Test
    void grantsWhatKustomizeGrants() throws IOException {
        JsonNode install = serviceVersion().at("/spec/install/spec");
        assertThat(install.path("clusterPermissions")).hasSize(1);
        assertThat(install.path("permissions")).hasSize(1);
        assertThat(install.at("/clusterPermissions/0/rules")).isEqualTo(rules("ClusterRole"));
        assertThat(install.at("/permissions/0/rules")).isEqualTo(rules("Role"));
        assertThat(install.findValuesAsText("serviceAccountName")).containsOnly("accelnet-operator");
    }

    private JsonNode rules(String kind) {
        return installed.stream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals("accelnet-operator"))
                .findFirst()
                .orElseThrow()
                .path("rules");
    }

    @Test
    void namesTheVersion() throws IOException {
        JsonNode version = serviceVersion();
        assertThat(version.at("/metadata/name").asText()).isEqualTo("accelnet-operator.v0.2.0-rc.1");
        assertThat(version.at("/spec/version").asText()).isEqualTo("0.2.0-rc.1");
        assertThat(version.at("/metadata/annotations/createdAt").asText()).isEqualTo("2026-11-27T12:00:00Z");
    }

    @Test
    void whatOlmMakesByItselfStandsNowhere() {
        assertThat(files.keySet())
                .noneMatch(file -> file.contains("namespace") || file.contains("serviceaccount"))
                .noneMatch(file -> file.contains("flowschema"))
                .noneMatch(file -> file.contains("accelnet-operator.clusterrole"))
                .anyMatch(file -> file.endsWith("accelnet-view.clusterrole.yaml"));
        assertThat(files.values()).noneMatch(file -> file.contains("namespace: accelnet-system\n  labels"));
    }

    @Test
    void aKindOfWhichNothingIsSaidIsNotForgotten() {
        ObjectNode secret = text.newObject().put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata").put("name", "new");
        installed.add(secret);

        assertThatThrownBy(() -> bundle().files())
                .hasMessage(
                        "nothing says what becomes of Secret new in the bundle of OLM: add its kind to those of OlmBundle");
    }

    @Test
    void theLabelsOfTheImageAreThoseOfTheAnnotations() throws IOException {
        JsonNode annotations = text.objects(files.getOrDefault("bundle/metadata/annotations.yaml", ""))
                .getFirst()
                .path("annotations");
        assertThat(annotations).isNotEmpty();
        annotations
                .properties()
                .forEach(annotation -> assertThat(files.getOrDefault("bundle.Dockerfile", ""))
                        .contains("LABEL " + annotation.getKey() + "="
                                + annotation.getValue().asText() + "\n"));
    }

    private JsonNode serviceVersion() throws IOException {
        return text.objects(files.getOrDefault("bundle/manifests/accelnet-operator.clusterserviceversion.yaml", ""))
                .getFirst();
    }
}
