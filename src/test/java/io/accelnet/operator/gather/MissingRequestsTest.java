package io.accelnet.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.NetworkAttachmentDefinition;
import io.accelnet.operator.gather.pod.PodTrimming;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.outcome.PodPlans.Note;
import io.accelnet.plan.outcome.PodReason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** VMs' pods that don't request what their networks hand out. */
class MissingRequestsTest {
    private static final String RESOURCE = "example.com/vm_ports";
    private static final String ONE_NETWORK =
            "[{\"name\": \"fast\", \"namespace\": \"shop\", \"interface\": \"pod16477688c0e\"}]";
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              namespace: shop
              name: launcher
              uid: pod-1
              labels: {kubevirt.io/created-by: vmi-1}
              annotations: {k8s.v1.cni.cncf.io/networks: '%s'}
              ownerReferences:
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, name: web, uid: vmi-1, controller: true}
            spec:
              containers: [{name: compute, resources: {limits: {memory: 2Gi}}}]
            status: {phase: Pending}
            """.formatted(ONE_NETWORK);

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void aPodThatRequestsNothingOfItsNetworkIsToldWhatIsMissing() {
        assertThat(notes(POD)).singleElement().satisfies(note -> {
            assertThat(note.pod().uid()).isEqualTo("pod-1");
            assertThat(note.reason()).isEqualTo(PodReason.REQUEST_MISSING);
            assertThat(note.message())
                    .startsWith("Pod launcher is to be connected to 1 virtual function of example.com/vm_ports"
                            + " (NetworkAttachmentDefinition shop/fast), and requests none.")
                    .contains("network-resources-injector", "in namespace shop");
        });
    }

    @Test
    void soIsOneThatRequestsTooLittle() {
        String twice = POD.replace(ONE_NETWORK, ONE_NETWORK.replace("]", ", {\"name\": \"fast\"}]"))
                .replace("memory: 2Gi", "memory: 2Gi, example.com/vm_ports: \"1\"");

        assertThat(notes(twice))
                .singleElement()
                .satisfies(note -> assertThat(note.message())
                        .startsWith("Pod launcher is to be connected to 2 virtual functions")
                        .contains("and requests 1."));
        assertThat(notes(twice.replace("vm_ports: \"1\"", "vm_ports: \"2\""))).isEmpty();
    }

    @Test
    void nothingIsSaidOfOthers() {
        // It runs: networks that are plugged in later come with a migration.
        assertThat(notes(POD.replace("Pending", "Running"))).isEmpty();
        assertThat(notes(POD.replace("Pending", "Failed"))).isEmpty();
        assertThat(notes(POD.replace("uid: pod-1", "uid: pod-1\n  deletionTimestamp: \"2026-01-01T00:00:00Z\"")))
                .isEmpty();
        // It is no VM's.
        assertThat(notes(POD.replace("VirtualMachineInstance", "ReplicaSet"))).isEmpty();
        // Networks of no intent, of another namespace, or that nobody can read.
        for (String networks : List.of(
                ONE_NETWORK.replace("fast", "slow"), ONE_NETWORK.replace("shop", "stock"), "fast", "[", "[7, {}]")) {
            assertThat(notes(POD.replace(ONE_NETWORK, networks))).as(networks).isEmpty();
        }
    }

    private List<Note> notes(String manifest) {
        Pod pod = serialization.unmarshal(manifest, Pod.class);
        return MissingRequests.of(new ClusterObjects(
                        List.of(Objects.intent(RESOURCE)), List.of(), List.of(), List.of(), List.of(), List.of())
                .with(KubeVirtObjects.of(List.of(network("fast", RESOURCE), network("slow", "example.com/others"))))
                .with(RequestingPods.of(List.of(PodTrimming.trim(pod, Set.of(RESOURCE))))));
    }

    private NetworkAttachmentDefinition network(String name, String resource) {
        return serialization.unmarshal(
                "metadata: {namespace: shop, name: " + name + ", annotations: {k8s.v1.cni.cncf.io/resourceName: "
                        + resource + "}}",
                NetworkAttachmentDefinition.class);
    }
}
