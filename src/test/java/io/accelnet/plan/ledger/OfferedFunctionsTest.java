package io.accelnet.plan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.simulation.SampleNodes;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.UsedFunction;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which virtual functions nobody is given, as the Kubernetes Node doesn't offer as many. */
class OfferedFunctionsTest {
    private static final String RESOURCE = "example.com/vm_ports";
    private static final VmId VM = new VmId("a", "vm");

    private static AdapterSnapshot port(String name, int functions, boolean linkDown) {
        return new AdapterSnapshot(
                name,
                List.of("other-" + name),
                SriovSupport.SUPPORTED,
                Fact.YES,
                linkDown,
                functions,
                0,
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static NodeSnapshot node(boolean ofKubernetes, List<LedgerEntry> ledger, AdapterSnapshot... ports) {
        NodeSnapshot linux = SampleNodes.linux("n", Map.of(), List.of(ports));
        return new NodeSnapshot(
                "n",
                Map.of(),
                ofKubernetes,
                linux.availability(),
                linux.host(),
                linux.adapters(),
                ledger,
                NodeMemory.NONE);
    }

    private static LedgerEntry entry(String port, int function) {
        return new LedgerEntry(port, function, VM, "uid", "c", "eth0", Level.LOW, 1, Optional.empty());
    }

    private static List<Set<Integer>> withheld(ClusterSnapshot snapshot) {
        return OfferedFunctions.limit(snapshot, new IntentOwnership(snapshot.intents(), snapshot.nodes()))
                .nodes()
                .getFirst()
                .adapters()
                .stream()
                .map(AdapterSnapshot::withheldFunctions)
                .toList();
    }

    private static ClusterSnapshot snapshot(Optional<Map<String, Long>> offers, NodeSnapshot node) {
        return new ClusterSnapshot(
                List.of(
                        new IntentSnapshot(
                                "vms", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of("p", "q"), Optional.of(RESOURCE)),
                        new IntentSnapshot("others", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of("r"))),
                List.of(node),
                List.of(),
                List.of(),
                Map.of("n", new KubernetesNode(true, false, Optional.empty(), offers)),
                Map.of(),
                Instant.EPOCH);
    }

    private static Optional<Map<String, Long>> offers(long number) {
        return Optional.of(Map.of(RESOURCE, number));
    }

    @Test
    void whatIsntOfferedIsWithheldOfAllPortsTogether() {
        NodeSnapshot node = node(true, List.of(), port("p", 4, false), port("q", 6, false), port("r", 5, false));

        assertThat(withheld(snapshot(offers(7), node))).containsExactly(Set.of(3), Set.of(4, 5), Set.of());
        assertThat(withheld(snapshot(offers(10), node))).containsOnly(Set.of());
        assertThat(withheld(snapshot(offers(99), node))).containsOnly(Set.of());
        assertThat(withheld(snapshot(Optional.of(Map.of()), node)))
                .as("a resource that isn't named isn't offered")
                .containsExactly(numbers(4), numbers(6), Set.of());
    }

    @Test
    void whatIsntKnownRestrictsNothing() {
        assertThat(withheld(snapshot(Optional.empty(), node(true, List.of(), port("p", 4, false)))))
                .containsOnly(Set.of());
        assertThat(withheld(snapshot(offers(0), node(false, List.of(), port("p", 4, false)))))
                .as("a host outside of Kubernetes")
                .containsOnly(Set.of());
    }

    @Test
    void aPortWithoutALinkGivesFirst() {
        NodeSnapshot node = node(true, List.of(), port("p", 4, true), port("q", 4, false));

        assertThat(withheld(snapshot(offers(4), node))).containsExactly(numbers(4), Set.of());
        assertThat(withheld(snapshot(offers(3), node))).containsExactly(numbers(4), Set.of(3));
    }

    @Test
    void nobodyLosesWhatTheyHave() {
        NodeSnapshot node = node(true, List.of(entry("p", 3), entry("OTHER-p", 2)), port("p", 4, false));

        assertThat(withheld(snapshot(offers(1), node))).containsExactly(Set.of(0, 1));
    }

    @Test
    void norWhatAStatusRemembersAndWhatAPodIsSeenWith() {
        ClusterSnapshot plain = snapshot(offers(0), node(true, List.of(), port("p", 4, false)));
        VmSnapshot remembered = new VmSnapshot(
                VM,
                "uid",
                Instant.EPOCH,
                "c",
                Level.LOW,
                new VirtualMachine.Described(new VmFacts(4, List.of("eth0"), Optional.empty())),
                new VmMemory(
                        true,
                        Optional.of("n"),
                        Optional.of(Level.LOW),
                        List.of(new HeldFunction("eth0", "p", 3, 1)),
                        Optional.empty()));
        PodSnapshot seen = new PodSnapshot(
                "a",
                "pod",
                "uid",
                Instant.EPOCH,
                Map.of(RESOURCE, 1),
                Optional.empty(),
                Purpose.OTHER,
                new Bound(
                        "n",
                        false,
                        List.of(new UsedFunction(
                                Optional.empty(), "0000:00:00.1", Optional.of("p"), OptionalInt.of(1)))));

        assertThat(withheld(new ClusterSnapshot(
                        plain.intents(),
                        plain.nodes(),
                        plain.clusters(),
                        List.of(remembered),
                        plain.kubernetesNodes(),
                        plain.namespaceLabels(),
                        List.of(seen),
                        Set.of(),
                        Set.of(),
                        plain.now())))
                .containsExactly(Set.of(0, 2));
    }

    private static Set<Integer> numbers(int end) {
        return Set.copyOf(IntStream.range(0, end).boxed().toList());
    }
}
