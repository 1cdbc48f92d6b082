package io.accelnet.operator.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.operator.gather.pod.NodeRules;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The one patch that opens a pod to nodes: it narrows the required node affinity to them, prefers one of them, and removes our gate. All
 * of that takes effect or nothing, and only on exactly the pod that it was made for. The API server judges what may be changed by the pod
 * as it was, so the affinity, which is final without a gate, can be changed by the same request that removes it.
 */
final class OpeningPatch {
    private static final String AFFINITY = "/spec/affinity";
    private static final String NODE_AFFINITY = AFFINITY + "/nodeAffinity";
    private static final String REQUIRED = NODE_AFFINITY + "/requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = NODE_AFFINITY + "/preferredDuringSchedulingIgnoredDuringExecution";

    /** The highest, so that the planned node weighs no less than what the pod prefers by itself. */
    private static final int WEIGHT = 100;

    private OpeningPatch() {}

    /**
     * The operations, as RFC 6902 has them.
     *
     * @param pod the whole pod as it was read, with its version; it waits at our gate
     * @param hostnames the nodes, by the values of their labels kubernetes.io/hostname; at least one
     * @param preferred the name of the Node where it should rather be placed
     */
    static String of(Pod pod, SortedSet<String> hostnames, String preferred) {
        int gate = Gate.index(pod).orElseThrow();
        Operations operations = new Operations();
        operations.add("test", "/metadata/uid", text(pod.getMetadata().getUid()));
        // With another version than the stored one, a patch is a conflict.
        operations.add(
                "replace", "/metadata/resourceVersion", text(pod.getMetadata().getResourceVersion()));
        narrow(operations, pod.getSpec().getAffinity(), hostnames, preferred);
        operations.add("test", "/spec/schedulingGates/" + gate + "/name", text(Gate.NAME));
        operations.remove("/spec/schedulingGates/" + gate);
        return operations.all.toString();
    }

    private static void narrow(
            Operations operations, @Nullable Affinity affinity, SortedSet<String> hostnames, String preferred) {
        Optional<NodeAffinity> nodeAffinity = Optional.ofNullable(affinity).map(Affinity::getNodeAffinity);
        if (affinity == null) {
            operations.add("add", AFFINITY, object());
        }
        if (nodeAffinity.isEmpty()) {
            operations.add("add", NODE_AFFINITY, object());
        }
        require(
                operations,
                nodeAffinity
                        .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                        .map(NodeSelector::getNodeSelectorTerms)
                        .orElse(List.of()),
                in(NodeRules.HOSTNAME, hostnames));
        prefer(
                operations,
                nodeAffinity
                        .map(NodeAffinity::getPreferredDuringSchedulingIgnoredDuringExecution)
                        .orElse(List.of()),
                preferred);
    }

    /** The terms are alternatives, so each of them is narrowed. One without requirements matches no node, and can't be changed. */
    private static void require(Operations operations, List<NodeSelectorTerm> terms, ObjectNode expression) {
        if (terms.isEmpty()) {
            ObjectNode required = object();
            required.putArray("nodeSelectorTerms")
                    .addObject()
                    .putArray("matchExpressions")
                    .add(expression);
            operations.add("add", REQUIRED, required);
        }
        for (int i = 0; i < terms.size(); i++) {
            boolean hasExpressions = !terms.get(i).getMatchExpressions().isEmpty();
            boolean hasFields = !terms.get(i).getMatchFields().isEmpty();
            String path = REQUIRED + "/nodeSelectorTerms/" + i + "/matchExpressions";
            if (hasExpressions) {
                operations.add("add", path + "/-", expression);
            } else if (hasFields) {
                operations.add("add", path, array().add(expression));
            }
        }
    }

    /** By the Node's name, since a field takes just one value and a preference has just one. */
    private static void prefer(Operations operations, List<PreferredSchedulingTerm> terms, String node) {
        ObjectNode term = object();
        term.put("weight", WEIGHT);
        term.putObject("preference").putArray("matchFields").add(in("metadata.name", List.of(node)));
        operations.add(
                "add", terms.isEmpty() ? PREFERRED : PREFERRED + "/-", terms.isEmpty() ? array().add(term) : term);
    }

    private static ObjectNode in(String key, Iterable<String> values) {
        ObjectNode requirement = object();
        requirement.put("key", key).put("operator", "In");
        ArrayNode list = requirement.putArray("values");
        values.forEach(list::add);
        return requirement;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    /** A JSON patch in the making. */
    private static final class Operations {
        private final ArrayNode all = array();

        void add(String operation, String path, JsonNode value) {
            all.addObject().put("op", operation).put("path", path).set("value", value);
        }

        void remove(String path) {
            all.addObject().put("op", "remove").put("path", path);
        }
    }
}
