package io.accelnet.testing.invariant;

import static io.accelnet.testing.invariant.Manifests.GATED;
import static io.accelnet.testing.invariant.Manifests.PENDING;
import static io.accelnet.testing.invariant.Manifests.RUNNING;
import static io.accelnet.testing.invariant.Manifests.cluster;
import static io.accelnet.testing.invariant.Manifests.host;
import static io.accelnet.testing.invariant.Manifests.intent;
import static io.accelnet.testing.invariant.Manifests.node;
import static io.accelnet.testing.invariant.Manifests.openTo;
import static io.accelnet.testing.invariant.Manifests.pod;
import static io.accelnet.testing.invariant.Manifests.vm;
import static io.accelnet.testing.invariant.Manifests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.invariant.Manifests.Entry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each invariant finds what breaks it, and nothing in what is right. */
class JudgeTest {
    private static final Entry ENTRY = new Entry(0, "web", "vm-web");

    private static final String BLUE = "openshift.io/blue_ports";
    private Judge judge = new Judge(Set.of(Manifests.RESOURCE), Set.of(Manifests.RESOURCE));
    private long version;

    @BeforeEach
    void threeHosts() {
        for (String name : List.of("one", "two", "three")) {
            put(node(name, "True"));
            put(host(name, 2));
        }
        put(cluster(1, "True"));
        put(vm("web", false));
    }

    private void put(String manifest) {
        see(manifest, false);
    }

    private void remove(String manifest) {
        see(manifest, true);
    }

    private void see(String manifest, boolean isGone) {
        HasMetadata object = Manifests.read(manifest);
        object.getMetadata().setResourceVersion(String.valueOf(++version));
        judge.see(Version.of(object, isGone));
    }

