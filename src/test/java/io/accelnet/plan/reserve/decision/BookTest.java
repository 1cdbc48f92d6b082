package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.World;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each argument proves something that those before it don't. */
class BookTest {

    private static final int UNBOUNDED = 1_000_000;

    private static World world(int... queuePairs) {
        return new World(queuePairs, 1);
    }

    /** Adds a node with a port of so many VFs, so many queue pairs, and so many at most for one VF; further ports follow. */
    private static void add(World world, int... ports) {
        int count = ports.length / 3;
        int[] functions = new int[count];
        int[] budget = new int[count];
        int[] most = new int[count];
        for (int port = 0; port < count; port++) {
            functions[port] = ports[3 * port];
            budget[port] = ports[3 * port + 1];
            most[port] = ports[3 * port + 2];
        }
        world.nodes.add(new World.Node("n" + world.nodes.size(), functions, budget, most));
    }

    private static void hold(World world, int functions, int tier, String node, int port) {
        world.put("vm" + world.machines.size(), new Demand(functions, tier), node, Map.of("port" + port, functions));
    }

    private static void assertProof(World world, String expected) {
        Examiner examiner = new Examiner(new FleetIndex(world.state()));
        assertThat(examiner.examine(Sight.STANDING, 1).proof()).contains(expected);
        assertThat(examiner.isProvenByTables(Sight.STANDING, 1)).isEqualTo(!expected.startsWith("every set"));
        for (int again = 0; again < 30; again++) {
            assertThat(examiner.examine(Sight.STANDING, 1).proof())
                    .as("asked once more")
                    .contains(expected);
        }
        assertThat(new Oracle(world).survives(false, 1)).isTrue();
    }

    @Test
    void functionsAlone() {
        World world = world(1, 2, 4);
        add(world, 4, UNBOUNDED, 4);
        add(world, 4, UNBOUNDED, 4);
        hold(world, 2, 2, "n0", 0);
        hold(world, 2, 0, "n1", 0);
        assertProof(world, "SlotModel[layout=BY_HOST, slots=[1, 1], shares=[]]");
    }

    @Test
    void slotsOfSeveralSizes() {
        World world = world(1, 2, 4);
        add(world, 7, 15, 4);
        add(world, 6, 6, 4);
        hold(world, 1, 2, "n0", 0);
        hold(world, 1, 1, "n0", 0);
        assertProof(world, "SlotModel[layout=BY_HOST, slots=[1, 2], shares=[]]");
    }

    @Test
    void portsByThemselves() {
        World world = world(1, 4);
        add(world, 6, 5, 4, 1, 1, 4);
        add(world, 8, 6, 4);
        hold(world, 1, 0, "n1", 0);
        hold(world, 1, 1, "n1", 0);
        hold(world, 1, 0, "n1", 0);
        assertProof(world, "SlotModel[layout=BY_PORT, slots=[1, 4], shares=[]]");
    }

    @Test
    void slotsThatMayBeTraded() {
        World world = world(1, 2, 4);
        add(world, 3, 5, 2);
        add(world, 4, 8, 4);
        hold(world, 1, 1, "n0", 0);
        hold(world, 1, 0, "n1", 0);
        hold(world, 1, 1, "n1", 0);
        assertProof(world, "typed slots that may be traded");
    }

    @Test
    void everySetOfFailures() {
        World world = world(2, 3, 5);
        add(world, 3, 16, 5);
        add(world, 4, 10, 5);
        hold(world, 3, 1, "n0", 0);
        assertProof(world, "every set of failures tried");
    }

    /** No model finds room for both of the VMs: the large one has the one port, the small one the other. */
    @Test
    void everySetOfFailuresByASearch() {
        World world = world(2, 3, 5);
        add(world, 5, 11, 3);
        add(world, 5, 14, 2, 5, 9, 5);
        hold(world, 3, 1, "n1", 1);
        hold(world, 1, 0, "n1", 1);
        assertProof(world, "every set of failures tried");
    }

    @Test
    void nobodyAndNoFailure() {
        World world = world(1);
        add(world, 1, 1, 1);
        assertProof(world, "no demand");
        hold(world, 1, 0, "n0", 0);
        Examination none = new Examiner(new FleetIndex(world.state())).examine(Sight.STANDING, 0);
        assertThat(none.proof()).isEqualTo(Optional.of("no failure"));
    }
}
