package io.accelnet.operator.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.accelnet.operator.apply.Failures;
import io.accelnet.plan.snapshot.GateState;
import io.accelnet.plan.snapshot.GateState.Fault;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the policies by which the API server holds pods, and says whether they are in force as this operator expects them. It reads them by
 * their names, and no others.
 */
final class GatePolicies {
    /** Raised whenever an operator needs policies that do more, or other things, than those before. */
    static final int VERSION = 1;

    static final String VERSION_LABEL = "accelnet.io/gate-version";

    private static final String GROUP = "admissionregistration.k8s.io";
    private static final String MUTATING = "MutatingAdmissionPolicy";
    private static final String VALIDATING = "ValidatingAdmissionPolicy";
    private static final String STABLE = "v1";
    private static final List<String> VERSIONS = List.of(STABLE, "v1beta1");
    private static final String GATE = "accelnet-gate";
    private static final String FENCE = "accelnet-fence";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KubernetesClient client;

    GatePolicies(KubernetesClient client) {
        this.client = client;
    }

    /** How they are now. */
    GateState read() {
        try {
            Optional<String> served = served();
            return served.isEmpty()
                    ? new GateState.NotInForce(
                            Fault.NOT_SERVED,
                            "the API server serves no MutatingAdmissionPolicy, neither in " + GROUP + "/v1 nor in "
                                    + GROUP + "/v1beta1")
                    : read(served.get());
        } catch (NotAsExpectedException e) {
            return e.state;
        } catch (RuntimeException e) {
            return unknown(Failures.describe(e));
        }
    }

    private static GateState.Unknown unknown(String why) {
        return new GateState.Unknown("the policies can't be read, since " + why);
    }

    private Optional<String> served() {
        return VERSIONS.stream()
                .filter(version -> Optional.ofNullable(client.getApiResources(GROUP + "/" + version)).stream()
                        .map(APIResourceList::getResources)
                        .flatMap(List::stream)
                        .map(APIResource::getKind)
                        .anyMatch(MUTATING::equals))
                .findFirst();
    }

    /** What all of them list. One alone holds nothing, or holds it for good. */
    private GateState read(String mutatingVersion) {
        List<Set<String>> listed = Stream.of(
                        policy(MUTATING, mutatingVersion, GATE),
                        policy(VALIDATING, STABLE, GATE),
                        policy(VALIDATING, STABLE, FENCE))
                .map(GatePolicies::resourceNames)
                .toList();
        binding(MUTATING, mutatingVersion, GATE);
        Stream.of(GATE, FENCE).forEach(name -> denying(binding(VALIDATING, STABLE, name)));
        Set<String> byAll = new TreeSet<>(listed.getFirst());
        listed.forEach(byAll::retainAll);
        return new GateState.InForce(byAll);
    }

    private GenericKubernetesResource policy(String kind, String version, String name) {
        GenericKubernetesResource policy = get(kind, version, name);
        String found = Optional.ofNullable(policy.getMetadata().getLabels())
                .map(labels -> labels.get(VERSION_LABEL))
                .orElse("none");
        if (number(found) < VERSION) {
            throw outdated(
                    policy,
                    "has version " + found + " in its label " + VERSION_LABEL + ", and the operator expects "
                            + VERSION);
        }
        return policy;
    }

    private static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private GenericKubernetesResource binding(String kind, String version, String name) {
        GenericKubernetesResource binding = get(kind + "Binding", version, name);
        if (!name.equals(binding.get("spec", "policyName"))) {
            throw outdated(binding, "isn't for the policy " + name);
        }
        return binding;
    }

    private static void denying(GenericKubernetesResource binding) {
        if (!(binding.get("spec", "validationActions") instanceof List<?> actions) || !actions.contains("Deny")) {
            throw outdated(binding, "denies nothing");
        }
    }

    private GenericKubernetesResource get(String kind, String version, String name) {
        GenericKubernetesResource answer = Optional.ofNullable(
                        client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                                        .withGroup(GROUP)
                                        .withVersion(version)
                                        .withKind(kind)
                                        .withPlural(plural(kind))
                                        .withNamespaced(false)
                                        .build())
                                .withName(name)
                                .get())
                .orElseThrow(() -> new NotAsExpectedException(
                        new GateState.NotInForce(Fault.MISSING, "there is no " + kind + " " + name)));
        if (answer.getMetadata() == null) {
            throw new NotAsExpectedException(
                    unknown("the answer to a request for " + kind + " " + name + " isn't one"));
        }
        return answer;
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return lower.endsWith("y") ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
    }

    /** What a policy lists is a list in JSON, which is one in CEL too. */
    private static Set<String> resourceNames(GenericKubernetesResource policy) {
        if (policy.get("spec", "variables") instanceof List<?> variables) {
            for (Object variable : variables) {
                if (variable instanceof Map<?, ?> map
                        && "resourceNames".equals(map.get("name"))
                        && map.get("expression") instanceof String expression) {
                    try {
                        return JSON.readValue(expression, new TypeReference<Set<String>>() {});
                    } catch (JsonProcessingException e) {
                        throw outdated(policy, "lists resources in another way than as [\"example.com/name\", …]");
                    }
                }
            }
        }
        throw outdated(policy, "lists no resources");
    }

    private static NotAsExpectedException outdated(GenericKubernetesResource object, String what) {
        return new NotAsExpectedException(new GateState.NotInForce(
                Fault.OUTDATED, object.getKind() + " " + object.getMetadata().getName() + " " + what));
    }

    /** Ends the reading at the first thing that is wrong. */
    private static final class NotAsExpectedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient GateState state;

        NotAsExpectedException(GateState state) {
            super(state.toString());
            this.state = state;
        }
    }
}