    private void assertFound(Class<? extends Invariant> invariant, String message) {
        assertThat(judge.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.invariant()).isEqualTo(invariant.getSimpleName()))
                .satisfies(violation -> assertThat(violation.message()).contains(message))
                .satisfies(violation -> assertThat(violation.history()).isNotEmpty());
    }

    private void assertNothingFound() {
        judge.settled();
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void aStartAsItShouldBeBreaksNothing() {
        put(pod("a", "web", GATED, PENDING));
        put(host("one", 2, ENTRY));
        put(vm("web", true));
        put(pod("a", "web", openTo("one.example, two.example"), PENDING));
        put(pod("a", "web", openTo("one.example, two.example") + "\nnodeName: two", PENDING));
        put(host("two", 2, ENTRY));
        put(host("one", 2));
        put(with(pod("a", "web", openTo("one.example, two.example") + "\nnodeName: two", RUNNING), "0000:98:01.1"));
        assertNothingFound();
        remove(pod("a", "web", "nodeName: two", RUNNING));
        assertNothingFound();
    }

    @Test
    void twoEntriesForOneVirtualFunction() {
        put(host("one", 2, ENTRY, new Entry(0, "other", "vm-other")));
        assertFound(OneHandForEachVirtualFunction.class, "ens1f0 0 of one is in the hands of web and other");
    }

    @Test
    void twoPodsWithOneDevice() {
        Judge lenient = new Judge(Set.of("example.com/other"), Set.of());
        for (String name : List.of("a", "b")) {
            HasMetadata object = Manifests.read(with(pod(name, name, "nodeName: one", RUNNING), "0000:98:01.0"));
            object.getMetadata().setResourceVersion(String.valueOf(++version));
            lenient.see(Version.of(object, false));
        }
        assertThat(lenient.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message())
                        .contains("[0000:98:01.0] of one are in the hands of Pod shop/a and Pod shop/b"));
    }

    @Test
    void aPodThatHasFinishedHasNoDevice() {
        Judge lenient = new Judge(Set.of("example.com/other"), Set.of());
        for (String phase : List.of("Succeeded", "Running")) {
            HasMetadata object = Manifests.read(
                    with(pod("a" + phase.length(), "a", "nodeName: one", "{phase: " + phase + "}"), "0000:98:01.0"));
            object.getMetadata().setResourceVersion(String.valueOf(++version));
            lenient.see(Version.of(object, false));
        }
        assertThat(lenient.violations()).isEmpty();
    }

    @Test
    void aPodThatKubeletRefused() {
        put(host("one", 2, ENTRY));
        put(pod("a", "web", GATED, PENDING));
        put(pod("a", "web", openTo("one.example"), PENDING));
        put(pod(
                "a",
                "web",
                openTo("one.example") + "\nnodeName: one",
                "{phase: Failed, reason: UnexpectedAdmissionError, message: none left}"));
        assertFound(OneHandForEachVirtualFunction.class, "Pod shop/a was refused by kubelet: none left");
    }

    @Test
    void moreThanThereIs() {
        put(host("one", 1, ENTRY));
        put(pod("a", "other", GATED, PENDING));
        put(vm("other", true));
        put(host("one", 1, new Entry(0, "other", "vm-other")));
        put(pod("a", "other", openTo("one.example"), PENDING));
        put(pod("a", "other", openTo("one.example") + "\nnodeName: one", RUNNING));
        put(host("one", 1, ENTRY));
        assertThat(judge.violations()).as("it may be put right").isEmpty();
        put(host("two", 1, new Entry(0, "other", "vm-other")));
        judge.settled();
        assertFound(
                OneHandForEachVirtualFunction.class,
                "one has 1 virtual functions of openshift.io/vm_ports, and 2 are promised or used");
    }

    @Test
    void aPromiseOfADeviceThatAnotherPodHas() {
        put("""
                apiVersion: sriovnetwork.openshift.io/v1
                kind: SriovNetworkNodeState
                metadata: {namespace: sriov-network-operator, name: one}
                status: {interfaces: [{name: ens1f0, pciAddress: "0000:98:00.0", Vfs: [{vfID: 0, pciAddress: "0000:98:01.0"}]}]}
                """);
        put(vm("other", true));
        put(host("one", 2, new Entry(1, "other", "vm-other"), ENTRY));
        put(pod("a", "other", GATED, PENDING));
        put(pod("a", "other", openTo("one.example"), PENDING));
        put(with(pod("a", "other", openTo("one.example") + "\nnodeName: one", RUNNING), "0000:98:01.0"));
        judge.settled();
        assertFound(OneHandForEachVirtualFunction.class, "ens1f0 0 of one is promised to web, and Pod shop/a has it");
    }

    @Test
    void aPodThatIsBoundElsewhere() {
        put(host("one", 2, ENTRY));
        put(pod("a", "web", GATED, PENDING));
        put(pod("a", "web", openTo("one.example, two.example"), PENDING));
        put(pod("a", "web", openTo("one.example, two.example") + "\nnodeName: three", PENDING));
        assertFound(
                BoundWhereItWasOpened.class,
                "Pod shop/a was opened to [one.example, two.example] and is bound to three");
    }

    @Test
    void aPodThatIsOpenedToEveryNode() {
        put(host("one", 2, ENTRY));
        put(pod("a", "web", GATED, PENDING));
        put(pod("a", "web", openTo("one.example").replace("[{matchE", "[{matchFields: []}, {matchE"), PENDING));
        assertThat(judge.violations()).extracting(Violation::message).contains("Pod shop/a was opened to every node");
    }

    @Test
    void aPodThatNeverHadAGate() {
        put(pod("a", "web", "", PENDING));
        put(pod("a", "web", "nodeName: one", PENDING));
        assertFound(BoundWhereItWasOpened.class, "Pod shop/a is bound to one and never had a gate");
    }

    @Test
    void aPodThatIsOpenedBeforeTheEntry() {
        put(pod("a", "web", GATED, PENDING));
        put(host("three", 2, ENTRY));
        put(pod("a", "web", openTo("one.example, two.example"), PENDING));
        assertFound(
                EntryBeforeOpening.class,
                "Pod shop/a was opened to [one.example, two.example], and no ledger there has its virtual functions");
    }

    /** The decision is older than the deletion, and the entry still there. */
    @Test
    void aPodThatIsOpenedJustAfterTheDeletion() {
        put(pod("a", "web", GATED, PENDING));
        put(host("one", 2, ENTRY));
        remove(vm("web", true));
        put(pod("a", "web", openTo("one.example, two.example"), PENDING));
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void aPodThatIsOpenedAfterTheDeletionAndTheEntry() {
        put(pod("a", "web", GATED, PENDING));
        put(host("one", 2, ENTRY));
        remove(vm("web", true));
        put(host("one", 2));
        put(pod("a", "web", openTo("one.example, two.example"), PENDING));
        assertFound(EntryBeforeOpening.class, "no ledger there has its virtual functions");
    }

    @Test
    void aPodOfNobodyThatIsOpened() {
        put(pod("a", "stranger", GATED, PENDING));
        put(pod("a", "stranger", openTo("one.example"), PENDING));
        assertFound(EntryBeforeOpening.class, "is of no AccelNetVM");
    }

    @Test
    void aMigrationsTargetIsOpenedWhileTheEntryIsElsewhere() {
        put(host("one", 2, ENTRY));
        openMigrationTarget();
        assertNothingFound();
    }

    /** Of two resources, each counts for itself. */
    @Test
    void aPodThatIsOpenedWithTheEntriesOfOneResourceOnly() {
        judgeTwoPools();
        put(requestsBlueToo(pod("a", "web", GATED, PENDING)));
        put(withBlue(host("one", 2, ENTRY, new Entry(1, "web", "vm-web"))));
        put(requestsBlueToo(pod("a", "web", openTo("one.example"), PENDING)));
        assertFound(EntryBeforeOpening.class, "no ledger there has its virtual functions");
    }

    @Test
    void aPodThatIsOpenedWithTheEntriesOfBothResources() {
        judgeTwoPools();
        put(requestsBlueToo(pod("a", "web", GATED, PENDING)));
        put(withBlue(host("one", 2, ENTRY, new Entry(1, "web", "vm-web")))
                .replace("adapter: ens1f0, virtualFunction: 1", "adapter: ens2f0, virtualFunction: 1"));
        put(requestsBlueToo(pod("a", "web", openTo("one.example"), PENDING)));
        assertNothingFound();
    }

    @Test
    void moreThanThereIsOfOneResourceWhileTheOtherHasRoom() {
        judgeTwoPools();
        put(withBlue(host("one", 2)));
        put(requestsBlueToo(pod("a", "stranger", "nodeName: one", RUNNING)));
        put(requestsBlueToo(pod("b", "another", "nodeName: one", RUNNING)));
        judge.settled();
        assertFound(
                OneHandForEachVirtualFunction.class,
                "one has 1 virtual functions of openshift.io/blue_ports, and 2 are promised or used");
    }

    /** Two virtual functions of one pool are no substitute for one of each. */
    @Test
    void aPairIsWithoutWhatItWasPromisedOfOnePool() {
        judgeTwoPools();
        put(intent("vms", Manifests.RESOURCE));
        put(intent("blue", BLUE));
        put(cluster(1, "True"));
        put(vm("web", true)
                .replace(
                        "admitted: true",
                        "admitted: true, promised: {performance: Low, networkAdapters: [fast-0, fast-1],"
                                + " adapterIntents: [{networkAdapter: fast-1, intentName: blue}]}"));
        put(withBlue(secondOfBlue(host("one", 2, ENTRY, new Entry(1, "web", "vm-web")))));
        assertNothingFound();
        put(withBlue(host("one", 2, ENTRY, new Entry(1, "web", "vm-web"))));
        judge.settled();
        assertFound(PromiseKept.class, "AccelNetVM shop/web is admitted to pool and has no virtual functions");
    }

    @Test
    void aPairIsWithoutWhatItHadOfOnePool() {
        judgeTwoPools();
        put(cluster(1, "True"));
        put(vm("web", true)
                .replace(
                        "admitted: true",
                        "admitted: true, nodeName: one, virtualFunctions: ["
                                + "{networkAdapter: fast-0, adapter: ens1f0, virtualFunction: 0, queuePairs: 1},"
                                + " {networkAdapter: fast-1, adapter: ens2f0, virtualFunction: 0, queuePairs: 1}]"));
        put(withBlue(secondOfBlue(host("one", 2, ENTRY, new Entry(1, "web", "vm-web")))));
        assertNothingFound();
        put(withBlue(host("one", 2, ENTRY, new Entry(1, "web", "vm-web"))));
        judge.settled();
        assertFound(PromiseKept.class, "AccelNetVM shop/web is admitted to pool and has no virtual functions");
    }

    private static String secondOfBlue(String host) {
        return host.replace("adapter: ens1f0, virtualFunction: 1", "adapter: ens2f0, virtualFunction: 0");
    }

    /** From here on there is a second resource, whose virtual functions are on ens2f0. */
    private void judgeTwoPools() {
        judge = new Judge(Set.of(Manifests.RESOURCE, BLUE), Set.of());
        put(node("one", "True"));
        put(vm("web", true));
        put("""
                apiVersion: sriovnetwork.openshift.io/v1
                kind: SriovNetworkNodeState
                metadata: {namespace: sriov-network-operator, name: one, uid: state-one}
                spec:
                  interfaces:
                    - {name: ens1f0, vfGroups: [{resourceName: vm_ports}]}
                    - {name: ens2f0, vfGroups: [{resourceName: blue_ports}]}
                """);
    }

    private static String requestsBlueToo(String pod) {
        return pod.replace(Manifests.RESOURCE + ": \"1\"", Manifests.RESOURCE + ": \"1\", " + BLUE + ": \"1\"");
    }

    /** With one virtual function on another port. */
    private static String withBlue(String host) {
        return host.replace("}]\nstatus", "}, {name: ens2f0, sriovSupport: Supported, virtualFunctions: 1}]\nstatus");
    }

    /** A pod that a migration of the VM web has made waits at the gate, and is opened to host two. */
    private void openMigrationTarget() {
        put(migrationTarget(GATED));
        put(migrationTarget(openTo("two.example")));
    }

    private static String migrationTarget(String rules) {
        return pod("a", "web", rules, PENDING)
                .replace(
                        "labels: {kubevirt.io: virt-launcher}",
                        "labels: {kubevirt.io: virt-launcher, kubevirt.io/migrationJobUID: m}");
    }

    /** Its AccelNetVM was made while it ran, and waits. */
    @Test
    void aVmThatRunsAndIsNotAdmittedMayMigrate() {
        put(vm("web", false));
        openMigrationTarget();
        assertNothingFound();
    }

    @Test
    void aMigrationsTargetOfAnAdmittedVmWithoutEntry() {
        put(vm("web", true));
        openMigrationTarget();
        assertFound(EntryBeforeOpening.class, "no ledger there has its virtual functions");
    }

    @Test
    void aVmWhoseAccelNetVmWasDeletedMayMigrate() {
        remove(vm("web", true));
        openMigrationTarget();
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void anAdmittedVmWithoutVirtualFunctions() {
        put(vm("web", true));
        put(host("one", 2, ENTRY));
        put(node("one", "Unknown"));
        judge.settled();
        assertFound(PromiseKept.class, "AccelNetVM shop/web is admitted to pool and has no virtual functions");
    }

    @Test
    void noMoreThanWasPromised() {
        put(vm("web", true));
        put(host("one", 2, ENTRY));
        put(node("one", "Unknown"));
        put(node("two", "False"));
        assertNothingFound();
        put(node("two", "True"));
        judge.settled();
        assertThat(judge.violations()).as("more were down in this outage").isEmpty();
    }

    @Test
    void nothingWasPromisedWhileTheReserveDidNotHold() {
        put(vm("web", true));
        put(host("one", 2, ENTRY));
        put(cluster(1, "False"));
        put(node("one", "Unknown"));
        put(cluster(1, "True"));
        assertNothingFound();
    }

    @Test
    void anOutageInWhichTheMembersChangeIsAnotherQuestion() {
        put(vm("web", true));
        put(host("one", 2, ENTRY));
        put(node("one", "Unknown"));
        remove(host("two", 2));
        assertNothingFound();
    }

    /** One failure is tolerated. The second host takes nobody, and the reserve was held before that. */
    @Test
    void maintenanceThatBeginsInAnOutageCountsAsAFailure() {
        put(vm("web", true));
        put(host("one", 2, ENTRY));
        put(node("one", "Unknown"));
        put(node("two", "True").replace("\nstatus:", "\nspec: {unschedulable: true}\nstatus:"));
        assertNothingFound();
    }

    @Test
    void maintenanceThatTheReserveKnewOfDoesNot() {
        put(vm("web", true));
        put(host("one", 2, ENTRY));
        put(inMaintenance(host("two", 2)));
        put(node("one", "Unknown"));
        judge.settled();
        assertFound(PromiseKept.class, "AccelNetVM shop/web is admitted to pool and has no virtual functions");
    }

    private static String inMaintenance(String host) {
        return host.replace(
                "status: {cluster",
                "status: {conditions: [{type: Available, status: \"True\", reason: InMaintenance, message: m,"
                        + " lastTransitionTime: \"2026-01-01T00:00:00Z\"}], cluster");
    }
}
