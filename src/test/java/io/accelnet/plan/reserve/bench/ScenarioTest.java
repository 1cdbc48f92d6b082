package io.accelnet.plan.reserve.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.reserve.Sums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is a cluster that keeps its promise, and nearly as full as that allows. */
class ScenarioTest {

    @ParameterizedTest
    @EnumSource
    void survivesWhatItSays(Kind kind) {
        Sums sums = Scenario.of(kind, 50).fleet(host -> false).sums();
        assertThat(sums.failures()).isEqualTo(24);
        assertThat(sums.failuresTolerated()).isGreaterThanOrEqualTo(24);
        // Not so empty that every decision is an easy one.
        assertThat(sums.headroom().getFirst()).isLessThan(sums.used() / 8);
    }

    @ParameterizedTest
    @CsvSource({"HOMOGENEOUS, 10", "HOMOGENEOUS, 50", "HOMOGENEOUS, 500", "MIXED, 10", "MIXED, 50", "MIXED, 500"})
    void newcomersAreAdmitted(Kind kind, int nodes) {
        Scenario scenario = Scenario.of(kind, nodes);
        Turnover turnover =
                new Turnover(scenario, new FleetEngine(scenario.fleet(host -> false), Turnover.newcomers(nodes)));
        assertThatCode(() -> {
                    for (int pair = 0; pair < 200; pair++) {
                        turnover.pair();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void theHostsThatFailHaveMostMachines() {
        Scenario scenario = Scenario.of(Kind.MIXED, 500);
        long displaced = scenario.assignments.stream()
                .filter(assignment -> scenario.amongTheWorst(assignment.host()))
                .count();
        assertThat(displaced).isEqualTo(Scenario.displacedAtMost(500)).isEqualTo(248 * 60);
        assertThat(scenario.assignments).hasSize(500 * 40);
    }

    /** Without this a faulty recovery could go for a fast one. */
    @Test
    void aRecoveryThatLeavesSomebodyOutIsNoResult() {
        Scenario scenario = Scenario.of(Kind.MIXED, 10);
        Outage outage = new Outage(scenario, host -> host == 0);
        Recovery recovery = outage.strike(scenario.fleet(host -> false));
        outage.check(recovery);
        Map<String, Placement> placed = new HashMap<>(recovery.placed());
        Placement first = Objects.requireNonNull(placed.remove("vm-0"));
        assertThatThrownBy(() -> outage.check(new Recovery(placed, List.of()))).hasMessageContaining("no place");
        placed.put("vm-0", new Placement("node-100000", first.functionsPerPort()));
        assertThatThrownBy(() -> outage.check(new Recovery(placed, List.of()))).hasMessageContaining("no room");
        placed.put("vm-0", first);
        placed.put("vm-700", first);
        assertThatThrownBy(() -> outage.check(new Recovery(placed, List.of()))).hasMessageContaining("moved");
    }
}
