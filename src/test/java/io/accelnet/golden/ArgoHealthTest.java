package io.accelnet.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How Argo CD, by our script, and Flux, by kstatus, take the statuses that the operator writes. Both must say the same. */
class ArgoHealthTest {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each takes longer to make than a case takes. */
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private static final ArgoHealth ARGO = ArgoHealth.committed();

    @ParameterizedTest
    @MethodSource("io.accelnet.golden.GoldenTest#cases")
    void everyStatusIsTakenAlike(String name) throws IOException {
        GoldenObjects objects = new GoldenObjects();
        for (Path input : GoldenCases.inputs(CASES.resolve(name))) {
            GoldenCases.read(input).forEach(objects::apply);
            for (ObjectNode unseen : json(objects.own())) {
                if (!observed(unseen)) {
                    assertSame(unseen, "Progressing", "waiting for the operator");
                }
            }
            objects.settle();
            for (ObjectNode settled : json(objects.own())) {
                JsonNode decisive = decisive(settled);
                String expected = switch (decisive.path("type").asText()) {
                    case "Stalled" -> "Degraded";
                    case "Reconciling" -> "Progressing";
                    default -> "Healthy";
                };
                assertSame(settled, expected, decisive.path("message").asText());

                ObjectNode changed = settled.deepCopy();
                metadata(changed).put("generation", generation(settled) + 1);
                assertSame(changed, "Progressing", "waiting for the operator");

                ObjectNode restored = settled.deepCopy();
                status(restored).put("observedGeneration", generation(settled) + 7);
                assertSame(restored, "Progressing", "waiting for the operator");
            }
        }
    }

    /**
     * Also what the operator never writes. The two differ there: kstatus doesn't look at a condition's own generation, and takes
     * an object without Ready for done.
     */
    @ParameterizedTest
    @CsvSource({
        // generation, observed; each condition: its status and the generation that it speaks of
        "2, 2, Ready True 2,                     CURRENT,     Healthy",
        "2, 2, Ready False 2 + Stalled True 2,   FAILED,      Degraded",
        "2, 2, Ready False 2 + Reconciling True 2, IN_PROGRESS, Progressing",
        "2, 2, Ready Unknown 2 + Reconciling True 2, IN_PROGRESS, Progressing",
        "2, 2, Ready False 2,                    IN_PROGRESS, Progressing",
        "2, 1, Ready True 1,                     IN_PROGRESS, Progressing",
        "2, 1, Ready False 1 + Stalled True 1,   IN_PROGRESS, Progressing",
        "2, 1, Ready True 2,                     IN_PROGRESS, Progressing",
        "1, 2, Ready True 2,                     IN_PROGRESS, Progressing",
        "2, 2, Ready True 1,                     CURRENT,     Progressing",
        "2, 2, Ready False 1 + Stalled True 1,   FAILED,      Progressing",
        "2, 2, Ready False 2 + Stalled True 1,   FAILED,      Progressing",
        "2, 2, Ready True 2 + Stalled True 1,    FAILED,      Healthy",
        "2, -, Ready True 2,                     CURRENT,     Progressing",
        "2, -, Ready Unknown - + Reconciling True -, IN_PROGRESS, Progressing",
        "2, 2, -,                                CURRENT,     Progressing",
        "2, -, -,                                CURRENT,     Progressing",
    })
    void whatIsOfAnOlderSpecDoesNotCount(
            long generation, String observed, String conditions, KstatusVerdict kstatus, String health) {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("metadata").put("generation", generation);
        ObjectNode status = object.putObject("status");
        if (!"-".equals(observed)) {
            status.put("observedGeneration", Long.parseLong(observed));
        }
        for (String condition : conditions.split(" \\+ ", -1)) {
            String[] words = condition.split(" ", -1);
            if (words.length == 3) {
                ObjectNode added = status.withArray("conditions").addObject();
                added.put("type", words[0]).put("status", words[1]).put("message", "Because.");
                if (!"-".equals(words[2])) {
                    added.put("observedGeneration", Long.parseLong(words[2]));
                }
            }
        }

        assertThat(ARGO.of(object).status()).isEqualTo(health);
        assertThat(KstatusVerdict.of(object)).isEqualTo(kstatus);
    }

    @Test
    void anObjectThatNobodyHasLookedAtIsInProgress() throws IOException {
        for (CustomResourceDefinition crd : Crds.committed()) {
            ObjectNode object = JSON.createObjectNode();
            object.putObject("metadata").put("generation", 1);
            assertThat(ARGO.of(object).status()).as("without a status").isEqualTo("Progressing");

            object.set("status", defaultStatus(crd.getSpec().getNames().getKind()));
            assertSame(object, "Progressing", "waiting for the operator");
        }
    }

    private void assertSame(JsonNode object, String health, String message) {
        assertThat(ARGO.of(object)).as(object.toString()).isEqualTo(new ArgoHealth.Health(health, message));
        assertThat(KstatusVerdict.of(object).inArgo()).as(object.toString()).isEqualTo(health);
    }

    /** The condition that says how the object is: Reconciling or Stalled if there is one, else Ready. */
    private static JsonNode decisive(JsonNode object) {
        List<JsonNode> conditions = new ArrayList<>();
        object.path("status").path("conditions").forEach(conditions::add);
        return conditions.stream()
                .filter(condition -> List.of("Reconciling", "Stalled")
                        .contains(condition.path("type").asText()))
                .findFirst()
                .orElseGet(() -> conditions.stream()
                        .filter(condition ->
                                "Ready".equals(condition.path("type").asText()))
                        .findFirst()
                        .orElseThrow());
    }

    private static boolean observed(JsonNode object) {
        return generation(object)
                == object.path("status").path("observedGeneration").asLong();
    }

    private static long generation(JsonNode object) {
        return object.path("metadata").path("generation").asLong();
    }

    private static ObjectNode metadata(ObjectNode object) {
        return (ObjectNode) object.path("metadata");
    }

    private static ObjectNode status(ObjectNode object) {
        return (ObjectNode) object.path("status");
    }

    /** As the API server shows them: one that has no status yet has that of the schema. */
    private List<ObjectNode> json(List<CustomResource<?, ?>> objects) throws IOException {
        List<ObjectNode> all = new ArrayList<>();
        for (HasMetadata object : objects) {
            ObjectNode json = (ObjectNode) JSON.readTree(SERIALIZATION.asJson(object));
            if (json.path("status").isMissingNode()) {
                json.set("status", defaultStatus(object.getKind()));
            }
            all.add(json);
        }
        return all;
    }

    private static JsonNode defaultStatus(String kind) throws IOException {
        return Crds.committed().stream()
                .filter(crd -> kind.equals(crd.getSpec().getNames().getKind()))
                .map(crd -> crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema())
                .flatMap(schema -> Optional.ofNullable(schema.getProperties().get("status")).stream())
                .flatMap(status -> Optional.ofNullable(status.getDefault()).stream())
                .findFirst()
                .orElseThrow();
    }
}
