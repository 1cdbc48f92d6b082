package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.gather.pod.PodTrimming;
import io.accelnet.operator.gather.volume.VolumeTrimming;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySelectorLabelRequirement;
import io.fabric8.kubernetes.api.model.TopologySelectorTermBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which news can't wait: that by which a VM may have lost what it has, or may need it elsewhere. */
class CacheNewsTest {
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
    void vmsThatComeAndGoMayWait() throws InterruptedException {
        news.created(vm(Performance.LOW, null));
        assertThatItMayWait();

        news.deleted(vm(Performance.LOW, null));
        assertThatItMayWait();
    }

    @Test
    void aVmThatWantsSomethingElseMayWait() throws InterruptedException {
        news.updated(vm(Performance.LOW, "node-1"), vm(Performance.HIGH, "node-1"));

        assertThatItMayWait();
    }

    @Test
    void aVmThatHasMovedMayNot() throws InterruptedException {
        news.updated(vm(Performance.LOW, "node-1"), vm(Performance.LOW, "node-2"));

        assertThatItMayNotWait();
    }

    @Test
    void aNewHostMayWait() throws InterruptedException {
        news.created(node(Availability.AVAILABLE));

        assertThatItMayWait();
    }

    @Test
    void whatAHostCanDoMayNot() throws InterruptedException {
        news.updated(node(Availability.AVAILABLE), node(Availability.DOWN));
        assertThatItMayNotWait();
        assertThat(signal.takeAlert()).isTrue();

        news.deleted(node(Availability.DOWN));
        assertThatItMayNotWait();
        assertThat(signal.takeAlert()).isTrue();
    }

    @Test
    void whetherAKubernetesNodeIsReadyMayNot() throws InterruptedException {
        news.updated(kubernetesNode("True"), kubernetesNode("False"));

        assertThatItMayNotWait();
    }

    /** VMs' own rules speak of them; nobody loses anything meanwhile. */
    @Test
    void labelsOfAKubernetesNodeMayWait() throws InterruptedException {
        Node relabelled = kubernetesNode("True");
        relabelled.getMetadata().setLabels(Map.of("zone", "b"));
        news.updated(kubernetesNode("True"), relabelled);

        assertThatItMayWait();
        news.updated(kubernetesNode("False"), relabelled);
        assertThatItMayNotWait();
    }

