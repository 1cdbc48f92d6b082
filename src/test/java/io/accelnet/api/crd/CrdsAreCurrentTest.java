package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CRDs that are committed are those that the records make. With {@code -Dcrds.write=true} they are written instead. The chart
 * has copies, since helm follows no path out of a chart. */
class CrdsAreCurrentTest {
    @ParameterizedTest
    @ValueSource(strings = {"crds", "helm/accelnet-operator/crds"})
    void committedCrdsAreWhatTheRecordsMake(Path folder) throws IOException {
        Map<String, String> made = made();
        if (Boolean.getBoolean("crds.write")) {
            for (Map.Entry<String, String> file : made.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(committed(folder))
                .as("%s is not what the records make: run `make crds` and commit what it writes", folder)
                .isEqualTo(made);
    }

    private static Map<String, String> made() throws IOException {
        CrdYaml yaml = new CrdYaml();
        Map<String, String> made = new TreeMap<>();
        for (CustomResourceDefinition crd : CrdGeneration.generate()) {
            made.put(yaml.fileName(crd), yaml.text(crd));
        }
        return made;
    }

    private static Map<String, String> committed(Path folder) throws IOException {
        Map<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(CrdsAreCurrentTest::isCrd).toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return committed;
    }

    private static boolean isCrd(Path file) {
        return file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml");
    }
}
