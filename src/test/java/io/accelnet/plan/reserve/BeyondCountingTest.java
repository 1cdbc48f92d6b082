package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * VMs without VFs may all report one host, more of them than any host could serve. Sums of what they need would be too large for the
 * tables of conditions, and could look small.
 */
class BeyondCountingTest {

    private static final Demand MOST = new Demand(64, 1);
    private static final Demand ONE = new Demand(1, 0);
    private static final Optional<String> ANYWHERE = Optional.empty();

    private final Fleet fleet = Fleet.of(
            new Tiers(List.of(1, 4096)),
            1,
            List.of(
                    Host.up("a", new Port("eth0", 2048, Port.UNBOUNDED, 4096)),
                    Host.up("b", new Port("eth0", 2048, Port.UNBOUNDED, 4096)),
                    Host.up("c", new Port("eth0", 2048, Port.UNBOUNDED, 4096))));

    private void hold(int from, int to) {
        for (int vm = from; vm < to; vm++) {
            fleet.hold("vm" + vm, "a", MOST, Map.of());
        }
    }

    @Test
    void nothingIsPromisedAsLongAsItCannotBeCounted() {
        // 64 VFs of 4096 queue pairs each: 16,384 such VMs need 2 to the 32nd.
        for (int vms : new int[] {100, 8_192, 16_383, 16_384, 16_385}) {
            hold(0, vms);
            assertThat(fleet.admit("another", ONE, ANYWHERE)).as("%d VMs", vms).isInstanceOf(Decision.Refused.class);
            assertThat(fleet.verdict()).isNotInstanceOf(Verdict.Holds.class);
            assertThat(fleet.sums().headroom()).containsExactly(0, 0);
            for (int vm = 0; vm < vms; vm++) {
                fleet.release("vm" + vm);
            }
            assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
        }
        assertThat(fleet.admit("another", ONE, ANYWHERE)).isInstanceOf(Decision.Admitted.class);
    }
}
