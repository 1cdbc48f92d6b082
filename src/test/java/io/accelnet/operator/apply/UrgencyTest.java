package io.accelnet.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which writes come first, and what it takes to find out. */
class UrgencyTest {
    private static final int LEDGERS = 1_000;

    private final AtomicInteger looks = new AtomicInteger();

    /** Counts how often somebody looks at what it has. */
    @Group("accelnet.io")
    @Version("v1alpha1")
    @Kind("AccelNetNode")
    private final class CountedNode extends AccelNetNode {
        private static final long serialVersionUID = 1;

        @Override
        public AccelNetNodeStatus getStatus() {
            looks.incrementAndGet();
            return super.getStatus();
        }
    }

    @Test
    void whatIsGivenComesBeforeWhatIsFreed() {
        List<StatusChange<AccelNetNodeStatus>> ordered = Urgency.ledgersInOrder(List.of(
                change("node-1", List.of(0, 1), List.of(0)),
                change("node-3", List.of(0), List.of(0, 1)),
                change("node-2", List.of(1), List.of(2))));

        assertThat(ordered).extracting(change -> change.key().name()).containsExactly("node-2", "node-3", "node-1");
    }

    @Test
    void eachLedgerIsLookedAtOnce() {
        List<StatusChange<AccelNetNodeStatus>> many = new ArrayList<>(IntStream.range(0, LEDGERS)
                .mapToObj(i -> change("node-" + i, List.of(0, 1), i % 2 == 0 ? List.of(0) : List.of(2)))
                .toList());
        Collections.shuffle(many, new Random(1));
        looks.set(0);

        Urgency.ledgersInOrder(many);

        assertThat(looks).hasValue(LEDGERS);
    }

    private StatusChange<AccelNetNodeStatus> change(String name, List<Integer> before, List<Integer> after) {
        AccelNetNode node = new CountedNode();
        node.setMetadata(new ObjectMetaBuilder().withName(name).build());
        node.setStatus(status(before));
        return new StatusChange<>(node, status(after), List.of(), List.of());
    }

    private static AccelNetNodeStatus status(List<Integer> functions) {
        return new AccelNetNodeStatus(
                1L,
                Objects.CLUSTER,
                null,
                null,
                4,
                functions.size(),
                4 - functions.size(),
                List.of(),
                functions.stream()
                        .map(number -> new Allocation(
                                Objects.PORT,
                                number,
                                "tenant",
                                "vm-" + number,
                                "uid",
                                Objects.CLUSTER,
                                "nic-1",
                                Performance.LOW,
                                1,
                                null))
                        .toList(),
                List.of());
    }
}
