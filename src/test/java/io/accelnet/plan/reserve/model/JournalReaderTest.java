package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalReaderTest {
    private static final Demand ONE = new Demand(1, 0);
    private static final int VMS = 1_000;

    private final FleetState state = new FleetState(
            new Tiers(List.of(1)),
            1,
            List.of(
                    Host.up("a", new Port("port0", VMS, Port.UNBOUNDED, 1)),
                    Host.up("b", new Port("port0", VMS, Port.UNBOUNDED, 1)),
                    Host.up("c", new Port("port0", VMS, Port.UNBOUNDED, 1))),
            new WorkBudget());

    /** Which hosts it has looked at. */
    private static final class Looks extends JournalReader {
        private final List<String> hosts = new ArrayList<>();

        private Looks(FleetState state) {
            super(state);
        }

        @Override
        protected void refresh(HostState host) {
            hosts.add(host.name());
        }

        private List<String> since() {
            hosts.clear();
            catchUp();
            return List.copyOf(hosts);
        }
    }

    /** Which VMs it was told of. */
    private static final class Vms extends VmJournalReader {
        private int vms;

        private Vms(FleetState state) {
            super(state);
        }

        @Override
        protected void refresh(HostState host) {
            vms = 0;
        }

        @Override
        protected void recount(HostState host, int demandClass, int sign) {
            vms += sign;
        }
    }

    private void hold(int from, int to, String host) {
        for (int vm = from; vm < to; vm++) {
            state.hold("vm" + vm, ONE, host, Map.of("port0", 1));
        }
    }

    @Test
    void aHostIsLookedAtOnceHoweverManyVmsCameToIt() {
        Looks looks = new Looks(state);
        assertThat(looks.since()).containsExactlyInAnyOrder("a", "b", "c");

        hold(0, VMS, "b");
        assertThat(looks.since()).containsExactly("b");
        hold(VMS, VMS + 1, "c");
        state.release("vm0");
        hold(VMS + 1, VMS + 2, "c");
        assertThat(looks.since()).containsExactly("c", "b");
        assertThat(looks.since()).isEmpty();
    }

    @Test
    void alsoWhenMoreThanItsVmsHasChanged() {
        Looks looks = new Looks(state);
        looks.since();

        hold(0, VMS, "b");
        state.put(new Host("a", true, false, List.of(new Port("port0", VMS, Port.UNBOUNDED, 1))));
        assertThat(looks.since()).containsExactly("b", "a");
    }

    @Test
    void oneThatCountsVmsIsToldOfEach() {
        Vms vms = new Vms(state);
        vms.catchUp();

        hold(0, VMS, "b");
        state.release("vm7");
        vms.catchUp();
        assertThat(vms.vms).isEqualTo(VMS - 1);
    }
}
