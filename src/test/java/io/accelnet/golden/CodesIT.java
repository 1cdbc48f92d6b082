package io.accelnet.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.harness.Arena;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The golden cases of one step on the genuine API server: what the planner says of manifests is what users read there. The
 * conditions are compared, not the places, as an API server counts an object's age in whole seconds.
 */
@ExtendWith(SharedControlPlane.class)
class CodesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(AccelNetVM.class, AccelNetCluster.class, AccelNetNode.class, NetworkIntent.class);

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void everyCodeIsReached(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator();
            int cases = 0;
            for (Path folder : GoldenCases.all()) {
                if (isForApiServer(folder)) {
                    clear(arena.client());
                    check(arena.client(), folder);
                    cases++;
                }
            }
            assertThat(cases).isGreaterThan(20);
        }
    }

    /** A Kubernetes Node's or a VirtualMachine's status isn't applied with the object, so those cases are left to others. */
    private static boolean isForApiServer(Path folder) throws IOException {
        Path input = folder.resolve("in.yaml");
        return Files.exists(input)
                && !Files.readString(input).contains("kind: Node\n")
                && !Files.readString(input).contains("apiVersion: kubevirt.io/");
    }

    private void check(KubernetesClient client, Path folder) throws IOException {
        for (HasMetadata object : GoldenCases.read(folder.resolve("in.yaml"))) {
            client.resource(object).serverSideApply();
        }
        SortedSet<String> expected = expected(folder.resolve("out.yaml"));
        await(folder.getFileName().toString())
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(actual(client)).isEqualTo(expected));
    }

    private SortedSet<String> expected(Path file) throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                lines.addAll(lines(
                        document.path("kind").asText(),
                        document.path("namespace").asText(),
                        document.path("name").asText(),
                        document.path("status")));
            }
        }
        return lines;
    }

    private SortedSet<String> actual(KubernetesClient client) throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        for (Class<? extends HasMetadata> kind : KINDS) {
            for (HasMetadata object :
                    client.resources(kind).inAnyNamespace().list().getItems()) {
                JsonNode json = yaml.readTree(serialization.asJson(object));
                lines.addAll(lines(
                        object.getKind(),
                        json.path("metadata").path("namespace").asText(),
                        object.getMetadata().getName(),
                        json.path("status")));
            }
        }
        return lines;
    }

    private static List<String> lines(String kind, String namespace, String name, JsonNode status) {
        List<String> lines = new ArrayList<>();
        status.path("conditions")
                .forEach(condition -> lines.add("%s %s/%s: %s is %s, %s"
                        .formatted(
                                kind,
                                namespace,
                                name,
                                condition.path("type").asText(),
                                condition.path("status").asText(),
                                condition.path("reason").asText())));
        return lines;
    }

    private static void clear(KubernetesClient client) {
        for (Class<? extends HasMetadata> kind : KINDS) {
            client.resources(kind).inAnyNamespace().delete();
        }
        await().atMost(PATIENCE)
                .until(() -> KINDS.stream()
                        .allMatch(kind -> client.resources(kind)
                                .inAnyNamespace()
                                .list()
                                .getItems()
                                .isEmpty()));
    }
}
