package io.accelnet.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.prerequisite.CheckReport;
import io.accelnet.plan.prerequisite.CheckResult;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the checks find on each host, for whoever asks for that alone, is what conditions of clusters say of all hosts. */
class PrerequisitesOfCasesTest {
    private static final Path CASES = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @MethodSource("cases")
    void areThoseOfTheConditions(String name) throws IOException {
        GoldenObjects objects = new GoldenObjects();
        for (Path input : GoldenCases.inputs(CASES.resolve(name))) {
            GoldenCases.read(input).forEach(objects::apply);
            objects.settle();
            ClusterSnapshot snapshot = objects.snapshot();
            Planner planner = new Planner();
            var plan = planner.plan(snapshot);
            planner.prerequisites(snapshot).forEach((cluster, checks) -> {
                ClusterPlan planned = Objects.requireNonNull(plan.clusters().get(cluster));
                for (CheckReport report : checks.reports()) {
                    assertThat(planned.conditions()).as(cluster).contains(report.finding());
                    agree(report.finding(), report.results());
                }
            });
        }
    }

    private static void agree(Finding finding, List<CheckResult> results) {
        if (results.isEmpty()) {
            return;
        }
        Truth worst = results.stream().anyMatch(result -> result.truth() == Truth.FALSE)
                ? Truth.FALSE
                : results.stream().anyMatch(result -> result.truth() == Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.TRUE;
        assertThat(finding.truth()).as("%s by its hosts", finding.type()).isEqualTo(worst);
        assertThat(results.stream().filter(result -> result.truth() == worst).map(CheckResult::reason))
                .as("%s by its hosts", finding.type())
                .contains(finding.reason());
        assertThat(results).isSorted();
    }

    static Stream<String> cases() throws IOException {
        return GoldenCases.all().stream().map(path -> path.getFileName().toString());
    }
}
