package io.accelnet.operator.life;

import static io.accelnet.operator.life.ManagedVms.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.gate.Gate;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.Power;
import io.accelnet.testing.kubevirt.SriovHost;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A host is lost, step by step as it happens on a cluster: first its VMs are placed elsewhere, then its pods are Terminating and stay so,
 * then somebody fences it, or it comes back, or another one is lost too. Whatever the order, each VM runs in the end where the ledger has
 * it, and no version of any object breaks a promise.
 */
class NodeLossIT {
    private static final Duration EVICTION = Duration.ofMinutes(5);
    private static final List<String> VMS =
            IntStream.rangeClosed(1, 10).mapToObj("vm-%02d"::formatted).toList();

    private static ActorSettings settings;
    private static Pool pool;
    private static KubernetesClient client;
    private static ManagedVms vms;
    private static Quiet quiet;
    private static AccelNetOperator operator;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        settings = ActorSettings.brisk().withEviction(EVICTION);
        pool = Pool.startUnattended(settings);
        client = pool.client();
        vms = new ManagedVms(pool);
        quiet = new Quiet(pool);
        operator = pool.operate();
        VMS.forEach(name -> vms.create(name, "1Gi"));
        awaitAllRun();
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    /** All hosts are back, and what was lived through so far has broken nothing. */
    @AfterEach
    void mend() throws InterruptedException {
        for (SriovHost host : pool.hosts()) {
            if (client.nodes().withName(host.name()).get() == null) {
                host.create(client);
            }
            Power.on(client, host.name());
        }
        awaitAllRun();
        assertThat(pool.watcher().lookSettled()).isEmpty();
    }

