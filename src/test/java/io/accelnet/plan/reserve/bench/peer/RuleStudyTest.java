package io.accelnet.plan.reserve.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleStudyTest {

    @Test
    void thisProjectErrsNeitherWay() {
        RuleStudy.Outcome ours = RuleStudy.of(7, 40).getFirst();
        assertThat(ours.rule()).isEqualTo(AdmissionRule.FLEET);
        assertThat(ours.survivable()).isBetween(1, 39);
        assertThat(ours.accepted()).isEqualTo(ours.survivable());
        assertThat(ours.unsound()).isZero();
        assertThat(ours.needless()).isZero();
    }

    /** 64, 8, 8 and 8 VFs, two hosts may fail: half the capacity is 44, all on the large host. */
    @Test
    void halfTheCapacityIsNotHalfTheHosts() {
        RandomState state = new RandomState(
                2, List.of(64, 8, 8, 8), List.of(Collections.nCopies(44, 1), List.of(), List.of(), List.of()));
        assertThat(AdmissionRule.PERCENTAGE.accepts(state)).isTrue();
        assertThat(AdmissionRule.DEDICATED_HOSTS.accepts(state)).isTrue();
        assertThat(state.survives()).isFalse();
        assertThat(AdmissionRule.FLEET.accepts(state)).isFalse();
        assertThat(AdmissionRule.SLOTS.accepts(state)).isFalse();
    }

    /** Three VMs of 1 VF and one of 4 on hosts of 8: by slots only 4 fit beside a failure of two of four. */
    @Test
    void slotsRefuseWhatOneLargeMachineIsEnoughFor() {
        RandomState state =
                new RandomState(2, List.of(8, 8, 8, 8), List.of(List.of(4, 1), List.of(1), List.of(1), List.of(1)));
        assertThat(state.survives()).isTrue();
        assertThat(AdmissionRule.SLOTS.accepts(state)).isFalse();
        assertThat(AdmissionRule.FLEET.accepts(state)).isTrue();
        assertThat(AdmissionRule.DEDICATED_HOSTS.accepts(state)).isFalse();
    }
}
