package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a VM goes if the best place won't do, and what is no question at all. */
class AdmissionTest {

    private static final int UNBOUNDED = 1_000_000;

    @Test
    void whereTheBestHostWontDoAnotherIsTried() {
        TestCluster cluster = new TestCluster(new int[] {1, 2}, 1);
        cluster.nodes.add(
                new TestCluster.Node("n0", new int[] {3, 2}, new int[] {UNBOUNDED, UNBOUNDED}, new int[] {2, 1}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {7}, new int[] {UNBOUNDED}, new int[] {2}));
        cluster.put("low", new Demand(1, 0), "n0", Map.of("port1", 1));
        cluster.put("high", new Demand(1, 1), "n1", Map.of("port0", 1));
        Demand demand = new Demand(3, 0);
        Fleet fleet = cluster.fleet();

        assertThat(fleet.roomOn("n0", demand)).as("it would fill this one").contains(Map.of("port0", 3));
        assertThat(fleet.admit("vm", demand, Optional.empty()))
                .isEqualTo(new Decision.Admitted("n1", Map.of("port0", 3)));
    }

    /** On no host will the best ports do. On the one where another port does, two together would as well. */
    @Test
    void aSinglePortIsTriedBeforeSeveral() {
        TestCluster cluster = new TestCluster(new int[] {1, 2}, 2);
        cluster.nodes.add(new TestCluster.Node("n0", new int[] {4, 3}, new int[] {7, 5}, new int[] {2, 1}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {8, 4}, new int[] {14, 0}, new int[] {2, 1}));
        cluster.nodes.add(new TestCluster.Node("n2", new int[] {4, 3}, new int[] {9, 5}, new int[] {2, 2}));
        cluster.nodes.add(new TestCluster.Node("n3", new int[] {6}, new int[] {11}, new int[] {1}));
        cluster.put("a", new Demand(1, 0), "n0", Map.of("port1", 1));
        cluster.put("b", new Demand(3, 1), "n1", Map.of("port0", 3));
        cluster.put("c", new Demand(4, 0), "n1", Map.of("port0", 4));
        cluster.put("d", new Demand(1, 0), "n2", Map.of("port0", 1));

        assertThat(cluster.fleet().admit("vm", new Demand(3, 0), Optional.empty()))
                .isEqualTo(new Decision.Admitted("n2", Map.of("port1", 3)));
    }

    /** On no host does what a new VM would get there, nor any port alone. */
    @Test
    void theFunctionsAreDividedInEveryWayOnEveryHost() {
        TestCluster cluster = new TestCluster(new int[] {1, 2}, 1);
        cluster.nodes.add(new TestCluster.Node("n0", new int[] {2, 1}, new int[] {4, 2}, new int[] {2, 1}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {4}, new int[] {5}, new int[] {1}));
        cluster.nodes.add(new TestCluster.Node("n2", new int[] {1, 3, 4}, new int[] {0, 7, 4}, new int[] {1, 2, 2}));
        cluster.put("high", new Demand(1, 1), "n2", Map.of("port2", 1));
        cluster.put("low", new Demand(4, 0), "n2", Map.of("port1", 3, "port2", 1));

        assertThat(cluster.fleet().admit("vm", new Demand(2, 0), Optional.empty()))
                .isEqualTo(new Decision.Admitted("n0", Map.of("port0", 1, "port1", 1)));
    }

    /** Single ports are tried last, and none of them would do. */
    @Test
    void alsoIfItTakesSeveralPortsThere() {
        TestCluster cluster = new TestCluster(new int[] {1, 3}, 1);
        cluster.nodes.add(new TestCluster.Node("n0", new int[] {7, 4, 7}, new int[] {0, 2, 1}, new int[] {1, 3, 3}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {0, 5, 6}, new int[] {0, 2, 10}, new int[] {0, 3, 3}));
        cluster.nodes.add(new TestCluster.Node("n2", new int[] {4, 2, 7}, new int[] {0, 1, 10}, new int[] {3, 1, 3}));
        cluster.nodes.getFirst().cordoned = true;
        cluster.put("high", new Demand(3, 1), "n2", Map.of("port2", 3));

        assertThat(cluster.fleet().admit("vm", new Demand(2, 0), Optional.empty()))
                .isEqualTo(new Decision.Admitted("n2", Map.of("port1", 1, "port2", 1)));
    }

    @Test
    void whereTheBestPortsWontDoOthersAreTried() {
        TestCluster cluster = new TestCluster(new int[] {2, 3, 5}, 2);
        cluster.nodes.add(new TestCluster.Node("n0", new int[] {8}, new int[] {11}, new int[] {3}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {7}, new int[] {17}, new int[] {5}));
        cluster.nodes.add(new TestCluster.Node("n2", new int[] {3}, new int[] {12}, new int[] {5}));
        cluster.nodes.add(new TestCluster.Node("n3", new int[] {8, 2}, new int[] {6, 4}, new int[] {5, 5}));
        cluster.put("middle", new Demand(1, 1), "n0", Map.of("port0", 1));
        cluster.put("high", new Demand(1, 2), "n2", Map.of("port0", 1));
        Demand demand = new Demand(2, 0);
        Fleet fleet = cluster.fleet();

        assertThat(fleet.roomOn("n3", demand)).contains(Map.of("port0", 2));
        assertThat(fleet.admit("vm", demand, Optional.of("n3")))
                .isEqualTo(new Decision.Admitted("n3", Map.of("port1", 2)));
    }

    /** On one host the VM would leave others short; on another no condition decides it. */
    @Test
    void whatMightWorkSomewhereIsNotCalledShort() {
        TestCluster cluster = new TestCluster(new int[] {1, 2, 4}, 1);
        cluster.nodes.add(new TestCluster.Node("n0", new int[] {8}, new int[] {27}, new int[] {2}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {6}, new int[] {7}, new int[] {4}));
        cluster.nodes.add(new TestCluster.Node("n2", new int[] {1}, new int[] {1}, new int[] {4}));
        cluster.put("vm", new Demand(4, 0), "n0", Map.of("port0", 4));
        WorkBudget work = new WorkBudget();
        Fleet hurried = cluster.fleet(work);
        assertThat(work.within(
                        new WorkBudget.Share(0), () -> hurried.admit("more", new Demand(3, 0), Optional.empty())))
                .isEqualTo(new Decision.Unproven());
        assertThat(cluster.fleet().admit("more", new Demand(3, 0), Optional.empty()))
                .as("with everything tried")
                .isEqualTo(new Decision.ReserveShort(new Shortage(0, 1, 1, Shortage.Unit.PLACES, List.of("n0"))));
    }

    @Test
    void aTierThatIsntThereIsNoQuestion() {
        Fleet fleet =
                Fleet.of(new Tiers(List.of(1)), 0, List.of(Host.up("n", new Port("port0", 2, Port.UNBOUNDED, 8))));
        Demand none = new Demand(1, 1);
        assertThatThrownBy(() -> fleet.admit("vm", none, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such tier");
        fleet.admit("vm", new Demand(1, 0), Optional.empty());
        assertThatThrownBy(() -> fleet.change("vm", none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such tier");
    }
}
