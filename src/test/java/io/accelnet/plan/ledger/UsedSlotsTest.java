package io.accelnet.plan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.PodUse.Known;
import io.accelnet.plan.simulation.SampleNodes;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A VM with entries of two resources, and what its pod says of them. The ports of the second resource come first in every order. */
class UsedSlotsTest {
    private static final VmId VM = new VmId("a", "web");
    private static final AdapterSnapshot BLUE = port("ens0f0");
    private static final AdapterSnapshot RED = port("ens1f0");
    private static final AdapterSnapshot SECOND_RED = port("ens1f1");
    /** It was of one of the resources, and is of none any more. */
    private static final AdapterSnapshot OF_NONE = port("ens2f0");

    private static final NodeSnapshot NODE =
            SampleNodes.linux("one", Map.of(), List.of(BLUE, RED, SECOND_RED, OF_NONE));
    private static final List<AdapterSnapshot> REDS = List.of(RED, SECOND_RED);
    private static final List<List<AdapterSnapshot>> RESOURCES = List.of(List.of(BLUE), REDS);

    private final NodeLedger ledger = new NodeLedger();

    private static AdapterSnapshot port(String name) {
        return SampleNodes.port(name, 4, OptionalInt.empty(), OptionalInt.empty());
    }

    private void give(AdapterSnapshot port, int number) {
        ledger.give(new LedgerEntry(
                port.name(), number, VM, "uid", "east", "of-" + port.name(), Level.LOW, 1, Optional.empty()));
    }

    private List<TakenFunction> match(PodUse... uses) {
        return UsedSlots.match(NODE, ledger, RESOURCES, List.of(uses), List.of());
    }

    /** One virtual function of some ports; without a slot the pod doesn't say which. */
    private static PodUse use(List<AdapterSnapshot> ports, Slot... known) {
        PodSnapshot pod = new PodSnapshot(
                "a",
                "launcher",
                "uid-launcher",
                Instant.EPOCH,
                Map.of(),
                Optional.of(VM),
                PodSnapshot.Purpose.RUN,
                new PodSnapshot.Bound("one", false, List.of()));
        return new PodUse(
                Optional.of(pod),
                ports,
                1,
                Arrays.stream(known)
                        .map(slot -> new Known(slot, Optional.empty(), "0000:00:00.0"))
                        .toList(),
                1);
    }

    private List<String> entries() {
        return ledger.entries().stream()
                .map(entry -> entry.networkAdapter() + " " + entry.adapter() + " " + entry.virtualFunction())
                .toList();
    }

    /** The entry that comes first is of the other resource. */
    @Test
    void whatAPodHasOnAnotherPortMovesTheEntryOfThatResource() {
        give(BLUE, 0);
        give(RED, 0);

        match(use(REDS, new Slot("ens1f1", 2)));

        assertThat(entries()).containsExactly("of-ens0f0 ens0f0 0", "of-ens1f0 ens1f1 2");
    }

    @Test
    void whatAPodDoesNotNameYetIsItsEntryOfThatResource() {
        give(BLUE, 0);
        give(RED, 3);

        assertThat(match(use(REDS))).extracting(TakenFunction::slot).containsExactly(new Slot("ens1f0", 3));
    }

    /** So the entry follows what the VM really has, once its port is another resource's or nobody's. */
    @Test
    void anEntryOnAPortOfNoResourceMayBeOfAny() {
        give(BLUE, 0);
        give(OF_NONE, 1);

        match(use(REDS, new Slot("ens1f1", 2)));

        assertThat(entries()).containsExactly("of-ens0f0 ens0f0 0", "of-ens2f0 ens1f1 2");
    }

    /** A port that is gone is of no resource. */
    @Test
    void anEntryOnAPortThatIsGoneMayBeOfAny() {
        give(port("ens9f9"), 1);

        assertThat(match(use(REDS))).extracting(TakenFunction::slot).containsExactly(new Slot("ens9f9", 1));
    }
}
