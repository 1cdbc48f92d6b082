package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What has labels of VirtualMachines looked at: what may change what they ask for, and nothing else. */
class LabelNewsTest {
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Signal signal = new Signal();
    private final NamedVirtualMachines named = new NamedVirtualMachines();
    private final LabelNews news = new LabelNews(signal, named);

    @Test
    void virtualMachinesWithoutALabelAreNoNews() throws InterruptedException {
        news.came(machine("app: web"));
        news.changed(machine("app: web"), machine("app: shop"));
        news.came(instance("Running"));
        news.changed(instance("Running"), instance("Succeeded"));
        news.went(instance("Succeeded"));
        news.went(machine("app: web"));

        assertThat(isRaised()).isFalse();
    }

    @Test
    void aLabelThatComesChangesOrGoesIsNews() throws InterruptedException {
        news.came(machine("accelnet.io/performance: Low"));
        assertThat(isRaised()).isTrue();
        news.changed(machine("app: web"), machine("accelnet.io/performance: Low"));
        assertThat(isRaised()).isTrue();
        news.changed(machine("accelnet.io/performance: Low"), machine("accelnet.io/performance: High"));
        assertThat(isRaised()).isTrue();
        news.changed(
                machine("accelnet.io/performance: Low"),
                machine("accelnet.io/performance: Low, accelnet.io/port-policy: Different"));
        assertThat(isRaised()).isTrue();
        news.changed(machine("accelnet.io/performance: Low"), machine("app: web"));
        assertThat(isRaised()).isTrue();
        news.changed(machine("accelnet.io/performance: Low"), machine("accelnet.io/performance: Low, app: web"));
        assertThat(isRaised()).isFalse();
    }

    /** A cluster is changed when the VM is stopped. */
    @Test
    void theEndOfOneThatAnAccelNetVmNamesIsNews() throws InterruptedException {
        named.came(Objects.reference("shop", "web", "web"));

        news.changed(instance("Scheduled"), instance("Running"));
        assertThat(isRaised()).isFalse();
        news.changed(instance("Running"), instance("Failed"));
        assertThat(isRaised()).isTrue();
        news.went(instance("Running"));
        assertThat(isRaised()).isTrue();
    }

    /** One that takes the place of another may lack its label. */
    @Test
    void oneWithoutALabelIsNewsIfAnAccelNetVmNamesIt() throws InterruptedException {
        named.came(Objects.reference("shop", "web", "web"));

        news.came(machine("app: web"));

        assertThat(isRaised()).isTrue();
    }

    @Test
    void clustersAndAccelNetVmsThatComeAndGoAreNews() throws InterruptedException {
        news.came(Objects.cluster(50));
        assertThat(isRaised()).isTrue();
        news.went(Objects.cluster(50));
        assertThat(isRaised()).isTrue();
        news.came(Objects.vm("shop", "web"));
        assertThat(isRaised()).isTrue();
        news.went(Objects.vm("shop", "web"));
        assertThat(isRaised()).isTrue();
        news.changed(Objects.vm("shop", "web"), Objects.vm("shop", "web"));
        assertThat(isRaised()).isFalse();
        news.kindChanged();
        assertThat(isRaised()).isTrue();
    }

    private boolean isRaised() throws InterruptedException {
        return signal.await(Duration.ZERO);
    }

    private KubeVirtVirtualMachine machine(String labels) {
        KubeVirtVirtualMachine machine = serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: shop, name: web, labels: {%s}}
                """.formatted(labels), KubeVirtVirtualMachine.class);
        machine.trim();
        return machine;
    }

    private KubeVirtVirtualMachineInstance instance(String phase) {
        return serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachineInstance
                metadata: {namespace: shop, name: web}
                status: {phase: %s}
                """.formatted(phase), KubeVirtVirtualMachineInstance.class);
    }
}
