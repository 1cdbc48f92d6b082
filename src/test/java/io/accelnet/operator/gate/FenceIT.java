package io.accelnet.operator.gate;

import static io.accelnet.operator.gate.GatedCluster.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.accelnet.plan.outcome.PodPlans;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fence around the operator holds whatever rights its service account has. Here it has all that there are, and every refusal below is
 * the fence's or Kubernetes' own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FenceIT {
    /** What all rules are tried on: terms of both kinds, preferences, another gate, other affinity. */
    private static final String WITH_EVERYTHING = """
            schedulingGates: [{name: example.com/other}]
            affinity:
              podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [
                {weight: 1, podAffinityTerm: {topologyKey: zone, labelSelector: {}}}]}
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [
                  {matchExpressions: [{key: zone, operator: In, values: [a]}]},
                  {matchFields: [{key: metadata.name, operator: NotIn, values: [host-9]}]},
                  {}]}
                preferredDuringSchedulingIgnoredDuringExecution: [
                  {weight: 3, preference: {matchExpressions: [{key: disk, operator: Exists}]}}]
            """;

    private static final String REQUIRED =
            "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms";
    private static final String PREFERRED =
            "/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final GatedCluster cluster = GatedCluster.start();
    private final KubernetesClient operator = cluster.almightyOperator();
    private final PodWriter writer = new PodWriter(operator);

    FenceIT() throws IOException, InterruptedException {}

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
                "",
                WITH_EVERYTHING,
                "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{}]}}}",
                "nodeSelector: {zone: a}\ntolerations: [{operator: Exists}]",
                "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ["
                        + "{topologyKey: zone, labelSelector: {}}]}}",
                "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: ["
                        + "{weight: 3, preference: {matchExpressions: [{key: disk, operator: Exists}]}}]}}"
            })
    void aPodIsOpened(String spec) {
        Pod before = create(Pods.requesting("vm", spec));

        assertThat(writer.open(opening(before), FenceIT::always)).isEqualTo(new PodWritten.Done());

        Pod after = cluster.read("vm");
        assertThat(Gate.holds(after)).isFalse();
        assertThat(terms(after))
                .isNotEmpty()
                .allSatisfy(term -> assertThat(term.getMatchExpressions().isEmpty()
                                || term.getMatchExpressions()
                                        .getLast()
                                        .getValues()
                                        .equals(List.of("host-1", "host-2")))
                        .isTrue());
    }

    @Test
    void theOperatorsOwnRightsAreEnough() {
        cluster.admin()
                .rbac()
                .clusterRoleBindings()
                .withName("almighty-operator")
                .delete();
        PodWriter humble = new PodWriter(cluster.operator());
        Pod pod = create(Pods.requesting("vm"));
        try {
            assertThat(humble.open(opening(pod), FenceIT::always)).isEqualTo(new PodWritten.Done());
            assertThat(humble.delete(planned(pod), FenceIT::always)).isEqualTo(new PodWritten.Done());
            assertThat(cluster.read("vm")).isNull();
        } finally {
            cluster.almightyOperator();
        }
    }

    @Test
    void aPodIsOpenedOnce() {
        Pod pod = create(Pods.requesting("vm"));

        assertThat(writer.open(opening(pod), FenceIT::always)).isEqualTo(new PodWritten.Done());
        assertThat(writer.open(opening(pod), FenceIT::always)).isEqualTo(new PodWritten.Superseded());
    }

    @Test
    void whatWasMadeAnewIsAnotherPod() {
        Pod old = create(Pods.requesting("vm"));
        cluster.admin().resource(old).withGracePeriod(0).delete();
        assertThat(writer.open(opening(old), FenceIT::always)).isEqualTo(new PodWritten.Gone());
        assertThat(writer.delete(planned(old), FenceIT::always)).isEqualTo(new PodWritten.Gone());

        create(Pods.requesting("vm"));

        assertThat(writer.open(opening(old), FenceIT::always)).isEqualTo(new PodWritten.Gone());
        assertThat(writer.delete(planned(old), FenceIT::always)).isEqualTo(new PodWritten.Gone());
        assertThat(Gate.holds(cluster.read("vm"))).isTrue();
    }

    /** Between the reading and the writing. */
    @Test
    void whatIsChangedMeanwhileIsLeftAlone() {
        Pod pod = create(Pods.requesting("vm", WITH_EVERYTHING));
        String patch = patchOf(pod);
        KubernetesClient admin = cluster.admin();
        admin.resource(pod)
                .edit(there -> new PodBuilder(there)
                        .editMetadata()
                        .addToLabels("a", "b")
                        .endMetadata()
                        .build());

        assertRefused(() -> patch(patch), "the object has been modified");
        PodWriter hindered = new PodWriter(operatorThatIsPrecededBy(() -> admin.pods()
                .inNamespace(Pods.NAMESPACE)
                .withName("vm")
                .edit(there -> new PodBuilder(there)
                        .editMetadata()
                        .addToLabels("a", UUID.randomUUID().toString())
                        .endMetadata()
                        .build())));
        assertThat(hindered.open(opening(pod), FenceIT::always)).isEqualTo(new PodWritten.Superseded());
        assertThat(hindered.delete(planned(pod), FenceIT::always)).isEqualTo(new PodWritten.Superseded());
        assertThat(Gate.holds(cluster.read("vm"))).isTrue();

        PodWriter late = new PodWriter(operatorThatIsPrecededBy(() -> admin.pods()
                .inNamespace(Pods.NAMESPACE)
                .withName("vm")
                .edit(there -> new PodBuilder(there)
                        .editSpec()
                        .editAffinity()
                        .editNodeAffinity()
                        .withPreferredDuringSchedulingIgnoredDuringExecution()
                        .endNodeAffinity()
                        .endAffinity()
                        .endSpec()
                        .build())));
        assertThat(late.open(opening(pod), FenceIT::always))
                .as("a patch that can't be applied any more")
                .isEqualTo(new PodWritten.Superseded());
    }

    /** Before each of its writes, this is done. */
    private KubernetesClient operatorThatIsPrecededBy(Runnable action) {
        return cluster.almightyOperator(builder -> builder.addOrReplaceInterceptor("meanwhile", new Interceptor() {
            @Override
            public void before(BasicBuilder request, HttpRequest sent, RequestTags tags) {
                if (!sent.method().equals("GET")) {
                    action.run();
                }
            }
        }));
    }

    /** Beside an opening that is right, so that nothing but the rule that is tried can refuse it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "add     | /metadata/labels          | {\"a\": \"b\"}                        | nothing in the metadata",
                "add     | /metadata/annotations     | {\"a\": \"b\"}                        | nothing in the metadata",
                "add     | /metadata/finalizers      | [\"example.com/f\"]                   | nothing in the metadata",
                "add     | /metadata/ownerReferences | [{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"name\": \"p\", \"uid\": \"u\"}]"
                        + " | nothing in the metadata",
                "replace | /spec/containers/0/image  | \"other\"                             | nothing in the spec",
                "add     | /spec/nodeSelector        | {\"a\": \"b\"}                        | nothing in the spec",
                "add     | /spec/activeDeadlineSeconds | 1                                   | nothing in the spec",
                "add     | /spec/tolerations/-       | {\"operator\": \"Exists\"}            | nothing in the spec",
                "remove  | /spec/schedulingGates/0   | 0                                     | may touch no other gate",
                "remove  | /spec/affinity/podAffinity | 0                                    | may not change fields other than",
                "add     | /spec/affinity/podAntiAffinity | {\"preferredDuringSchedulingIgnoredDuringExecution\": [{\"weight\": 1,"
                        + " \"podAffinityTerm\": {\"topologyKey\": \"zone\"}}]} | may not change fields other than",
                "remove  | " + PREFERRED + "/0       | 0                                     | one preferred node",
                "replace | " + PREFERRED + "/0/weight | 4                                    | one preferred node",
                "replace | " + PREFERRED + "/1/preference/matchFields/0/operator | \"NotIn\" | one preferred node",
                "replace | " + PREFERRED
                        + "/1/preference | {\"matchExpressions\": [{\"key\": \"disk\", \"operator\": \"Exists\"}]}"
                        + " | one preferred node",
                "add     | " + PREFERRED
                        + "/-       | {\"weight\": 1, \"preference\": {\"matchExpressions\": [{\"key\": \"kubernetes.io/hostname\","
                        + " \"operator\": \"In\", \"values\": [\"host-2\"]}]}} | one preferred node",
                "add     | " + REQUIRED
                        + "/-        | {\"matchExpressions\": [{\"key\": \"kubernetes.io/hostname\", \"operator\": \"In\","
                        + " \"values\": [\"host-7\"]}]} | no additions/deletions to non-empty NodeSelectorTerms",
                "remove  | " + REQUIRED
                        + "/1        | 0                                     | no additions/deletions to non-empty NodeSelectorTerms",
                "add     | " + REQUIRED
                        + "/2/matchExpressions | [{\"key\": \"kubernetes.io/hostname\", \"operator\": \"In\","
                        + " \"values\": [\"host-7\"]}] | only additions are allowed",
                "replace | " + REQUIRED
                        + "/0/matchExpressions/0/values | [\"b\"]             | only additions are allowed",
                "replace | " + REQUIRED + "/0/matchExpressions/1/operator | \"NotIn\"         | required node affinity",
                "replace | " + REQUIRED + "/0/matchExpressions/1/key | \"zone\"               | required node affinity",
                "remove  | " + REQUIRED + "/0/matchExpressions/1 | 0                          | required node affinity",
                "remove  | " + REQUIRED + "/1/matchExpressions | 0                            | required node affinity",
                "add     | " + REQUIRED
                        + "/0/matchExpressions/- | {\"key\": \"kubernetes.io/hostname\", \"operator\": \"In\","
                        + " \"values\": [\"host-1\"]} | required node affinity",
                "add     | " + REQUIRED
                        + "/0/matchFields | [{\"key\": \"metadata.name\", \"operator\": \"In\", \"values\": [\"host-1\"]}]"
                        + " | required node affinity",
                "replace | " + REQUIRED
                        + "/1/matchFields/0/values | [\"host-8\"]             | only additions are allowed"
            })
    void nothingElseIsChanged(String operation, String path, String value, String why) {
        Pod pod = create(Pods.requesting("vm", WITH_EVERYTHING));
        String extra = "{\"op\": \"" + operation + "\", \"path\": \"" + path + "\", \"value\": " + value + "}";

        assertRefused(() -> patch(withExtra(patchOf(pod), extra)), why);

        assertThat(Gate.holds(cluster.read("vm"))).isTrue();
    }

    /** What no rule above can be tried beside. */
    @Test
    void nothingLessThanAnOpening() {
        create(Pods.requesting("vm"));
        String ungate = "{\"op\": \"remove\", \"path\": \"/spec/schedulingGates/0\"}";
        String node = "{\"key\": \"kubernetes.io/hostname\", \"operator\": \"In\", \"values\": [\"host-1\"]}";
        String narrow = "{\"op\": \"add\", \"path\": \"/spec/affinity\", \"value\": {\"nodeAffinity\": {"
                + "\"requiredDuringSchedulingIgnoredDuringExecution\": {\"nodeSelectorTerms\": [%s]}}}}";
        String term = "{\"matchExpressions\": [%s]}".formatted(node);

        assertRefused(() -> patch("[" + ungate + "]"), "required node affinity");
        assertRefused(() -> patch("[" + narrow.formatted(term) + "]"), "must remove its gate");
        assertRefused(
                () -> patch("[" + ungate + ", "
                        + narrow.formatted(
                                term + ", {\"matchExpressions\": [{\"key\": \"zone\"," + " \"operator\": \"Exists\"}]}")
                        + "]"),
                "required node affinity");
        for (String wide : List.of(
                "{}",
                "{\"matchExpressions\": [{\"key\": \"kubernetes.io/hostname\", \"operator\": \"Exists\"}]}",
                "{\"matchExpressions\": [{\"key\": \"zone\", \"operator\": \"In\", \"values\": [\"a\"]}]}",
                "{\"matchExpressions\": [{\"key\": \"zone\", \"operator\": \"Exists\"}, %s]}".formatted(node),
                "{\"matchExpressions\": [%s], \"matchFields\": [{\"key\": \"metadata.name\", \"operator\": \"In\", \"values\": [\"a\"]}]}"
                        .formatted(node),
                "{\"matchFields\": [{\"key\": \"metadata.name\", \"operator\": \"In\", \"values\": [\"host-1\"]}]}")) {
            assertRefused(() -> patch("[" + ungate + ", " + narrow.formatted(wide) + "]"), "required node affinity");
        }
        assertThat(Gate.holds(cluster.read("vm"))).isTrue();
    }

    @Test
    void aPodThatIsOpenStaysAsItIs() {
        assertThat(writer.open(opening(create(Pods.requesting("vm"))), FenceIT::always))
                .isEqualTo(new PodWritten.Done());

        assertRefused(
                () -> patch("[{\"op\": \"add\", \"path\": \"/metadata/labels\", \"value\": {\"a\": \"b\"}}]"),
                "must remove its gate");
        assertRefused(
                () -> patch("[{\"op\": \"replace\", \"path\": \"/spec/containers/0/image\", \"value\": \"other\"}]"),
                "must remove its gate");
    }

    @Test
    void whoRequestsNothingListedIsOutOfReach() {
        Pod other = create(Pods.of(
                "vm",
                "schedulingGates: [{name: accelnet.io/virtual-functions}]\ncontainers: [{name: a, image: none}]"));

        assertThat(writer.open(opening(other), FenceIT::always))
                .isInstanceOfSatisfying(
                        PodWritten.Refused.class,
                        refused -> assertThat(refused.why())
                                .contains("may only touch pods that request openshift.io/vm_ports, example.com/vfs"));
        assertThat(writer.delete(planned(other), FenceIT::always)).isInstanceOf(PodWritten.Refused.class);
    }

    @Test
    void whoIsBoundIsNotDeleted() {
        Pod pod = create(Pods.requesting("vm"));
        assertThat(writer.open(opening(pod), FenceIT::always)).isEqualTo(new PodWritten.Done());
        cluster.admin().raw("/api/v1/namespaces/shop/pods/vm/binding", "POST", """
                {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "vm"}, "target": {"kind": "Node", "name": "host-1"}}""");

        assertThat(writer.delete(planned(pod), FenceIT::always)).isEqualTo(new PodWritten.Superseded());
        assertRefused(
                () -> operator.raw("/api/v1/namespaces/shop/pods/vm", "DELETE", (Object) null),
                "may only delete pods that aren't bound to a node");
        assertRefused(
                () -> operator.raw("/api/v1/namespaces/shop/pods", "DELETE", (Object) null),
                "may only delete pods that aren't bound to a node");
        assertThat(cluster.read("vm").getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void nothingIsDoneToPodsInAnotherWay() {
        create(Pods.requesting("vm"));
        String why = "may only open pods that wait at its gate, and delete pods that aren't bound";
        String pod = "/api/v1/namespaces/shop/pods/vm";
        String stored = Serialization.asJson(cluster.read("vm"));

        assertRefused(() -> operator.resource(Pods.requesting("second")).create(), why);
        assertRefused(() -> operator.raw(pod + "/exec?command=sh&stdout=true", "POST", (Object) null), why);
        assertRefused(() -> operator.raw(pod + "/portforward", "POST", (Object) null), why);
        assertRefused(() -> operator.raw(pod + "/status", "PUT", stored), why);
        assertRefused(() -> operator.raw(pod + "/ephemeralcontainers", "PUT", stored), why);
        assertRefused(() -> operator.raw(pod + "/resize", "PUT", stored), why);
        assertRefused(() -> operator.raw(pod + "/eviction", "POST", """
                        {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "vm", "namespace": "shop"}}"""), why);
        assertRefused(() -> operator.raw(pod + "/binding", "POST", """
                        {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "vm"}, "target": {"kind": "Node", "name": "host-1"}}"""), why);
        assertThat(Serialization.asJson(cluster.read("vm"))).isEqualTo(stored);
    }

    private Pod create(Pod pod) {
        return cluster.admin().resource(pod).create();
    }

    private static PodPlans.Opening opening(Pod pod) {
        return new PodPlans.Opening(
                planned(pod),
                List.of(new PodPlans.Place("node-2", "host-2"), new PodPlans.Place("node-1", "host-1")),
                "node-2");
    }

    private static PodPlans.Pod planned(Pod pod) {
        return new PodPlans.Pod(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                Optional.empty());
    }

    private static String patchOf(Pod pod) {
        return OpeningPatch.of(pod, new TreeSet<>(List.of("host-1", "host-2")), "node-2");
    }

    private static List<NodeSelectorTerm> terms(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getAffinity())
                .map(Affinity::getNodeAffinity)
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .orElseThrow()
                .getNodeSelectorTerms();
    }

    private void patch(String operations) {
        operator.pods().inNamespace(Pods.NAMESPACE).withName("vm").patch(PatchContext.of(PatchType.JSON), operations);
    }

    private static String withExtra(String patch, String operation) throws JsonProcessingException {
        ArrayNode all = (ArrayNode) JSON.readTree(patch);
        return all.add(JSON.readTree(operation)).toString();
    }

    private static boolean always() {
        return true;
    }
}
