package io.accelnet.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.gather.volume.VolumeObjects;
import io.accelnet.operator.gather.volume.VolumeTrimming;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where pods can go. Volumes are read as the caches keep them. */
class PlacesOfPodsTest {
    private static final List<PersistentVolumeClaim> CLAIMS =
            read(PersistentVolumeClaim.class, """
            metadata: {namespace: shop, name: local}
            spec: {storageClassName: fast, volumeName: pv-local}
            ---
            metadata: {namespace: shop, name: zonal}
            spec: {storageClassName: fast, volumeName: pv-zonal}
            ---
            metadata: {namespace: shop, name: everywhere}
            spec: {storageClassName: left-zone, volumeName: pv-everywhere}
            ---
            metadata: {namespace: shop, name: without-volume}
            spec: {storageClassName: fast, volumeName: pv-gone}
            ---
            metadata: {namespace: shop, name: unbound}
            spec: {storageClassName: fast}
            ---
            metadata: {namespace: shop, name: unbound-left}
            spec: {storageClassName: left-zone}
            ---
            metadata: {namespace: shop, name: unbound-unknown}
            spec: {storageClassName: gone}
            ---
            metadata: {namespace: other, name: disk}
            spec: {volumeName: pv-local}
            """, VolumeTrimming::claim);

    private static final List<PersistentVolume> VOLUMES = read(PersistentVolume.class, """
            metadata: {name: pv-local}
            spec:
              nodeAffinity:
                required:
                  nodeSelectorTerms:
                    - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [host-3]}]
            ---
            metadata: {name: pv-zonal}
            spec:
              nodeAffinity:
                required:
                  nodeSelectorTerms:
                    - matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [right]}]
                    - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [host-1]}]
            ---
            metadata: {name: pv-everywhere}
            spec: {}
            """, VolumeTrimming::volume);

    private static final List<StorageClass> CLASSES = read(StorageClass.class, """
            metadata: {name: fast}
            ---
            metadata: {name: left-zone}
            allowedTopologies:
              - matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [left]}]
            """, VolumeTrimming::storageClass);

    @Test
    void aBoundClaimTiesItToWhereItsVolumeCanBeUsed() {
        assertThat(of("local")).contains(Set.of("n3"));
        assertThat(of("zonal")).contains(Set.of("n1", "n3", "n4"));
        assertThat(of("everywhere")).as("whatever its class says of others").isEmpty();
        assertThat(of("local", "zonal")).contains(Set.of("n3"));
    }

    @Test
    void aClaimThatIsNotBoundTiesItToWhereItsClassMakesVolumes() {
        assertThat(of("unbound")).isEmpty();
        assertThat(of("unbound-left")).contains(Set.of("n1", "n2"));
        assertThat(of("unbound-left", "local")).contains(Set.of());
    }

    @Test
    void whatIsNotKnownTiesNobody() {
        assertThat(of("nobodys", "without-volume", "unbound-unknown")).isEmpty();
        assertThat(of("disk")).as("that of another namespace").isEmpty();
        assertThat(new PlacesOfPods(world(VolumeObjects.NONE)).of(pod("{}", "local")))
                .isEmpty();
    }

    @Test
    void theRulesOfThePodCountToo() {
        assertThat(places().of(pod("{topology.kubernetes.io/zone: left}"))).contains(Set.of("n1", "n2"));
        assertThat(places().of(pod("{topology.kubernetes.io/zone: right}", "zonal")))
                .contains(Set.of("n3", "n4"));
        assertThat(places().ofVolumes(pod("{topology.kubernetes.io/zone: right}", "zonal")))
                .contains(Set.of("n1", "n3", "n4"));
        assertThat(places().of(pod("{kubernetes.io/os: linux}")))
                .as("all have it")
                .isEmpty();
    }

    private static Optional<Set<String>> of(String... claims) {
        return places().of(pod("{}", claims));
    }

    private static PlacesOfPods places() {
        return new PlacesOfPods(world(new VolumeObjects(CLAIMS, VOLUMES, CLASSES)));
    }

    private static ClusterObjects world(VolumeObjects volumes) {
        List<Node> nodes = Stream.of("1 left", "2 left", "3 right", "4 right")
                .map(each -> each.split(" ", 2))
                .map(each -> new NodeBuilder()
                        .withNewMetadata()
                        .withName("n" + each[0])
                        .withLabels(Map.of(
                                "kubernetes.io/hostname",
                                "host-" + each[0],
                                "kubernetes.io/os",
                                "linux",
                                "topology.kubernetes.io/zone",
                                each[1]))
                        .endMetadata()
                        .build())
                .toList();
        return new ClusterObjects(List.of(), List.of(), List.of(), List.of(), nodes, List.of()).with(volumes);
    }

    private static Pod pod(String nodeSelector, String... claims) {
        String volumes = Stream.of(claims)
                .map("{name: %1$s, persistentVolumeClaim: {claimName: %1$s}}"::formatted)
                .toList()
                .toString();
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {namespace: shop, name: virt-launcher-web}
                spec: {nodeSelector: %s, volumes: %s}
                """.formatted(nodeSelector, volumes), Pod.class);
    }

    private static <T> List<T> read(Class<T> type, String manifests, UnaryOperator<T> trim) {
        return Stream.of(manifests.split("---\n", -1))
                .map(manifest -> trim.apply(Serialization.unmarshal(manifest, type)))
                .toList();
    }
}