    private static void awaitAllRun() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vms.running().keySet()).containsAll(VMS));
        quiet.await();
        assertThat(vms.planned()).containsAllEntriesOf(vms.running());
    }

    /** The host on which the most VMs run, among these. */
    private static String fullest(Collection<String> hosts) {
        Map<String, Long> counts = vms.running().values().stream()
                .filter(hosts::contains)
                .collect(Collectors.groupingBy(host -> host, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static String fullest() {
        return fullest(pool.hosts().stream().map(SriovHost::name).toList());
    }

    private static Set<String> runningOn(String host) {
        return vms.running().entrySet().stream()
                .filter(entry -> entry.getValue().equals(host))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> only(Map<String, String> all, Collection<String> names) {
        Map<String, String> some = new TreeMap<>(all);
        some.keySet().retainAll(names);
        return some;
    }

    private static Map<String, String> without(Map<String, String> all, Collection<String> names) {
        Map<String, String> others = new TreeMap<>(all);
        others.keySet().removeAll(names);
        return others;
    }

    /** The host stops without a word, and is unreachable by now. */
    private static void lose(String host) {
        Power.off(client, host);
        await().atMost(PATIENCE)
                .until(() -> client.nodes().withName(host).require().getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("Unknown")));
    }

    /** Each of them has one place in the ledgers, and none on hosts that are lost. */
    private static void awaitPlannedOutside(Collection<String> names, String... lost) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(only(vms.planned(), names))
                        .containsOnlyKeys(names)
                        .values()
                        .noneMatch(place -> place.contains(" and "))
                        .doesNotContain(lost));
    }

    private static void awaitStuck(Collection<String> names) {
        settings.clock().skip(EVICTION);
        await().atMost(PATIENCE)
                .until(() -> vms.pods(names).stream()
                        .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null));
    }

    private static void awaitRestarted(Collection<String> names, Map<String, String> before) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(vms.running().keySet()).containsAll(names);
            Map<String, String> now = vms.starts();
            assertThat(names).noneMatch(name -> Objects.equals(before.get(name), now.get(name)));
        });
    }

    @Test
    void itsVmsStartWhereTheyWerePlannedAtOnceWhenTheirPodsAreGone() {
        String lost = fullest();
        Set<String> concerned = runningOn(lost);
        Map<String, String> before = vms.starts();

        lose(lost);
        awaitPlannedOutside(concerned, lost);
        assertThat(vms.pods(concerned))
                .as("nobody has touched its pods yet")
                .hasSize(concerned.size())
                .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null);
        awaitStuck(concerned);
        quiet.await();
        assertThat(vms.starts()).as("the old pods are still there").isEqualTo(before);
        Map<String, String> planned = only(vms.planned(), concerned);
        assertThat(planned.values()).doesNotContain(lost);

        vms.forceDelete(vms.pods(concerned));
        awaitRestarted(concerned, before);
        quiet.await();
        concerned.forEach(name -> assertThat(vms.pods(name).stream().flatMap(ManagedVms::preferred))
                .as(name)
                .containsExactly(planned.get(name)));
        assertThat(vms.planned()).containsAllEntriesOf(vms.running());
        assertThat(vms.running().values()).doesNotContain(lost);
        assertThat(without(vms.starts(), concerned))
                .as("the others")
                .isEqualTo(without(before, concerned))
                .isNotEmpty();
    }

    @Test
    void aNodeThatIsDeletedTakesNeitherTheHostNorItsLedgerAlong() {
        String lost = fullest();
        Set<String> concerned = runningOn(lost);
        Map<String, String> before = vms.starts();
        String host = host(lost).getMetadata().getUid();

        lose(lost);
        client.nodes().withName(lost).delete();
        awaitRestarted(concerned, before);
        quiet.await();
        assertThat(host(lost).getMetadata().getUid()).isEqualTo(host);
        assertThat(host(lost).getStatus().cluster()).isEqualTo("main");
        assertThat(vms.planned()).containsAllEntriesOf(vms.running());
        assertThat(without(vms.starts(), concerned)).isEqualTo(without(before, concerned));
        Map<String, String> places = vms.running();

        recreate(lost);
        await().atMost(PATIENCE)
                .until(() -> Objects.equals(host(lost).getStatus().free(), 4));
        quiet.await();
        assertThat(host(lost).getMetadata().getUid()).isEqualTo(host);
        assertThat(vms.running()).isEqualTo(places);
    }

    /** And the ledger has its VMs there until the operator is back. */
    @Test
    void aNodeThatIsDeletedWhileTheOperatorIsGoneLeavesItsLedger() {
        String lost = fullest();
        Set<String> concerned = runningOn(lost);
        Map<String, String> before = vms.starts();
        List<Allocation> ledger = vms.ledger(lost);
        String host = host(lost).getMetadata().getUid();

        operator.close();
        lose(lost);
        client.nodes().withName(lost).delete();
        awaitGated(concerned);
        assertThat(vms.ledger(lost)).isEqualTo(ledger).hasSameSizeAs(concerned);
        operator = pool.operate();
        awaitRestarted(concerned, before);
        quiet.await();
        assertThat(host(lost).getMetadata().getUid()).isEqualTo(host);
        assertThat(vms.planned()).containsAllEntriesOf(vms.running());
        assertThat(without(vms.starts(), concerned)).isEqualTo(without(before, concerned));
    }

    @Test
    void aHostThatIsBackAfterAMinuteHasItsVmsAndNobodyGotTheirVirtualFunctions() {
        String lost = fullest();
        Set<String> concerned = runningOn(lost);
        Map<String, String> before = vms.starts();
        Set<String> functions = functions(lost);

        lose(lost);
        awaitPlannedOutside(concerned, lost);
        List<String> newcomers = List.of("new-1", "new-2", "new-3");
        newcomers.forEach(name -> vms.create(name, "1Gi"));
        quiet.await();
        assertThat(only(vms.planned(), newcomers).values()).doesNotContain(lost);

        settings.clock().skip(Duration.ofMinutes(1));
        Power.on(client, lost);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(only(vms.planned(), concerned).values()).containsOnly(lost));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(vms.running()).containsKeys("new-1", "new-2"));
        quiet.await();
        assertThat(vms.pods("new-3")).as("the reserve allows twelve").hasSize(1).allMatch(Gate::holds);
        assertThat(without(vms.starts(), newcomers)).isEqualTo(before);
        assertThat(functions(lost)).isEqualTo(functions);
        assertThat(vms.planned()).containsAllEntriesOf(vms.running());
        newcomers.forEach(vms::delete);
    }

    /** What each VM has there. */
    private static Set<String> functions(String host) {
        return vms.ledger(host).stream()
                .map(entry -> entry.name() + " has " + entry.adapter() + " " + entry.virtualFunction())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** They were opened to hosts one of which is lost before they are bound: the pods that can start nowhere any more are replaced. */
    @Test
    void aSecondHostIsLostWhilePodsOfTheFirstAreOpen() throws InterruptedException {
        String first = fullest();
        Set<String> concerned = runningOn(first);
        Map<String, String> before = vms.starts();
        lose(first);
        awaitPlannedOutside(concerned, first);
        awaitStuck(concerned);
        pool.crashScheduler();
        vms.forceDelete(vms.pods(concerned));
        await().atMost(PATIENCE)
                .until(() -> vms.pods(concerned).size() == concerned.size()
                        && vms.pods(concerned).stream().allMatch(NodeLossIT::isOpen));

        String second = vms.planned(concerned.iterator().next());
        Set<String> alsoConcerned = runningOn(second);
        lose(second);
        Set<String> all = new TreeSet<>(concerned);
        all.addAll(alsoConcerned);
        awaitPlannedOutside(all, first, second);
        pool.startScheduler();
        awaitStuck(alsoConcerned);
        vms.forceDelete(vms.pods(alsoConcerned));
        awaitRestarted(all, before);
        quiet.await();
        assertThat(vms.running()).containsOnlyKeys(VMS);
        assertThat(vms.running().values()).doesNotContain(first, second);
        assertThat(vms.planned()).containsAllEntriesOf(vms.running());
    }

    /** The operator comes back to pods that wait, and to a ledger that has their VMs on hosts that are lost, planned there or running. */
    @Test
    void aSecondHostIsLostWhilePodsOfTheFirstWaitAtTheGate() {
        String first = fullest();
        Set<String> concerned = runningOn(first);
        Map<String, String> before = vms.starts();
        lose(first);
        awaitPlannedOutside(concerned, first);
        quiet.await();
        operator.close();
        awaitStuck(concerned);
        vms.forceDelete(vms.pods(concerned));
        awaitGated(concerned);

        String second = vms.planned(concerned.iterator().next());
        Set<String> alsoConcerned = runningOn(second);
        lose(second);
        awaitStuck(alsoConcerned);
        operator = pool.operate();
        awaitRestarted(concerned, before);
        vms.forceDelete(vms.pods(alsoConcerned));
        awaitRestarted(alsoConcerned, before);
        quiet.await();
        assertThat(vms.running()).containsOnlyKeys(VMS);
        assertThat(vms.running().values()).doesNotContain(first, second);
        assertThat(vms.planned()).containsAllEntriesOf(vms.running());
    }

    private static void awaitGated(Collection<String> names) {
        await().atMost(PATIENCE)
                .until(() -> vms.pods(names).size() == names.size()
                        && vms.pods(names).stream().allMatch(Gate::holds));
    }

    private static boolean isOpen(Pod pod) {
        return !Gate.holds(pod) && pod.getSpec().getNodeName() == null;
    }

    private static AccelNetNode host(String name) {
        return client.resources(AccelNetNode.class).withName(name).require();
    }

    private static void recreate(String name) {
        pool.hosts().stream().filter(host -> host.name().equals(name)).forEach(host -> host.create(client));
    }
}
