package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each argument proves something that those before it don't. */
class ExaminerTest {

    private static final int UNBOUNDED = 1_000_000;

    private static TestCluster world(int... queuePairs) {
        return new TestCluster(queuePairs, 1);
    }

    /** Adds a node with a port of so many VFs, so many queue pairs, and so many at most for one VF; further ports follow. */
    private static void add(TestCluster cluster, int... ports) {
        int count = ports.length / 3;
        int[] functions = new int[count];
        int[] budget = new int[count];
        int[] most = new int[count];
        for (int port = 0; port < count; port++) {
            functions[port] = ports[3 * port];
            budget[port] = ports[3 * port + 1];
            most[port] = ports[3 * port + 2];
        }
        cluster.nodes.add(new TestCluster.Node("n" + cluster.nodes.size(), functions, budget, most));
    }

    private static void hold(TestCluster cluster, int functions, int tier, String node, int port) {
        cluster.put("vm" + cluster.vms.size(), new Demand(functions, tier), node, Map.of("port" + port, functions));
    }

    private static void assertProof(TestCluster cluster, String expected) {
        Examiner examiner = new Examiner(new FleetIndex(cluster.state()));
        assertThat(examiner.examine(Scope.UP, 1).proof()).contains(expected);
        assertThat(examiner.isProvenByTables(Scope.UP, 1)).isEqualTo(!expected.startsWith("every set"));
        for (int again = 0; again < 30; again++) {
            assertThat(examiner.examine(Scope.UP, 1).proof())
                    .as("asked once more")
                    .contains(expected);
        }
        assertThat(new Oracle(cluster).survives(false, 1)).isTrue();
    }

    @Test
    void functionsAlone() {
        TestCluster cluster = world(1, 2, 4);
        add(cluster, 4, UNBOUNDED, 4);
        add(cluster, 4, UNBOUNDED, 4);
        hold(cluster, 2, 2, "n0", 0);
        hold(cluster, 2, 0, "n1", 0);
        assertProof(cluster, "SlotModel[layout=BY_HOST, slots=[1, 1], shares=[]]");
    }

    @Test
    void slotsOfSeveralSizes() {
        TestCluster cluster = world(1, 2, 4);
        add(cluster, 7, 15, 4);
        add(cluster, 6, 6, 4);
        hold(cluster, 1, 2, "n0", 0);
        hold(cluster, 1, 1, "n0", 0);
        assertProof(cluster, "SlotModel[layout=BY_HOST, slots=[1, 2], shares=[]]");
    }

    @Test
    void portsByThemselves() {
        TestCluster cluster = world(1, 4);
        add(cluster, 6, 5, 4, 1, 1, 4);
        add(cluster, 8, 6, 4);
        hold(cluster, 1, 0, "n1", 0);
        hold(cluster, 1, 1, "n1", 0);
        hold(cluster, 1, 0, "n1", 0);
        assertProof(cluster, "SlotModel[layout=BY_PORT, slots=[1, 4], shares=[]]");
    }

    @Test
    void slotsThatMayBeTraded() {
        TestCluster cluster = world(1, 2, 4);
        add(cluster, 3, 5, 2);
        add(cluster, 4, 8, 4);
        hold(cluster, 1, 1, "n0", 0);
        hold(cluster, 1, 0, "n1", 0);
        hold(cluster, 1, 1, "n1", 0);
        assertProof(cluster, "typed slots that may be traded");
    }

    @Test
    void everySetOfFailures() {
        TestCluster cluster = world(2, 3, 5);
        add(cluster, 3, 16, 5);
        add(cluster, 4, 10, 5);
        hold(cluster, 3, 1, "n0", 0);
        assertProof(cluster, "every set of failures tried");
    }

    /** No model finds room for both of the VMs: the large one has the one port, the small one the other. */
    @Test
    void everySetOfFailuresByASearch() {
        TestCluster cluster = world(2, 3, 5);
        add(cluster, 5, 11, 3);
        add(cluster, 5, 14, 2, 5, 9, 5);
        hold(cluster, 3, 1, "n1", 1);
        hold(cluster, 1, 0, "n1", 1);
        assertProof(cluster, "every set of failures tried");
    }

    @Test
    void nobodyAndNoFailure() {
        TestCluster cluster = world(1);
        add(cluster, 1, 1, 1);
        assertProof(cluster, "no demand");
        hold(cluster, 1, 0, "n0", 0);
        Examination none = new Examiner(new FleetIndex(cluster.state())).examine(Scope.UP, 0);
        assertThat(none.proof()).isEqualTo(Optional.of("no failure"));
    }
}
