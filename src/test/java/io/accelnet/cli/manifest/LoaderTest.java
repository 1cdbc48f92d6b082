package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.cli.schema.Schemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of files is told in the order in which it is written. */
class LoaderTest {
    private static final Schemas SCHEMAS = Schemas.load();
    private static final int MANY = 10_000;

    private static final int LINES_OF_ONE = 5;
    private static final String STATUS = """
            status:
              admitted: true
              nodeName: host-1
              conditions:
                - {type: Ready, status: "%s", reason: Ready, message: "", lastTransitionTime: 2026-01-01T00:00:00Z}
            """;

    @Test
    void objectsComeInTheirOrder() throws IOException {
        Loaded loaded =
                load(Conditions.KEPT, many("one", MANY), "\n {\"kind\": \"List\", \"items\": []}", many("two", 3));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.objects().vms().stream().map(vm -> vm.getMetadata().getName()))
                .containsExactlyElementsOf(
                        Stream.concat(names("one", MANY), names("two", 3)).toList());
    }

    @Test
    void problemsComeInTheirOrder() throws IOException {
        String wrong = "---\nkind: Something\n";
        Loaded loaded = load(Conditions.KEPT, many("one", MANY) + wrong + many("two", MANY) + wrong, wrong);

        int first = MANY * LINES_OF_ONE + 2;
        assertThat(loaded.problems())
                .extracting(problem -> problem.place().toString())
                .containsExactly("file-0:" + first + ":1", "file-0:" + (2 * first) + ":1", "file-1:2:1");
    }

    @Test
    void theWordIsToldThatWasProbablyMeant() throws IOException {
        Loaded loaded = load(Conditions.KEPT, """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetNode
                metadata: {name: HV-01}
                spec:
                  hostType: external
                  operatingSystem: Windows
                  hyperthreading: "on"
                  adapters:
                    - {name: p1, sriovSupport: 1, virtualFunctions: 1}
                    - {name: p2, sriovSupport: Missing ACS, virtualFunctions: 1}
                    - {name: p3, sriovSupport: maybe, virtualFunctions: 1}
                """, """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata: {name: web}
                spec: {clusterName: c, performance: Low, virtualMachine: {virtualProcessors: 4, nodeName: HV-01}}
                """);

        assertThat(loaded.problems().stream()
                        .map(problem -> problem.message())
                        .filter(message -> message.contains("did you mean"))
                        .map(message -> message.substring(0, message.indexOf(':')) + ": "
                                + message.substring(message.indexOf("(did you"))))
                .containsExactlyInAnyOrder(
                        "metadata.name: (did you mean \"hv-01\"?)",
                        "spec.hostType: (did you mean \"External\"?)",
                        "spec.hyperthreading: (did you mean true without quotes?)",
                        "spec.adapters[0].sriovSupport: (did you mean \"Supported\"?)",
                        "spec.adapters[1].sriovSupport: (did you mean \"MissingAcs\"?)",
                        "spec.virtualMachine.nodeName: (did you mean \"hv-01\"?)");
        assertThat(loaded.problems())
                .anyMatch(problem -> problem.message().startsWith("spec.adapters[2].sriovSupport"));
    }

    @Test
    void conditionsAreLeftOutIfNobodyNeedsThem() throws IOException {
        String vm = many("one", 1) + STATUS.formatted("True");

        AccelNetVMStatus whole =
                load(Conditions.KEPT, vm).objects().vms().getFirst().getStatus();
        AccelNetVMStatus rest =
                load(Conditions.LEFT_OUT, vm).objects().vms().getFirst().getStatus();

        assertThat(whole.conditions()).hasSize(1);
        assertThat(rest)
                .isEqualTo(new AccelNetVMStatus(
                        whole.observedGeneration(),
                        whole.admitted(),
                        whole.nodeName(),
                        whole.performance(),
                        whole.virtualFunctions(),
                        whole.promised(),
                        whole.failedStarts(),
                        List.of()));
    }

    @Test
    void conditionsAreJudgedEvenIfTheyAreLeftOut() throws IOException {
        assertThat(load(Conditions.LEFT_OUT, many("one", 1) + STATUS.formatted("Perhaps"))
                        .problems())
                .hasSize(1);
    }

    private static String many(String name, int count) {
        return names(name, count).map("""
                        ---
                        apiVersion: accelnet.io/v1alpha1
                        kind: AccelNetVM
                        metadata: {name: %s}
                        spec: {clusterName: main, performance: Low, virtualMachineRef: {name: vm}}
                        """::formatted).collect(Collectors.joining());
    }

    private static Stream<String> names(String name, int count) {
        return IntStream.range(0, count).mapToObj(number -> name + "-" + number);
    }

    private static Loaded load(Conditions conditions, String... files) throws IOException {
        List<Source> sources = IntStream.range(0, files.length)
                .mapToObj(i -> new Source(
                        "file-" + i, () -> new ByteArrayInputStream(files[i].getBytes(StandardCharsets.UTF_8))))
                .toList();
        return new Loader(SCHEMAS, "default", conditions, count -> {}).load(sources);
    }
}
