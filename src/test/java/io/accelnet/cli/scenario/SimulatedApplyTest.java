package io.accelnet.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.manifest.Conditions;
import io.accelnet.cli.manifest.Loader;
import io.accelnet.cli.manifest.Source;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** To carry out a plan in memory is the same as to write the operator's statuses and read them again. */
class SimulatedApplyTest {
    @ParameterizedTest
    @MethodSource("cases")
    void isAsIfStatusesHadBeenWritten(Path manifests) throws IOException {
        ClusterObjects objects = Assumptions.about(new Loader(Schemas.load(), "default", Conditions.KEPT, count -> {})
                        .load(Source.of(List.of(manifests.toString()), false, new ByteArrayInputStream(new byte[0])))
                        .objects())
                .objects();
        ClusterSnapshot snapshot = Gather.snapshot(objects, Instant.EPOCH);
        Plan plan = new Planner().plan(snapshot);

        ClusterSnapshot carried = SimulatedApply.of(plan, snapshot).orElse(snapshot);

        write(objects, plan);
        assertThat(carried).isEqualTo(Gather.snapshot(objects, Instant.EPOCH));
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            return files.filter(file -> file.getFileName().toString().matches("in(-1)?\\.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static void write(ClusterObjects objects, Plan plan) {
        Statuses statuses = new Statuses(new ConditionMerger(Clock.systemUTC()));
        objects.nodes()
                .forEach(node -> node.setStatus(statuses.of(
                        node,
                        Objects.requireNonNull(
                                plan.nodes().get(node.getMetadata().getName())))));
        objects.vms()
                .forEach(vm -> vm.setStatus(statuses.of(
                        vm,
                        Objects.requireNonNull(plan.vms()
                                .get(new VmId(
                                        vm.getMetadata().getNamespace(),
                                        vm.getMetadata().getName()))))));
    }
}
