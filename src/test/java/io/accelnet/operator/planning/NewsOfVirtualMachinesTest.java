package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.operator.gather.kubevirt.NetworkAttachmentDefinition;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What of VirtualMachines wakes the planner: what a plan may be made from, and nothing else. */
class NewsOfVirtualMachinesTest {
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Signal signal = new Signal();
    private final Signal hosts = new Signal();
    private final Assumed assumed = new Assumed();
    private final CacheNews news = new CacheNews(
            signal,
            hosts,
            assumed,
            new ChangeQueue(signal, assumed, () -> true, () -> Instant.EPOCH),
            new Departures(() -> true),
            new Signal());

    @Test
    void aVirtualMachineThatNobodyNamesIsNoNews() throws InterruptedException {
        news.created(reference("for-web", "web"));
        assertThat(isRaised()).isTrue();

        news.created(machine("other"));
        news.updated(instance("other", "host-1"), instance("other", "host-2"));
        news.deleted(machine("other"));
        assertThat(isRaised()).isFalse();

        news.created(machine("web"));
        assertThat(isRaised()).isTrue();
        news.updated(instance("web", "host-1"), instance("web", "host-2"));
        assertThat(isRaised()).isTrue();
        news.deleted(instance("web", "host-2"));
        assertThat(isRaised()).isTrue();
    }

    @Test
    void itIsNamedAsLongAsSomebodyNamesIt() throws InterruptedException {
        news.created(reference("first", "web"));
        news.created(reference("second", "web"));
        news.deleted(reference("first", "web"));
        assertThat(isRaised()).isTrue();
        news.created(machine("web"));
        assertThat(isRaised()).isTrue();

        news.deleted(reference("second", "web"));
        assertThat(isRaised()).isTrue();
        news.created(machine("web"));
        assertThat(isRaised()).isFalse();
    }

    @Test
    void anAccelNetVmMadeAnewUnderItsNameMayNameAnother() throws InterruptedException {
        news.created(reference("for-web", "web"));
        news.updated(reference("for-web", "web"), reference("for-web", "cache"));
        isRaised();

        news.created(machine("web"));
        assertThat(isRaised()).isFalse();
        news.created(machine("cache"));
        assertThat(isRaised()).isTrue();
    }

    @Test
    void whatIsNotReadIsNoNews() throws InterruptedException {
        news.created(reference("for-web", "web"));
        isRaised();
        KubeVirtVirtualMachineInstance later = instance("web", "host-1");
        later.getMetadata().setResourceVersion("2");
        later.getMetadata().setGeneration(2L);

        news.updated(instance("web", "host-1"), later);

        assertThat(isRaised()).isFalse();
    }

    /** A plan asks whether the VM is stopped. What else it is doing makes no other one. */
    @Test
    void ofWhatAVmIsDoingOnlyIsNewsWhetherItIsStopped() throws InterruptedException {
        news.created(reference("for-web", "web"));
        isRaised();

        news.updated(doing("Starting"), doing("Running"));
        assertThat(isRaised()).isFalse();
        news.updated(doing("Running"), doing("Stopped"));
        assertThat(isRaised()).isTrue();
    }

    @Test
    void aNetworkIsNewsIfItsResourceChanges() throws InterruptedException {
        news.created(network("a"));
        assertThat(isRaised()).isTrue();
        news.updated(network("a"), network("a"));
        assertThat(isRaised()).isFalse();
        news.updated(network("a"), network("b"));
        assertThat(isRaised()).isTrue();
    }

    @Test
    void onlyAVmThatHasMovedCannotWait() throws InterruptedException {
        news.created(reference("for-web", "web"));
        signal.takeUrgency();
        news.created(machine("web"));
        news.created(instance("web", "host-1"));
        news.created(network("a"));
        news.updated(network("a"), network("b"));
        assertThat(isRaised()).isTrue();
        assertThat(signal.takeUrgency()).isFalse();

        news.updated(instance("web", "host-1"), instance("web", "host-2"));
        assertThat(signal.takeUrgency()).isTrue();
    }

    @Test
    void aKindThatComesOrGoesIsNews() throws InterruptedException {
        news.kindChanged();

        assertThat(isRaised()).isTrue();
    }

    private boolean isRaised() throws InterruptedException {
        return signal.await(Duration.ZERO);
    }

    private static AccelNetVM reference(String name, String virtualMachine) {
        AccelNetVM vm = Objects.reference("shop", name, virtualMachine);
        vm.getMetadata().setUid(name + virtualMachine);
        return vm;
    }

    private KubeVirtVirtualMachine machine(String name) {
        return read("metadata: {namespace: shop, name: " + name + "}", KubeVirtVirtualMachine.class);
    }

    private KubeVirtVirtualMachine doing(String what) {
        return read(
                "metadata: {namespace: shop, name: web}\nstatus: {printableStatus: " + what + "}",
                KubeVirtVirtualMachine.class);
    }

    private KubeVirtVirtualMachineInstance instance(String name, String node) {
        return read(
                "metadata: {namespace: shop, name: " + name + "}\nstatus: {phase: Running, nodeName: " + node + "}",
                KubeVirtVirtualMachineInstance.class);
    }

    private NetworkAttachmentDefinition network(String resource) {
        return read(
                "metadata: {namespace: shop, name: fast, annotations: {k8s.v1.cni.cncf.io/resourceName: example.com/"
                        + resource + "}}",
                NetworkAttachmentDefinition.class);
    }

    private <T extends ReferencedObject<?, ?>> T read(String manifest, Class<T> type) {
        T object = serialization.unmarshal("---\n" + manifest, type);
        object.trim();
        return object;
    }
}
