package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.schema.Schemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object is read, or refused, as if there had been no other one like it. */
class CheckedSpecsTest {
    private static final Schemas SCHEMAS = Schemas.load();
    private static final String FIRST = "metadata: {name: vm-1, labels: {app: one}}";
    private static final String SPEC =
            "spec: {clusterName: main, performance: Low, virtualMachine: {virtualProcessors: 8, networkAdapters: [eth0]}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata: {name: vm-2, namespace: other, labels: {app: two}, creationTimestamp: 2026-01-01T00:00:00Z}",
                "metadata: {name: vm-2, namespace: null}",
                "metadata: {name: VM_2}",
                "metadata: {name: vm-2, namespace: not.one}",
                "metadata: {name: vm-2, labels: {app: 1, other: -x-}}",
                "metadata: {name: vm-2, labels: none}",
                "metadata: {name: vm-2, colour: red}",
                "metadata: {namespace: other}",
                "metadata: null",
                "other: field",
            })
    void asIfAlone(String metadata) throws IOException {
        assertThat(read(FIRST, metadata).getLast())
                .usingRecursiveComparison()
                .isEqualTo(read(metadata).getLast());
    }

    @Test
    void eachItsMetadataAndBothOneSpec() throws IOException {
        AccelNetVM one = vm(read(FIRST, "metadata: {name: vm-2}").getFirst());
        AccelNetVM other = vm(read(FIRST, "metadata: {name: vm-2}").getLast());

        assertThat(one.getMetadata().getName()).isEqualTo("vm-1");
        assertThat(one.getMetadata().getLabels()).containsEntry("app", "one");
        assertThat(other.getMetadata().getName()).isEqualTo("vm-2");
        assertThat(other.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(other.getSpec()).isEqualTo(one.getSpec());
    }

    private static AccelNetVM vm(Manifest manifest) {
        return (AccelNetVM) ((Manifest.Read) manifest).object();
    }

    /** VMs that differ in their metadata, all read by one reader. */
    private static List<Manifest> read(String... metadata) throws IOException {
        ManifestReader reader = new ManifestReader(SCHEMAS, "default", Conditions.KEPT, Set.of());
        List<Manifest> manifests = new ArrayList<>();
        for (String each : metadata) {
            String text = "apiVersion: accelnet.io/v1alpha1\nkind: AccelNetVM\n" + each + "\n" + SPEC + "\n";
            InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            DocumentReader.read(bytes, document -> reader.read("file", document, manifests::add));
        }
        return manifests;
    }
}
