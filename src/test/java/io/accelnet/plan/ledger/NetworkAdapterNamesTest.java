package io.accelnet.plan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which network adapter gets which virtual function. */
class NetworkAdapterNamesTest {
    private static final Map<String, String> PORTS = Map.of("red0", "", "red1", "", "blue0", "blue");

    @Test
    void eachIsOfThePoolToWhichItBelongs() {
        PortMatch match = new PortMatch(Map.of("a", "blue"), PORTS);
        assertThat(names(NetworkAdapterNames.match(
                        List.of("a", "b", "c"), List.of(slot("red0"), slot("blue0"), slot("red1")), List.of(), match)))
                .containsExactlyInAnyOrder("a blue0", "b red0", "c red1");
    }

    @Test
    void whoeverBelongsThereKeepsItsOwn() {
        PortMatch match = new PortMatch(Map.of("a", "blue"), PORTS);
        List<LedgerEntry> before = List.of(entry("red1", "b"), entry("blue0", "a"));
        assertThat(names(NetworkAdapterNames.match(
                        List.of("c", "b", "a"), List.of(slot("red0"), slot("red1"), slot("blue0")), before, match)))
                .containsExactlyInAnyOrder("a blue0", "b red1", "c red0");
    }

    /** Two network adapters have changed their intents: what they have changes hands. */
    @Test
    void whoeverBelongsElsewhereChanges() {
        PortMatch match = new PortMatch(Map.of("b", "blue"), PORTS);
        List<LedgerEntry> before = List.of(entry("red0", "b"), entry("blue0", "a"));
        assertThat(names(NetworkAdapterNames.match(List.of("a", "b"), before, before, match)))
                .containsExactlyInAnyOrder("a red0", "b blue0");
    }

    /** A port that is in no pool any more isn't anybody else's. */
    @Test
    void onFormerAdaptersNothingChanges() {
        PortMatch match = new PortMatch(Map.of("b", "gone"), Map.of("red0", ""));
        List<LedgerEntry> before = List.of(entry("blue0", "b"), entry("red0", "a"));
        assertThat(names(NetworkAdapterNames.match(List.of("a", "b"), before, before, match)))
                .containsExactlyInAnyOrder("a red0", "b blue0");
    }

    private static List<String> names(List<LedgerEntry> entries) {
        return entries.stream()
                .map(entry -> entry.networkAdapter() + " " + entry.adapter())
                .toList();
    }

    private static LedgerEntry slot(String port) {
        return entry(port, "");
    }

    private static LedgerEntry entry(String port, String networkAdapter) {
        return new LedgerEntry(
                port, 0, new VmId("shop", "web"), "uid", "main", networkAdapter, Level.LOW, 1, Optional.empty());
    }
}
