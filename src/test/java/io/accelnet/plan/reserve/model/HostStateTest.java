package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostStateTest {

    private static final Demand ONE = new Demand(1, 0);

    private static final Tiers TIERS = new Tiers(List.of(1));

    private final SplitPool splits = new SplitPool();
    private final HostState host = host("a");
    private final HostState other = host("b");

    private static HostState host(String name) {
        HostState host = new HostState(name);
        host.become(Host.up(name, port("eth1", 4), port("eth0", 4)), TIERS);
        return host;
    }

    private static Port port(String name, int functions) {
        return new Port(name, functions, Port.UNBOUNDED, 1);
    }

    /** Of equal ports the first is taken, whatever order they were told in. */
    @Test
    void portsAreInTheOrderOfNames() {
        assertThat(host.ports).extracting(port -> port.name).containsExactly("eth0", "eth1");
    }

    @Test
    void aStrangerOffersNothingButWhatIsHeldThereIsRemembered() {
        host.use(splits.get("eth0", 1), 1, 1);
        host.leave(TIERS);
        assertThat(host.roomOn(0, 1)).isZero();
        host.use(splits.get("eth0", 1), 1, 1);
        host.become(Host.up("a", port("eth0", 4)), TIERS);
        assertThat(host.roomOn(0, 1)).isEqualTo(2);
    }

    @Test
    void hostsAreAlikeWhateverTheyHadBefore() {
        host.count(9, ONE, splits.get("eth0", 1), 1, 1);
        assertThat(host.equivalenceKey(Map.of())).isNotEqualTo(other.equivalenceKey(Map.of()));
        host.count(9, ONE, splits.get("eth0", 1), 1, -1);
        assertThat(host.equivalenceKey(Map.of())).isEqualTo(other.equivalenceKey(Map.of()));
        assertThat(host.equivalenceKey(Map.of("eth0", 1))).isNotEqualTo(other.equivalenceKey(Map.of("eth1", 1)));
    }

    /** A VM whose VFs are on adapters that are no supply uses nothing, and has to go somewhere when its host fails. */
    @Test
    void hostsWithOtherVmsAreNotAlikeThoughTheyHaveAsMuchFree() {
        host.count(0, ONE, Split.NOTHING, 1, 1);
        assertThat(host.equivalenceKey(Map.of())).isNotEqualTo(other.equivalenceKey(Map.of()));
        other.count(1, ONE, Split.NOTHING, 1, 1);
        assertThat(host.equivalenceKey(Map.of())).isNotEqualTo(other.equivalenceKey(Map.of()));
        other.count(0, ONE, Split.NOTHING, 1, 1);
        host.count(1, ONE, Split.NOTHING, 1, 1);
        assertThat(host.equivalenceKey(Map.of())).isEqualTo(other.equivalenceKey(Map.of()));
    }
}