    @Test
    void aPodThatRequestsNothingIsNoNews() throws InterruptedException {
        Pod bare = PodTrimming.trim(pod("1", "node-1", "pods"), Set.of("example.com/vm_ports"));
        news.created(bare);
        news.updated(bare, PodTrimming.trim(pod("2", "node-2", "pods"), Set.of("example.com/vm_ports")));
        news.deleted(bare);

        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    /** Volumes of others come and go all the time. */
    @Test
    void volumesAreNoNewsWhileNoPodWaitsForThem() throws InterruptedException {
        news.created(ours("1", null));
        assertThatItMayWait();
        tellOfVolumes();
        assertThat(signal.await(Duration.ZERO)).isFalse();

        news.created(withDisk("disk", null));
        assertThatItMayWait();
        news.created(claim("other", "pv-1"));
        news.updated(claim("other", "pv-1"), claim("other", "pv-2"));
        news.deleted(claim("other", "pv-2"));
        news.updated(claim("disk", "pv-1"), claim("disk", "pv-1"));
        news.updated(volume("a"), volume("a"));
        news.updated(storageClass("a"), storageClass("a"));
        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    /** It was told that its volumes leave no node: whoever changes them expects that it starts. */
    @Test
    void volumesOfAPodThatWaitsAreNews() throws InterruptedException {
        news.created(withDisk("disk", null));
        assertThatItMayWait();

        news.created(claim("disk", null));
        assertThatItMayWait();
        news.updated(claim("disk", null), claim("disk", "pv-1"));
        assertThatItMayWait();
        news.deleted(claim("disk", "pv-1"));
        assertThatItMayWait();
        news.created(volume("a"));
        assertThatItMayWait();
        news.updated(volume("a"), volume("b"));
        assertThatItMayWait();
        news.deleted(volume("b"));
        assertThatItMayWait();
        news.created(storageClass("a"));
        assertThatItMayWait();
        news.updated(storageClass("a"), storageClass("b"));
        assertThatItMayWait();
        news.deleted(storageClass("b"));
        assertThatItMayWait();
    }

    @Test
    void volumesAreNoNewsAnyLongerOnceThePodIsBoundOrGone() throws InterruptedException {
        Pod bound = withDisk("disk", "node-1");
        news.created(withDisk("disk", null));
        news.updated(withDisk("disk", null), bound);
        assertThat(signal.await(Duration.ZERO)).isTrue();
        tellOfVolumes();
        assertThat(signal.await(Duration.ZERO)).isFalse();

        news.created(withDisk("disk", null));
        news.deleted(withDisk("disk", null));
        assertThat(signal.await(Duration.ZERO)).isTrue();
        tellOfVolumes();
        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    /** All pods are listed once more when an intent names another resource, and the former watch knows only the name of some. */
    @Test
    void aPodThatComesTwiceStillWaitsWhenTheFormerWatchTellsOfItAndNotWhenItIsGone() throws InterruptedException {
        Pod bare = PodTrimming.trim(pod("1", null, "vm_ports"), Set.of());
        news.created(withDisk("disk", null));
        news.created(withDisk("disk", null));
        news.updated(bare, bare);
        assertThat(signal.await(Duration.ZERO)).isTrue();
        news.created(claim("disk", "pv-1"));
        assertThatItMayWait();

        news.deleted(withDisk("disk", null));
        assertThat(signal.await(Duration.ZERO)).isTrue();
        tellOfVolumes();
        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    private void tellOfVolumes() {
        for (HasMetadata object : List.of(claim("disk", "pv-1"), volume("a"), storageClass("a"))) {
            news.created(object);
            news.deleted(object);
        }
        news.updated(claim("disk", null), claim("disk", "pv-1"));
        news.updated(volume("a"), volume("b"));
        news.updated(storageClass("a"), storageClass("b"));
    }

    private static Pod withDisk(String claim, @Nullable String node) {
        return PodTrimming.trim(
                new PodBuilder(pod("1", node, "vm_ports"))
                        .editSpec()
                        .addNewVolume()
                        .withName("root")
                        .withNewPersistentVolumeClaim(claim, null)
                        .endVolume()
                        .endSpec()
                        .build(),
                Set.of("example.com/vm_ports"));
    }

    private static PersistentVolumeClaim claim(String name, @Nullable String volume) {
        return VolumeTrimming.claim(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace("tenant")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withVolumeName(volume)
                .endSpec()
                .build());
    }

    /** One that can be used in a zone. */
    private static PersistentVolume volume(String zone) {
        return VolumeTrimming.volume(new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pv-1")
                .endMetadata()
                .withNewSpec()
                .withNewNodeAffinity()
                .withNewRequired()
                .addNewNodeSelectorTerm()
                .addToMatchExpressions(new NodeSelectorRequirement("zone", "In", List.of(zone)))
                .endNodeSelectorTerm()
                .endRequired()
                .endNodeAffinity()
                .endSpec()
                .build());
    }

    private static StorageClass storageClass(String zone) {
        return VolumeTrimming.storageClass(new StorageClassBuilder()
                .withNewMetadata()
                .withName("fast")
                .endMetadata()
                .withAllowedTopologies(new TopologySelectorTermBuilder()
                        .addToMatchLabelExpressions(new TopologySelectorLabelRequirement("zone", List.of(zone)))
                        .build())
                .build());
    }

    @Test
    void aVmsPodThatMayMissItsRequestIsNewsUntilItRuns() throws InterruptedException {
        Pod starting = launcher("1", "Pending");
        news.created(starting);
        assertThatItMayWait();

        news.updated(starting, launcher("2", "Pending"));
        news.updated(starting, launcher("3", "Running"));
        news.deleted(launcher("4", "Running"));

        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    private static Pod launcher(String version, String phase) {
        return PodTrimming.trim(
                new PodBuilder(pod(version, "node-1", "pods"))
                        .editMetadata()
                        .withLabels(Map.of("kubevirt.io/created-by", "vmi-1"))
                        .withAnnotations(Map.of("k8s.v1.cni.cncf.io/networks", "[{\"name\": \"fast\"}]", "at", version))
                        .withOwnerReferences(new OwnerReference(
                                "kubevirt.io/v1", null, true, "VirtualMachineInstance", "web", "vmi-1"))
                        .endMetadata()
                        .editStatus()
                        .withPhase(phase)
                        .endStatus()
                        .build(),
                Set.of("example.com/vm_ports"));
    }

    @Test
    void thatAPodIsBoundMayNotWaitAndAHeartbeatIsNoNews() throws InterruptedException {
        news.created(ours("1", null));
        assertThatItMayWait();
        news.updated(ours("1", null), ours("2", null));
        assertThat(signal.await(Duration.ZERO)).isFalse();
        news.updated(ours("2", null), ours("3", "node-1"));
        assertThatItMayNotWait();
        // Thousands may be bound while thousands more are being opened.
        assertThat(signal.takeAlert()).isFalse();
        news.deleted(ours("3", "node-1"));
        assertThatItMayWait();
    }

    private static Pod ours(String version, @Nullable String node) {
        return PodTrimming.trim(pod(version, node, "vm_ports"), Set.of("example.com/vm_ports"));
    }

    private static Pod pod(String version, @Nullable String node, String resource) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("tenant")
                .withName("pod-1")
                .withResourceVersion(version)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withNewResources()
                .addToLimits("example.com/" + resource, new Quantity("1"))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withLastProbeTime(version)
                .endCondition()
                .addNewCondition()
                .withType("Ready")
                .withMessage(version)
                .endCondition()
                .endStatus()
                .build();
    }

    private void assertThatItMayWait() throws InterruptedException {
        assertThat(signal.await(Duration.ZERO)).isTrue();
        assertThat(signal.takeUrgency()).isFalse();
    }

    private void assertThatItMayNotWait() throws InterruptedException {
        assertThat(signal.await(Duration.ZERO)).isTrue();
        assertThat(signal.takeUrgency()).isTrue();
    }

    private static AccelNetVM vm(Performance performance, @Nullable String node) {
        return changed(Objects.vm("tenant", "vm-1", performance, List.of("nic-1"), node), performance + "" + node);
    }

    private static AccelNetNode node(Availability availability) {
        return changed(Objects.with(Objects.node("node-1", 4), availability), availability.name());
    }

    /** With each spec there is another generation. */
    private static <T extends HasMetadata> T changed(T object, String spec) {
        object.getMetadata().setUid("uid");
        object.getMetadata().setGeneration((long) spec.hashCode());
        return object;
    }

    private static Node kubernetesNode(String ready) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("node-1")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build();
    }
}
