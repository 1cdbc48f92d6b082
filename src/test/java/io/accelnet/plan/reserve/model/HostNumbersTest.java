package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.HostEvents;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Numbers ascend with names, whoever comes and goes, and nobody's changes but where all are numbered anew. */
class HostNumbersTest {

    @Property
    void numbersAreInTheOrderOfNames(
            @ForAll @IntRange(max = 6) int first, @ForAll @Size(max = 40) List<@IntRange(max = 99) Integer> changes) {
        List<HostState> members = new ArrayList<>();
        Map<String, HostState> known = new HashMap<>();
        for (int index = 0; index < first; index++) {
            members.add(known.computeIfAbsent("host" + (10 + 15 * index), HostState::new));
        }
        HostNumbers numbering = new HostNumbers();
        numbering.renumber(members);
        assertThat(numbering.all()).isEqualTo(members);
        for (int change : changes) {
            HostState host = known.computeIfAbsent("host" + change, HostState::new);
            if (!members.remove(host)) {
                members.add(host);
                members.sort(Comparator.comparing(HostState::name));
                Map<HostState, Integer> before = new HashMap<>();
                members.forEach(member -> before.put(member, member.number));
                if (numbering.number(host, members, members.indexOf(host))) {
                    members.stream()
                            .filter(member -> member != host)
                            .forEach(member -> assertThat(member.number).isEqualTo(before.get(member)));
                } else {
                    numbering.renumber(members);
                    assertThat(numbering.all()).isEqualTo(members);
                }
            }
            checkOrder(numbering, members);
        }
    }

    private static void checkOrder(HostNumbers numbering, List<HostState> members) {
        int last = -1;
        for (HostState member : members) {
            assertThat(member.number).isGreaterThan(last);
            last = member.number;
            assertThat(numbering.get(last)).isSameAs(member);
        }
        assertThat(numbering.size()).isGreaterThan(last);
        assertThat(numbering.all())
                .containsAll(members)
                .allSatisfy(host -> assertThat(numbering.get(host.number)).isSameAs(host));
    }

    /** One that left keeps its number, so that whoever comes back has it. */
    @Test
    void whoComesBackHasTheNumberItHad() {
        List<HostState> members = new ArrayList<>(List.of(new HostState("a"), new HostState("b"), new HostState("c")));
        HostNumbers numbering = new HostNumbers();
        numbering.renumber(members);
        HostState host = members.remove(1);
        int number = host.number;
        members.add(1, host);
        assertThat(numbering.number(host, members, 1)).isTrue();
        assertThat(host.number).isEqualTo(number);
    }

    /** A gap between neighbours is used before anybody is numbered anew. */
    @Test
    void gapsAreUsed() {
        List<HostState> members = new ArrayList<>(List.of(new HostState("b"), new HostState("d")));
        HostNumbers numbering = new HostNumbers();
        numbering.renumber(members);
        for (String name : List.of("a", "c", "e", "f", "g", "h")) {
            HostState host = new HostState(name);
            members.add(host);
            members.sort(Comparator.comparing(HostState::name));
            assertThat(numbering.number(host, members, members.indexOf(host)))
                    .as(name)
                    .isTrue();
        }
        HostState none = new HostState("aa");
        members.add(1, none);
        assertThat(numbering.number(none, members, 1)).isFalse();
    }

    /** Four alike, of which the first takes nobody. What came into the gap while one was away must not go before it. */
    @Test
    void whoComesBackIsAgainWhereItsNameBelongs() {
        Port port = new Port("eth0", 4, Port.UNBOUNDED, 1);
        List<Host> hosts = List.of(new Host("a", false, true, List.of(port)), Host.up("b", port), Host.up("c", port));
        Fleet fleet = Fleet.of(new Tiers(List.of(1)), 0, hosts);
        HostEvents.put(fleet, Host.up("bx", port));
        HostEvents.remove(fleet, "b");
        HostEvents.put(fleet, Host.up("bw", port));
        HostEvents.put(fleet, Host.up("b", port));

        assertThat(fleet.admit("vm", new Demand(1, 0), Optional.empty()))
                .isEqualTo(new Decision.Admitted("b", Map.of("eth0", 1)));
    }
}
