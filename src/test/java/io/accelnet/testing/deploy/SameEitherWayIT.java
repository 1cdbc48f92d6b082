package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.binaries.Program;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.flowcontrol.v1.FlowSchema;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kustomize and Helm install the same operator with the same rights. Neither needs a cluster for that. */
class SameEitherWayIT {
    private static final Path NO_CLUSTER = Path.of("/dev/null");

    private final Rendered kustomize = Rendered.of(Tool.of(Program.KUBECTL, NO_CLUSTER)
            .run("kustomize", "src/test/resources/kustomize/network-policy")
            .expectSuccess());
    private final Rendered helm = Rendered.of(Tool.of(Program.HELM, NO_CLUSTER)
            .run(
                    "template",
                    "accelnet-operator",
                    "helm/accelnet-operator",
                    "--namespace",
                    "accelnet-system",
                    "--set",
                    "networkPolicy.enabled=true")
            .expectSuccess());

    SameEitherWayIT() throws IOException, InterruptedException {}

    /** But for the namespace, and the CRDs, which Helm keeps apart. */
    @Test
    void objects() {
        assertThat(names(helm))
                .contains("FlowSchema accelnet-operator-leader-election", "NetworkPolicy accelnet-operator")
                .isEqualTo(names(kustomize));
    }

    @Test
    void flowSchema() {
        assertThat(helm.only(FlowSchema.class).getSpec())
                .isEqualTo(kustomize.only(FlowSchema.class).getSpec());
    }

    @Test
    void networkPolicy() {
        assertThat(policy(helm)).isEqualTo(policy(kustomize));
        assertThat(kustomize.only(NetworkPolicy.class).getMetadata().getNamespace())
                .isEqualTo("accelnet-system");
    }

    @Test
    void serviceOfTheMetrics() {
        ServiceSpec helms = helm.only(Service.class).getSpec();
        ServiceSpec kustomizes = kustomize.only(Service.class).getSpec();
        helms.setSelector(null);
        kustomizes.setSelector(null);

        assertThat(helms).isEqualTo(kustomizes);
    }

    @Test
    void rights() {
        assertThat(rules(helm)).hasSize(6).isEqualTo(rules(kustomize));
        assertThat(kustomize.only(Role.class).getMetadata().getNamespace()).isEqualTo("accelnet-system");
    }

    @Test
    void pod() {
        assertThat(pod(helm)).isEqualTo(pod(kustomize));
    }

    /** On and Warn, each policy to the letter. */
    @ParameterizedTest
    @CsvSource({
        "gate-on, On, 1.36, admissionregistration.k8s.io/v1, 6",
        "gate-v1beta1, On, 1.35, admissionregistration.k8s.io/v1beta1, 6",
        "gate-warn, Warn, 1.36, admissionregistration.k8s.io/v1, 2"
    })
    void gate(String folder, String enforcement, String kubernetes, String served, int policiesAndBindings)
            throws IOException, InterruptedException {
        Rendered byKustomize = Rendered.of(Tool.of(Program.KUBECTL, NO_CLUSTER)
                .run("kustomize", "src/test/resources/kustomize/" + folder)
                .expectSuccess());
        Rendered byHelm = Rendered.of(Tool.of(Program.HELM, NO_CLUSTER)
                .run(
                        "template",
                        "accelnet-operator",
                        "helm/accelnet-operator",
                        "--namespace",
                        "accelnet-system",
                        "--kube-version",
                        kubernetes,
                        "--api-versions",
                        served + "/MutatingAdmissionPolicy",
                        "--set",
                        "enforcement=" + enforcement,
                        "--set",
                        "gate.resourceNames={openshift.io/vm_ports,example.com/vfs}")
                .expectSuccess());

        assertThat(policies(byHelm)).hasSize(policiesAndBindings).isEqualTo(policies(byKustomize));
        assertThat(names(byHelm)).isEqualTo(names(byKustomize));
        assertThat(rules(byHelm)).isEqualTo(rules(byKustomize));
        assertThat(pod(byHelm)).isEqualTo(pod(byKustomize));
    }

    private static Map<String, Object> policies(Rendered rendered) {
        Map<String, Object> specs = new TreeMap<>();
        rendered.objects().stream()
                .filter(object -> object.getApiVersion().startsWith("admissionregistration.k8s.io/"))
                .forEach(object -> specs.put(
                        object.getApiVersion() + " " + object.getKind() + " "
                                + object.getMetadata().getName() + " "
                                + object.getMetadata().getLabels().get("accelnet.io/gate-version"),
                        object.getAdditionalProperties().get("spec")));
        return specs;
    }

    private static Set<String> names(Rendered rendered) {
        return rendered.objects().stream()
                .filter(object -> !object.getKind().equals("Namespace")
                        && !object.getKind().equals("CustomResourceDefinition"))
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without the labels of the pods, for which each has a way of its own. */
    private static NetworkPolicySpec policy(Rendered rendered) {
        NetworkPolicySpec policy = rendered.only(NetworkPolicy.class).getSpec();
        policy.setPodSelector(null);
        return policy;
    }

    private static Map<String, List<PolicyRule>> rules(Rendered rendered) {
        Map<String, List<PolicyRule>> rules = new TreeMap<>();
        rendered.all(ClusterRole.class)
                .forEach(role -> rules.put(
                        "ClusterRole " + role.getMetadata().getName()
                                + aggregation(role.getMetadata().getLabels()),
                        role.getRules()));
        rendered.all(Role.class)
                .forEach(role -> rules.put("Role " + role.getMetadata().getName(), role.getRules()));
        return rules;
    }

    private static List<String> aggregation(Map<String, String> labels) {
        return labels.keySet().stream()
                .filter(label -> label.contains("aggregate"))
                .sorted()
                .toList();
    }

    /** Without what each has a way of its own to say: labels, when to pull the image, and in which order variables stand. */
    private static String pod(Rendered rendered) {
        PodSpec pod = rendered.only(Deployment.class).getSpec().getTemplate().getSpec();
        pod.getContainers().getFirst().setImagePullPolicy(null);
        pod.getContainers().getFirst().getEnv().sort(Comparator.comparing(EnvVar::getName));
        pod.getTopologySpreadConstraints().forEach(constraint -> constraint.setLabelSelector(null));
        return Serialization.asYaml(pod);
    }
}
