package io.accelnet.operator.gate;

import static io.accelnet.operator.gate.GatedCluster.PATIENCE;
import static io.accelnet.operator.gate.GatedCluster.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pod that requests virtual functions waits, and no tenant gets any around the gate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateIT {
    private static final String LIMITS = "resources: {limits: {openshift.io/vm_ports: 1}}";
    private static final String ONLY_THE_OPERATOR =
            "only system:serviceaccount:accelnet-system:accelnet-operator removes the scheduling gate";

    private final GatedCluster cluster = GatedCluster.start();
    private final KubernetesClient tenant = cluster.tenant();

    GateIT() throws IOException, InterruptedException {}

    @AfterAll
    void stop() {
        cluster.close();
    }

    @AfterEach
    void clear() {
        cluster.admin().pods().inNamespace(Pods.NAMESPACE).withGracePeriod(0).delete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containers: [{name: a, image: none, " + LIMITS + "}]",
                "containers: [{name: a, image: none}, {name: b, image: none, " + LIMITS + "}]",
                "containers: [{name: a, image: none}]\ninitContainers: [{name: b, image: none, " + LIMITS + "}]",
                "containers: [{name: a, image: none}]\n"
                        + "initContainers: [{name: b, image: none, restartPolicy: Always, " + LIMITS + "}]",
                "containers: [{name: a, image: none, resources: {requests: {example.com/vfs: 2}, limits: {example.com/vfs: 2}}}]",
                "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                        + "{matchFields: [{key: metadata.name, operator: In, values: [as-daemon-sets-do]}]}]}}}\n"
                        + "containers: [{name: a, image: none, " + LIMITS + "}]",
                "schedulingGates: [{name: example.com/other}]\ncontainers: [{name: a, image: none, " + LIMITS + "}]",
                "schedulingGates: [{name: accelnet.io/virtual-functions}]\ncontainers: [{name: a, image: none, "
                        + LIMITS + "}]"
            })
    void aPodThatRequestsAListedResourceWaits(String spec) {
        Pod asked = Pods.of("vm", spec);

        List<PodSchedulingGate> gates =
                tenant.resource(asked).create().getSpec().getSchedulingGates();

        assertThat(gates)
                .extracting(PodSchedulingGate::getName)
                .containsOnlyOnce(Gate.NAME)
                .containsAll(asked.getSpec().getSchedulingGates().stream()
                        .map(PodSchedulingGate::getName)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containers: [{name: a, image: none}]",
                "containers: [{name: a, image: none, resources: {requests: {cpu: 1}}}]",
                "containers: [{name: a, image: none, resources: {limits: {openshift.io/other_ports: 1}}}]",
                "containers: [{name: a, image: none, resources: {limits: {openshift.io/vm_ports: 0}}}]",
                "nodeName: node-1\ncontainers: [{name: a, image: none}]"
            })
    void anyOtherPodGoesItsWay(String spec) {
        assertThat(tenant.resource(Pods.of("other", spec)).create().getSpec().getSchedulingGates())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-system", InstalledOperator.NAMESPACE})
    void thePodsThatRunTheClusterDoNotWait(String namespace) {
        Pod pod = new PodBuilder(Pods.requesting("system"))
                .editMetadata()
                .withNamespace(namespace)
                .endMetadata()
                .editSpec()
                .editFirstContainer()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile(null, "RuntimeDefault")
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();

        assertThat(cluster.admin().resource(pod).dryRun().create().getSpec().getSchedulingGates())
                .isEmpty();
    }

    /** As KubeVirt's interfaces get their request: from somebody who changes the pod after us. */
    @Test
    void aRequestThatIsAddedLaterIsSeen() {
        var injector = cluster.admin()
                .load(GateIT.class.getResourceAsStream("/gate/injector.yaml"))
                .serverSideApply();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Pod pod = tenant.resource(new PodBuilder(Pods.plain("late"))
                                .editMetadata()
                                .addToLabels("inject", "here")
                                .endMetadata()
                                .build())
                        .dryRun()
                        .create();
                assertThat(pod.getSpec()
                                .getContainers()
                                .getFirst()
                                .getResources()
                                .getLimits())
                        .containsKey(Pods.RESOURCE);
                assertThat(Gate.holds(pod)).isTrue();
            });
        } finally {
            injector.forEach(object -> cluster.admin().resource(object).delete());
        }
    }

    /** Which would say so in their statuses, as kube-controller-manager finds it. */
    @Test
    void theExpressionsFitPods() {
        var policies = cluster.admin().admissionRegistration().v1().validatingAdmissionPolicies();

        for (String name : List.of("accelnet-gate", "accelnet-fence")) {
            await().atMost(PATIENCE)
                    .until(() -> Optional.ofNullable(
                                    policies.withName(name).get().getStatus())
                            .map(ValidatingAdmissionPolicyStatus::getTypeChecking)
                            .isPresent());
            assertThat(policies.withName(name)
                            .get()
                            .getStatus()
                            .getTypeChecking()
                            .getExpressionWarnings())
                    .as(name)
                    .isEmpty();
        }
    }

    /** A policy may spend so much on one pod; a large one is judged all the same. */
    @Test
    void aPodOfManyContainersWaits() {
        String containers = IntStream.range(0, 300)
                .mapToObj(i -> "{name: c" + i + ", image: none, resources: {requests: {cpu: 1m}, limits: {cpu: 1}}}")
                .collect(Collectors.joining(", "));

        assertThat(Gate.holds(tenant.resource(Pods.of(
                                "large", "containers: [" + containers + ", {name: vf, image: none, " + LIMITS + "}]"))
                        .create()))
                .isTrue();
    }

    @Test
    void aNodeMayNotBeNamedInsteadOfWaiting() {
        assertRefused(
                () -> tenant.resource(Pods.requesting("vm", "nodeName: node-1")).create(),
                "the pod requests openshift.io/vm_ports and names the node node-1: it would take virtual functions that are"
                        + " kept for others. Remove spec.nodeName;");
    }

    @Test
    void aMirrorOfAStaticPodIsForItsNodeOnly() {
        Pod mirror = new PodBuilder(Pods.requesting("mirror", "nodeName: node-1"))
                .editMetadata()
                .addToAnnotations("kubernetes.io/config.mirror", "1")
                .endMetadata()
                .build();

        assertRefused(() -> tenant.resource(mirror).create(), "names the node node-1");
        assertThat(cluster.kubelet("node-1").resource(mirror).create().getSpec().getNodeName())
                .isEqualTo("node-1");
    }

    @Test
    void aPodStaysThePodOfWhatMadeIt() {
        String belongs = "and it stays the pod of what made it";
        tenant.resource(new PodBuilder(Pods.requesting("vm"))
                        .editMetadata()
                        .addToLabels("kubevirt.io/created-by", "uid-of-the-instance")
                        .addToLabels("kept-by", "anybody")
                        .addNewOwnerReference()
                        .withApiVersion("kubevirt.io/v1")
                        .withKind("VirtualMachineInstance")
                        .withName("vm")
                        .withUid("uid-of-the-instance")
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();

        for (String change : List.of(
                "{'op': 'remove', 'path': '/metadata/labels/kubevirt.io~1created-by'}",
                "{'op': 'replace', 'path': '/metadata/labels/kubevirt.io~1created-by', 'value': 'another'}",
                "{'op': 'add', 'path': '/metadata/labels/kubevirt.io~1migrationJobUID', 'value': 'another'}",
                "{'op': 'remove', 'path': '/metadata/ownerReferences'}",
                "{'op': 'replace', 'path': '/metadata/ownerReferences/0/controller', 'value': false}")) {
            assertRefused(() -> patch(tenant, "[" + change + "]"), belongs);
            assertRefused(() -> patch(cluster.admin(), "[" + change + "]"), belongs);
        }
        patch(tenant, "[{'op': 'remove', 'path': '/metadata/labels/kept-by'}]");
    }

    @Test
    void theGateIsTheOperatorsToRemove() {
        Pod pod = tenant.resource(Pods.requesting("vm")).create();
        Pod without = new PodBuilder(pod)
                .editSpec()
                .withSchedulingGates(List.of())
                .endSpec()
                .build();
        without.getMetadata().setManagedFields(List.of());

        assertRefused(() -> tenant.resource(without).update(), ONLY_THE_OPERATOR);
        // Server-side apply takes from a list only what the same manager has put there.
        tenant.resource(without).forceConflicts().serverSideApply();
        assertRefused(() -> patch(tenant, "[{'op': 'remove', 'path': '/spec/schedulingGates'}]"), ONLY_THE_OPERATOR);
        assertRefused(
                () -> patch(cluster.admin(), "[{'op': 'remove', 'path': '/spec/schedulingGates/0'}]"),
                ONLY_THE_OPERATOR);
        assertRefused(
                () -> patch(
                        tenant,
                        "[{'op': 'replace', 'path': '/spec/schedulingGates/0/name', 'value': 'example.com/other'}]"),
                "only deletion is allowed");
        assertThat(Gate.holds(cluster.read("vm"))).isTrue();
    }

    @Test
    void whoeverHasAGateByMistakeMayRemoveIt() {
        tenant.resource(
                        Pods.of(
                                "vm",
                                "schedulingGates: [{name: accelnet.io/virtual-functions}]\ncontainers: [{name: a, image: none}]"))
                .create();

        assertThat(patch(tenant, "[{'op': 'remove', 'path': '/spec/schedulingGates/0'}]")
                        .getSpec()
                        .getSchedulingGates())
                .isEmpty();
    }

    @Test
    void whatElseAPodCanBeChangedInIsLeftToItsOwner() {
        tenant.resource(Pods.requesting("vm")).create();

        assertThat(patch(tenant, "[{'op': 'add', 'path': '/metadata/labels', 'value': {'a': 'b'}}]")
                        .getMetadata()
                        .getLabels())
                .containsEntry("a", "b");
        assertThat(patch(tenant, "[{'op': 'add', 'path': '/spec/nodeSelector', 'value': {'zone': 'a'}}]")
                        .getSpec()
                        .getNodeSelector())
                .containsEntry("zone", "a");
    }

    /** A pod asks for its resources when it is created. What changes pods later, even as administrator, can't add any. */
    @Test
    void aRequestCannotBeAddedAfterwards() {
        KubernetesClient admin = cluster.admin();
        Pod plain = admin.resource(Pods.plain("vm")).create();
        Quantity one = new Quantity("1");

        assertRefused(
                () -> patch(
                        admin,
                        "[{'op': 'add', 'path': '/spec/containers/0/resources', 'value': {'limits': {'openshift.io/vm_ports': 1}}}]"),
                "pod updates may not change fields other than");
        assertRefused(
                () -> subresource(
                        admin,
                        "resize",
                        new PodBuilder(plain)
                                .editSpec()
                                .editFirstContainer()
                                .withNewResources()
                                .addToLimits(Pods.RESOURCE, one)
                                .addToRequests(Pods.RESOURCE, one)
                                .endResources()
                                .endContainer()
                                .endSpec()
                                .build()),
                "");
        assertRefused(
                () -> subresource(
                        admin,
                        "ephemeralcontainers",
                        new PodBuilder(plain)
                                .editSpec()
                                .addNewEphemeralContainer()
                                .withName("debug")
                                .withImage("none")
                                .withNewResources()
                                .addToLimits(Pods.RESOURCE, one)
                                .addToRequests(Pods.RESOURCE, one)
                                .endResources()
                                .endEphemeralContainer()
                                .endSpec()
                                .build()),
                "cannot be set for an Ephemeral Container");
        assertRefused(
                () -> admin.resource(
                                Pods.of(
                                        "whole",
                                        "resources: {limits: {openshift.io/vm_ports: 1}}\ncontainers: [{name: a, image: none}]"))
                        .create(),
                "openshift.io/vm_ports");
    }

    @Test
    void noSubresourceRemovesTheGateOrBindsThePod() {
        KubernetesClient admin = cluster.admin();
        Pod pod = tenant.resource(Pods.requesting("vm")).create();
        Pod without = new PodBuilder(pod)
                .editSpec()
                .withSchedulingGates(List.of())
                .withNodeName("node-1")
                .endSpec()
                .build();

        for (String name : List.of("status", "resize", "ephemeralcontainers")) {
            without.getMetadata()
                    .setResourceVersion(cluster.read("vm").getMetadata().getResourceVersion());
            subresource(admin, name, without);
            assertThat(Gate.holds(cluster.read("vm"))).as(name).isTrue();
        }
        assertRefused(
                () -> admin.raw("/api/v1/namespaces/shop/pods/vm/binding", "POST", """
                        {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "vm"}, "target": {"kind": "Node", "name": "node-1"}}"""),
                "non-empty .spec.schedulingGates");
        assertThat(cluster.read("vm").getSpec().getNodeName()).isNull();
    }

    private static void subresource(KubernetesClient client, String name, Pod pod) {
        client.raw(
                "/api/v1/namespaces/" + Pods.NAMESPACE + "/pods/"
                        + pod.getMetadata().getName() + "/" + name,
                "PUT",
                Serialization.asJson(pod));
    }

    private static Pod patch(KubernetesClient client, String operations) {
        return client.pods()
                .inNamespace(Pods.NAMESPACE)
                .withName("vm")
                .patch(PatchContext.of(PatchType.JSON), operations.replace('\'', '"'));
    }
}
