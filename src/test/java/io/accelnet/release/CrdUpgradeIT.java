package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An upgrade of the CRDs: those of an earlier release with its objects, then today's. All is read back as it was, and can be written again. The
 * group has another name here, so that nobody else's objects on the same API server are upgraded with them.
 */
@ExtendWith(SharedControlPlane.class)
class CrdUpgradeIT {
    private static final String GROUP = "accelnet.io";

    /** A field that only the new schema has: when the API server takes it, it serves the new one. */
    private static final String MARKER = "markerOfTheUpgrade";

    private final KubernetesClient client;
    private final JsonMapper json = new JsonMapper();

    CrdUpgradeIT(ControlPlane controlPlane) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    static List<ReleasedCrds> releases() throws IOException {
        return ReleasedCrds.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatIsStoredStaysAndCanBeWrittenAgain(ReleasedCrds release) throws IOException {
        UnaryOperator<String> renamed = text -> text.replace(GROUP, "upgrade." + GROUP);
        List<CustomResourceDefinition> former = definitions(release.definitions(), renamed);
        try {
            former.forEach(this::install);
            List<GenericKubernetesResource> stored = new ArrayList<>();
            for (ObjectNode object : release.objects()) {
                if (object.path("apiVersion").asText().startsWith(GROUP)) {
                    stored.add(store(json.readValue(
                            renamed.apply(json.writeValueAsString(object)), GenericKubernetesResource.class)));
                }
            }
            assertThat(stored)
                    .extracting(GenericKubernetesResource::getKind)
                    .contains("AccelNetCluster", "AccelNetNode", "AccelNetVM", "NetworkIntent");

            upgrade(renamed, stored);

            for (GenericKubernetesResource before : stored) {
                GenericKubernetesResource after = client.resource(before).get();
                assertThat(lost("", json.valueToTree(before), json.valueToTree(after)))
                        .as(
                                "what the upgrade took from %s %s",
                                before.getKind(), before.getMetadata().getName())
                        .isEmpty();
                writeAgain(after);
            }
        } finally {
            former.forEach(crd -> client.resource(crd).delete());
            client.resource(former.getFirst()).waitUntilCondition(crd -> crd == null, 60, TimeUnit.SECONDS);
        }
    }

    private List<CustomResourceDefinition> definitions(List<ObjectNode> objects, UnaryOperator<String> renamed)
            throws JsonProcessingException {
        List<CustomResourceDefinition> definitions = new ArrayList<>();
        for (ObjectNode object : objects) {
            if (CustomKind.isDefinition(object)) {
                definitions.add(
                        json.readValue(renamed.apply(json.writeValueAsString(object)), CustomResourceDefinition.class));
            }
        }
        return definitions;
    }

    private void install(CustomResourceDefinition crd) {
        client.resource(crd).forceConflicts().serverSideApply();
        client.resource(crd).waitUntilCondition(Crds::isServed, 60, TimeUnit.SECONDS);
    }

    /** With its status, as the operator writes it, and then as it is read. */
    private GenericKubernetesResource store(GenericKubernetesResource object) throws JsonProcessingException {
        if (object.getMetadata().getNamespace() != null) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(object.getMetadata().getNamespace())
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
        Resource<GenericKubernetesResource> created = client.resource(object);
        GenericKubernetesResource written = created.create();
        Object status = object.getAdditionalProperties().get("status");
        if (status != null) {
            written.getAdditionalProperties().put("status", status);
            written = client.resource(written).updateStatus();
            assertThat(lost(
                            "",
                            json.valueToTree(status),
                            json.valueToTree(written.getAdditionalProperties().get("status"))))
                    .as(
                            "what the release itself doesn't keep of the status of %s",
                            object.getMetadata().getName())
                    .isEmpty();
        }
        return client.resource(written).get();
    }

    private void upgrade(UnaryOperator<String> renamed, List<GenericKubernetesResource> stored) throws IOException {
        for (CustomResourceDefinition crd : definitions(new ManifestText().objects(Path.of("crds")), renamed)) {
            ObjectNode marked = json.valueToTree(crd);
            for (JsonNode version : marked.at("/spec/versions")) {
                version.withObject("/schema/openAPIV3Schema/properties/" + MARKER)
                        .put("type", "boolean");
            }
            install(json.treeToValue(marked, CustomResourceDefinition.class));
        }
        for (GenericKubernetesResource object : stored) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> isTakenWithMarker(object));
        }
    }

    private boolean isTakenWithMarker(GenericKubernetesResource object) throws JsonProcessingException {
        GenericKubernetesResource marked = json.treeToValue(json.valueToTree(object), GenericKubernetesResource.class);
        marked.getAdditionalProperties().put(MARKER, true);
        try {
            return client.resource(marked)
                    .dryRun()
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .update()
                    .getAdditionalProperties()
                    .containsKey(MARKER);
        } catch (KubernetesClientException e) {
            if (String.valueOf(e.getMessage()).contains(MARKER)) {
                return false;
            }
            throw e;
        }
    }

    /** By a user who changes a label, and by the operator. */
    private void writeAgain(GenericKubernetesResource object) {
        object.getMetadata().setLabels(Map.of("written", "again"));
        GenericKubernetesResource written = client.resource(object).update();
        if (written.getAdditionalProperties().containsKey("status")) {
            client.resource(written).updateStatus();
        }
    }

    /** Where the second lacks something that the first has, or has another value. A field more is none: a default. */
    private static List<String> lost(String path, JsonNode before, JsonNode after) {
        List<String> lost = new ArrayList<>();
        if (before.isObject() && after.isObject()) {
            before.properties()
                    .forEach(field -> lost.addAll(
                            lost(path + "." + field.getKey(), field.getValue(), after.path(field.getKey()))));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                lost.addAll(lost(path + "[" + i + "]", before.get(i), after.get(i)));
            }
        } else if (!before.equals(after)) {
            lost.add(path + " was " + before + " and is " + after);
        }
        return lost;
    }
}
