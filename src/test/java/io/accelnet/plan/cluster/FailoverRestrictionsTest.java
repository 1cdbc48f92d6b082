package io.accelnet.plan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.snapshot.ExcludedNodes;
import io.accelnet.plan.snapshot.NodeNumbers;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of VMs that can't run on every member of their cluster. */
class FailoverRestrictionsTest {
    private static final List<String> NODES =
            IntStream.range(0, 30).mapToObj("node-%02d"::formatted).toList();
    private static final NodeNumbers NUMBERS = new NodeNumbers(NODES);

    private final FailoverRestrictions restrictions = new FailoverRestrictions(NODES.subList(0, 25));

    @Test
    void whatExcludesNoMemberIsNoRestriction() {
        assertThat(restrictions.of(vm(ExcludedNodes.NONE))).isEmpty();
        assertThat(restrictions.of(vm(excluded(NODES.subList(25, 30))))).isEmpty();
        assertThat(restrictions.isRestricted(vm(excluded(NODES.subList(25, 30)))))
                .isFalse();
    }

    @Test
    void nodesAreNamed() {
        assertThat(message(restrictions, NODES.subList(2, 30)))
                .isEqualTo(
                        "The VirtualMachine's nodeSelector or required node affinity allows 2 of the cluster's 25 nodes:"
                                + " node-00, node-01. The reserve doesn't know that: if these nodes fail, the VM may get virtual"
                                + " functions where it can't run.");
    }

    @Test
    void atMostTwentyAreNamed() {
        assertThat(message(restrictions, NODES.subList(0, 1)))
                .contains("allows 24 of the cluster's 25 nodes: node-01, ", ", node-20 and 4 more. The reserve");
    }

    @Test
    void aVmThatCanRunOnNoMemberIsToldSo() {
        assertThat(message(restrictions, NODES))
                .endsWith("allows none of the cluster's 25 nodes: the VM can't run on any of them.");
    }

    /** Nothing is known of the labels of a host that is no Kubernetes Node, or whose Node is gone. */
    @Test
    void aMemberWithoutANodeIsNotExcluded() {
        FailoverRestrictions some = new FailoverRestrictions(List.of("host-1", "node-00", "node-01"));

        assertThat(message(some, List.of("node-00"))).contains("allows 2 of the cluster's 3 nodes: host-1, node-01.");
    }

    private static String message(FailoverRestrictions restrictions, List<String> excluded) {
        return restrictions.of(vm(excluded(excluded))).map(Finding::message).orElseThrow();
    }

    private static ExcludedNodes excluded(List<String> nodes) {
        return new ExcludedNodes(NUMBERS, NUMBERS.of(nodes));
    }

    private static VmSnapshot vm(ExcludedNodes excluded) {
        return new VmSnapshot(
                new VmId("shop", "web"),
                "uid",
                Instant.EPOCH,
                "main",
                Level.LOW,
                new VirtualMachine.Resolved(
                        "web", new VmFacts(4, List.of("fast"), Optional.empty()), List.of(), excluded, true),
                VmMemory.NONE);
    }
}
