package io.accelnet.plan.reserve.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.reserve.Sums;
import java.util.ArrayList;
import java.util.List;
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
    void newVmsAreAdmitted(Kind kind, int nodes) {
        Scenario scenario = Scenario.of(kind, nodes);
        Turnover turnover =
                new Turnover(scenario, new FleetEngine(scenario.fleet(host -> false), Turnover.newVms(nodes)));
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
        Placement first = Objects.requireNonNull(recovery.placements().get("vm-0"));
        List<Recovery.Placed> others = new ArrayList<>(recovery.placed());
        others.removeIf(placed -> placed.vm().equals("vm-0"));
        assertThatThrownBy(() -> outage.check(new Recovery(others, List.of()))).hasMessageContaining("no place");
        Recovery.Placed atHome = new Recovery.Placed("vm-0", new Placement("node-100000", first.functionsPerPort()));
        assertThatThrownBy(() -> outage.check(with(others, atHome))).hasMessageContaining("no room");
        Recovery.Placed stranger = new Recovery.Placed("vm-700", first);
        assertThatThrownBy(() -> outage.check(with(recovery.placed(), stranger)))
                .hasMessageContaining("moved");
    }

    private static Recovery with(List<Recovery.Placed> some, Recovery.Placed another) {
        List<Recovery.Placed> all = new ArrayList<>(some);
        all.add(another);
        return new Recovery(all, List.of());
    }
}
