package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which ports of its host a VM gets. */
class PortChoiceTest {

    private static final Demand ONE = new Demand(1, 0);

    /** Ports with so many VFs each, named a, b and so on. */
    private static List<Port> ports(int... functions) {
        List<Port> ports = new ArrayList<>();
        for (int count : functions) {
            ports.add(port(ports.size(), count, Port.UNBOUNDED, 4));
        }
        return ports;
    }

    private static Port port(int index, int functions, int pairs, int most) {
        return new Port(String.valueOf((char) ('a' + index)), functions, pairs, most);
    }

    private static String chosen(List<Port> ports, Demand demand) {
        Fleet fleet = Fleet.of(new Tiers(List.of(1, 4)), 0, List.of(new Host("n", false, false, ports)));
        Optional<Map<String, Integer>> room = fleet.roomOn("n", demand);
        return new TreeMap<>(room.orElseThrow()).toString();
    }

    @Test
    void oneThatAloneCanGiveAllIsLeftWithTheLeastBroken() {
        assertThat(chosen(ports(4, 8, 2), new Demand(2, 0))).isEqualTo("{c=2}");
        assertThat(chosen(ports(4, 8, 2), new Demand(3, 0))).isEqualTo("{a=3}");
        assertThat(chosen(ports(4, 8, 2), ONE)).isEqualTo("{c=1}");
        assertThat(chosen(ports(4, 8, 2, 3), ONE)).isEqualTo("{d=1}");
        assertThat(chosen(ports(8, 5), new Demand(5, 0)))
                .as("whoever needs eight as a block finds them here")
                .isEqualTo("{b=5}");
    }

    @Test
    void ofEqualsTheOneWithMostRoomThenTheFirst() {
        assertThat(chosen(ports(4, 12), ONE)).isEqualTo("{b=1}");
        assertThat(chosen(ports(12, 4), ONE)).isEqualTo("{a=1}");
        assertThat(chosen(ports(4, 4), ONE)).isEqualTo("{a=1}");
    }

    @Test
    void asFewPortsAsPossible() {
        assertThat(chosen(ports(2, 3, 4), new Demand(6, 0))).isEqualTo("{b=2, c=4}");
        assertThat(chosen(ports(3, 4), new Demand(4, 0))).isEqualTo("{b=4}");
        assertThat(chosen(ports(3, 2, 2), new Demand(5, 0))).isEqualTo("{a=3, b=2}");
        assertThat(chosen(ports(2, 2, 3), new Demand(4, 0))).isEqualTo("{a=1, c=3}");
        assertThat(chosen(ports(1, 1, 1), new Demand(3, 0))).isEqualTo("{a=1, b=1, c=1}");
    }

    @Test
    void theLowestTierFirst() {
        List<Port> highAndLow = List.of(port(0, 8, Port.UNBOUNDED, 4), port(1, 2, Port.UNBOUNDED, 1));
        assertThat(chosen(highAndLow, new Demand(2, 0))).isEqualTo("{b=2}");
        assertThat(chosen(highAndLow, new Demand(3, 0)))
                .as("of the lowest tier that has all")
                .isEqualTo("{a=3}");
        assertThat(chosen(highAndLow, new Demand(9, 0)))
                .as("where no tier has all, all of the lowest")
                .isEqualTo("{a=7, b=2}");
        assertThat(chosen(highAndLow, new Demand(2, 1))).isEqualTo("{a=2}");
        List<Port> lowAndHigh = List.of(port(0, 2, Port.UNBOUNDED, 1), port(1, 8, Port.UNBOUNDED, 4));
        assertThat(chosen(lowAndHigh, new Demand(9, 0))).isEqualTo("{a=2, b=7}");
    }

    /** Two queue pairs for each VF: who takes more goes where these are to spare, who takes fewer where they lack. */
    @Test
    void whereBothBindTheRatioIsKeptEven() {
        List<Port> uneven = List.of(port(0, 8, 10, 4), port(1, 8, 22, 4));
        assertThat(chosen(uneven, new Demand(1, 1))).isEqualTo("{b=1}");
        assertThat(chosen(uneven, ONE)).isEqualTo("{a=1}");
        assertThat(chosen(List.of(uneven.get(1), port(2, 8, 10, 4)), ONE)).isEqualTo("{c=1}");
        assertThat(chosen(uneven, new Demand(3, 1)))
                .as("where there are enough of them at all")
                .isEqualTo("{b=3}");
        List<Port> even = List.of(port(0, 4, 8, 4), port(1, 2, 4, 4));
        assertThat(chosen(even, ONE)).as("nothing to even out").isEqualTo("{b=1}");
    }
}
