package io.accelnet.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a pod is after it was opened to h1 and h2, rather to the Node node-2. */
class OpeningPatchTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GATED = "schedulingGates: [{name: accelnet.io/virtual-functions}]\n";
    private static final String HOSTS = "{key: kubernetes.io/hostname, operator: In, values: [h1, h2]}";
    private static final String RATHER =
            "{weight: 100, preference: {matchFields: [{key: metadata.name, operator: In, values: [node-2]}]}}";

    @Test
    void aPodWithoutAffinity() throws JsonProcessingException {
        assertOpens(GATED, affinity("{matchExpressions: [" + HOSTS + "]}", RATHER));
    }

    @Test
    void aPodWithOtherAffinity() throws JsonProcessingException {
        String others =
                "podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, labelSelector: {}}]}";

        assertOpens(
                GATED + "affinity: {" + others + "}",
                affinity("{matchExpressions: [" + HOSTS + "]}", RATHER)
                        .replace("affinity: {", "affinity: {" + others + ", "));
    }

    @Test
    void eachTermIsNarrowed() throws JsonProcessingException {
        String zone = "{key: zone, operator: In, values: [a]}";
        String field = "matchFields: [{key: metadata.name, operator: NotIn, values: [node-9]}]";

        assertOpens(
                GATED
                        + affinity(
                                "{matchExpressions: [" + zone + "]}, {" + field + "}, {matchExpressions: [" + zone
                                        + "], " + field + "}",
                                "{weight: 1, preference: {matchExpressions: [" + zone + "]}}"),
                affinity(
                        "{matchExpressions: [" + zone + ", " + HOSTS + "]}, {" + field + ", matchExpressions: [" + HOSTS
                                + "]}, {matchExpressions: [" + zone + ", " + HOSTS + "], " + field + "}",
                        "{weight: 1, preference: {matchExpressions: [" + zone + "]}}, " + RATHER));
    }

    @Test
    void aTermThatMatchesNoNodeStaysSo() throws JsonProcessingException {
        String zone = "{key: zone, operator: Exists}";

        assertOpens(
                GATED + affinity("{}, {matchExpressions: [" + zone + "]}", ""),
                affinity("{}, {matchExpressions: [" + zone + ", " + HOSTS + "]}", RATHER));
    }

    @Test
    void otherGatesStay() throws JsonProcessingException {
        assertOpens(
                "schedulingGates: [{name: a.com/a}, {name: accelnet.io/virtual-functions}, {name: b.com/b}]\n",
                "schedulingGates: [{name: a.com/a}, {name: b.com/b}]\n"
                        + affinity("{matchExpressions: [" + HOSTS + "]}", RATHER));
    }

    @Test
    void isForThisVersionOfThisPodOnly() throws JsonProcessingException {
        Pod pod = Pods.stored(Pods.requesting("vm", GATED));

        JsonNode operations = JSON.readTree(OpeningPatch.of(pod, new TreeSet<>(List.of("h1")), "node-1"));

        assertThat(operations.path(0).toString())
                .isEqualTo(
                        "{\"op\":\"test\",\"path\":\"/metadata/uid\",\"value\":\"11111111-1111-1111-1111-111111111111\"}");
        assertThat(operations.path(1).toString())
                .isEqualTo("{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"7\"}");
    }

    private static void assertOpens(String before, String after) throws JsonProcessingException {
        Pod pod = Pods.stored(Pods.requesting("vm", before));

        Pod opened = apply(pod, OpeningPatch.of(pod, new TreeSet<>(List.of("h2", "h1")), "node-2"));

        assertThat(Serialization.asYaml(opened))
                .isEqualTo(Serialization.asYaml(Pods.stored(Pods.requesting("vm", after))));
    }

    private static String affinity(String terms, String preferred) {
        return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [" + terms
                + "]}, preferredDuringSchedulingIgnoredDuringExecution: [" + preferred + "]}}\n";
    }

    private static Pod apply(Pod pod, String patch) throws JsonProcessingException {
        JsonNode patched = JsonPatch.apply(JSON.readTree(patch), JSON.readTree(Serialization.asJson(pod)));
        return Serialization.unmarshal(patched.toString(), Pod.class);
    }
}
