package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.schema.Values;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The command judges the manifests that an API server judges in {@link CrdValidationIT}, and says the same of them. */
class OfflineVerdictTest {
    private static final Schemas SCHEMAS = Schemas.load();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> theCommandJudges() throws IOException {
        return Manifest.all().stream()
                .map(manifest -> DynamicTest.dynamicTest(manifest.toString(), () -> judge(manifest)));
    }

    private static void judge(Manifest manifest) {
        KindSchema schema = SCHEMAS.of(manifest.kind()).orElseThrow();
        @Nullable Map<String, @Nullable Object> before = null;
        List<FieldError> errors = List.of();
        for (GenericKubernetesResource stage : manifest.stages()) {
            assertThat(errors).as("of an earlier stage").isEmpty();
            Map<String, @Nullable Object> object = content(stage);
            errors = before == null ? schema.create(object) : schema.update(object, before);
            before = object;
        }
        if (manifest.isValid()) {
            assertThat(errors).isEmpty();
        } else {
            String said = errors.stream()
                    .map(error -> error.path() + ": " + error.message() + "\n")
                    .reduce("", String::concat);
            assertThat(said).contains(manifest.expected());
        }
    }

    private static Map<String, @Nullable Object> content(GenericKubernetesResource object) {
        return Values.object(JSON.valueToTree(object));
    }
}
