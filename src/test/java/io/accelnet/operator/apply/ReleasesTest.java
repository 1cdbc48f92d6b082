package io.accelnet.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.harness.Objects;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    @Test
    void onlyWhoIsToHaveNothingGoes() {
        StatusChange<AccelNetNodeStatus> change =
                change(List.of(entry(0, "gone"), entry(1, "moves")), List.of(entry(2, "moves"), entry(0, "new")));

        assertThat(Releases.of(change).map(AccelNetNodeStatus::allocations)).contains(List.of(entry(1, "moves")));
    }

    @Test
    void whatReleasesNothingLeavesNothing() {
        assertThat(Releases.of(change(List.of(), List.of(entry(0, "new"))))).isEmpty();
    }

    private static StatusChange<AccelNetNodeStatus> change(List<Allocation> before, List<Allocation> after) {
        AccelNetNode node = Objects.node("node-1", 4);
        node.setStatus(status(before));
        return new StatusChange<>(node, status(after), List.of(), List.of());
    }

    private static AccelNetNodeStatus status(List<Allocation> allocations) {
        return new AccelNetNodeStatus(
                1L, Objects.CLUSTER, null, null, 4, allocations.size(), 0, List.of(), allocations, List.of());
    }

    private static Allocation entry(int number, String uid) {
        return new Allocation(
                Objects.PORT, number, "tenant", uid, uid, Objects.CLUSTER, "nic-1", Performance.LOW, 1, null);
    }
}
