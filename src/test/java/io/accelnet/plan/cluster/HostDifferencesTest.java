package io.accelnet.plan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.schema.Bounds;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether the hosts of a cluster are alike; the golden case hosts-differ has what is said of hosts that aren't. */
class HostDifferencesTest {
    @Test
    void aClusterWithoutHostsHasNoSuchCondition() {
        assertThat(HostDifferences.finding(pools(List.of("port1")), List.of())).isEmpty();
    }

    @Test
    void otherNamesAndNumbersOfFirstFunctionsAreNoDifference() {
        AdapterSnapshot renamed = adapter("new", List.of("port1"), 8, 2);

        assertThat(HostDifferences.finding(
                                pools(List.of("port1")),
                                List.of(
                                        host("a", List.of(adapter("port1", List.of(), 8, 0))),
                                        host("b", List.of(renamed))))
                        .map(Finding::truth))
                .hasValue(Truth.TRUE);
    }

    @Test
    void adaptersThatDifferAlikeAreOneSentence() {
        NodeSnapshot large = host("a", List.of(adapter("port1", List.of(), 8, 0), adapter("port2", List.of(), 8, 0)));
        NodeSnapshot small = host("b", List.of(adapter("port1", List.of(), 4, 0), adapter("port2", List.of(), 4, 0)));

        assertThat(HostDifferences.finding(pools(List.of("port1", "port2")), List.of(large, small))
                        .map(Finding::message)
                        .orElse(""))
                .startsWith("Adapters port1, port2 have 4 virtual functions on b; 8 virtual functions on a. The");
    }

    /** While ports are being renamed, an intent has both names. */
    @Test
    void aPortWithTwoNamesIsToldOnce() {
        NodeSnapshot large = host("a", List.of(adapter("port1np0", List.of("port1"), 8, 0)));
        NodeSnapshot small = host("b", List.of(adapter("port1np0", List.of("port1"), 4, 0)));

        assertThat(HostDifferences.finding(pools(List.of("port1", "port1np0")), List.of(large, small))
                        .map(Finding::message)
                        .orElse(""))
                .startsWith("Adapter port1 has 4 virtual functions on b; 8 virtual functions on a. The");
    }

    @Test
    void adaptersThatNoIntentNamesMayDiffer() {
        assertThat(HostDifferences.finding(
                                pools(List.of("port1")),
                                List.of(
                                        host("a", List.of(adapter("other", List.of(), 8, 0))),
                                        host("b", List.of(adapter("other", List.of(), 4, 0)))))
                        .map(Finding::truth))
                .hasValue(Truth.TRUE);
    }

    /** Every adapter differs on every host, and all names are as long as they may be. */
    @Test
    void whatIsSaidFitsIntoAStatus() {
        List<String> adapters = IntStream.range(0, Bounds.PORTS)
                .mapToObj(number -> longName(number, Bounds.PORT_LENGTH))
                .toList();
        List<NodeSnapshot> hosts = IntStream.range(0, 500)
                .mapToObj(host -> host(
                        longName(host, Bounds.SUBDOMAIN_LENGTH),
                        IntStream.range(0, Bounds.PORTS)
                                .mapToObj(port -> adapter(adapters.get(port), List.of(), (host + port) % 40, 0))
                                .toList()))
                .toList();

        String message =
                HostDifferences.finding(pools(adapters), hosts).orElseThrow().message();

        assertThat(message.length()).isLessThan(Bounds.MESSAGE_LENGTH);
        assertThat(message).contains("; and 37 other numbers.", "more adapters differ.");
    }

    private static String longName(int number, int length) {
        return "x".repeat(length - 5) + "%05d".formatted(number);
    }

    private static Pools pools(List<String> adapters) {
        return new Pools(List.of(
                new Pools.Pool("compute", Optional.of(new IntentAdapters(Set.of(), adapters)), Optional.empty())));
    }

    private static AdapterSnapshot adapter(String name, List<String> altNames, int functions, int first) {
        return new AdapterSnapshot(
                name,
                altNames,
                SriovSupport.SUPPORTED,
                Fact.UNKNOWN,
                false,
                functions,
                first,
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static NodeSnapshot host(String name, List<AdapterSnapshot> adapters) {
        return new NodeSnapshot(
                name,
                Map.of(),
                false,
                DeclaredAvailability.AVAILABLE,
                new HostFacts(
                        OperatingSystem.LINUX,
                        "",
                        "",
                        Fact.YES,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN,
                        Fact.UNKNOWN),
                adapters,
                List.of(),
                NodeMemory.NONE);
    }
}
