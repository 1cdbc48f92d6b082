package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.flowcontrol.v1.FlowSchema;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart, with the genuine helm and a cluster of its own: it takes over nothing that others have put there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelmIT {
    private static final String CHART = "helm/accelnet-operator";
    private static final String FLOW_SCHEMA = "vfs-accelnet-operator-leader-election";

    private final ControlPlane controlPlane = ControlPlane.start();
    private final Tool helm = Tool.of(Program.HELM, controlPlane.kubeconfig());

    HelmIT() throws InterruptedException {}

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void hasNothingToComplainOf() throws IOException, InterruptedException {
        assertThat(helm.run("lint", "--strict", CHART).expectSuccess()).contains("0 chart(s) failed");
    }

    @Test
    void installsAndLeavesOnlyTheCrds() throws IOException, InterruptedException {
        helm.run("install", "vfs", CHART, "--namespace", "networking", "--create-namespace")
                .expectSuccess();
        helm.run("upgrade", "vfs", CHART, "--namespace", "networking", "--set", "replicas=1,logLevel=debug")
                .expectSuccess();
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            Deployment deployment = client.apps()
                    .deployments()
                    .inNamespace("networking")
                    .withName("vfs-accelnet-operator")
                    .get();
            assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
            assertThat(deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getEnv())
                    .anyMatch(
                            variable -> variable.getName().equals("LOG_LEVEL") && "debug".equals(variable.getValue()));

            assertTheLeaseIsForLeaderElection(client);

            helm.run("uninstall", "vfs", "--namespace", "networking").expectSuccess();

            assertThat(client.rbac().clusterRoles().withName("accelnet-edit").get())
                    .isNull();
            assertThat(client.resources(FlowSchema.class).withName(FLOW_SCHEMA).get())
                    .isNull();
            assertThat(client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .withName("accelnetvms.accelnet.io")
                            .get())
                    .isNotNull();
        }
    }

    private void assertTheLeaseIsForLeaderElection(KubernetesClient admin) {
        String ours = admin.resources(FlowSchema.class)
                .withName(FLOW_SCHEMA)
                .get()
                .getMetadata()
                .getUid();
        try (KubernetesClient operator = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane
                        .kubeconfigFor("system:serviceaccount:networking:vfs-accelnet-operator")
                        .toFile()))
                .build()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ours.equals(ClassifiedBy.flowSchemaUid(
                            operator,
                            "GET",
                            "/apis/coordination.k8s.io/v1/namespaces/networking/leases/accelnet-operator")));
        }
    }

    @Test
    void rendersWhateverMayBeSet() throws IOException, InterruptedException {
        Rendered rendered = template("--values", "src/test/resources/helm/everything.yaml");

        Deployment deployment = rendered.only(Deployment.class);
        assertThat(deployment.getSpec().getTemplate().getSpec()).satisfies(pod -> {
            assertThat(pod.getServiceAccountName()).isEqualTo("given");
            assertThat(pod.getPriorityClassName()).isNull();
            assertThat(pod.getImagePullSecrets()).hasSize(1);
            assertThat(pod.getNodeSelector()).containsEntry("pool", "infra");
            assertThat(pod.getTolerations()).hasSize(1);
            assertThat(pod.getAffinity().getNodeAffinity()).isNotNull();
            assertThat(pod.getVolumes())
                    .anyMatch(volume -> volume.getSecret() != null
                            && "metrics-tls".equals(volume.getSecret().getSecretName()));
            assertThat(pod.getContainers().getFirst()).satisfies(container -> {
                assertThat(container.getImage()).startsWith("registry.example.com/vfs@sha256:");
                assertThat(container.getImagePullPolicy()).isEqualTo("Always");
                assertThat(container.getEnv()).anyMatch(variable -> "EXTRA".equals(variable.getName()));
                assertThat(container.getEnv())
                        .filteredOn(variable -> variable.getName().startsWith("DISCOVERY"))
                        .extracting(variable -> variable.getName() + "=" + variable.getValue())
                        .containsExactly(
                                "DISCOVERY=false",
                                "DISCOVERY_NODE_SELECTOR=pool=vms,!retired",
                                "DISCOVERY_LABEL_PREFIXES=example.com/,topology.kubernetes.io/");
                assertThat(container.getEnv())
                        .filteredOn(variable -> variable.getName().startsWith("METRICS"))
                        .extracting(variable -> variable.getName() + "=" + variable.getValue())
                        .containsExactly(
                                "METRICS=Secure", "METRICS_PORT=9443", "METRICS_CERTIFICATES=/etc/accelnet/metrics");
                assertThat(container.getVolumeMounts())
                        .anyMatch(mount -> "/etc/accelnet/metrics".equals(mount.getMountPath()));
                assertThat(container.getResources().getLimits()).containsKey("cpu");
            });
        });
        assertThat(deployment.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("example.com/scrape", "true");
        assertThat(rendered.only(Service.class).getSpec().getPorts().getFirst().getPort())
                .isEqualTo(9443);
        assertThat(rendered.only(NetworkPolicy.class).getSpec()).satisfies(policy -> {
            assertThat(policy.getIngress().getLast().getFrom())
                    .extracting(peer -> peer.getNamespaceSelector().getMatchLabels())
                    .containsExactly(Map.of("kubernetes.io/metadata.name", "monitoring"));
            assertThat(ports(policy.getEgress().getFirst().getPorts())).containsExactly("UDP 5353", "TCP 5353");
            assertThat(ports(policy.getEgress().getLast().getPorts())).containsExactly("TCP 16443");
            assertThat(policy.getEgress().getLast().getTo())
                    .extracting(peer -> peer.getIpBlock().getCidr())
                    .containsExactly("192.0.2.10/32", "2001:db8::10/128");
        });
        assertThat(rendered.objects())
                .extracting("kind")
                .containsExactlyInAnyOrder(
                        "Deployment",
                        "NetworkPolicy",
                        "Service",
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicyBinding");
    }

    private static List<String> ports(List<NetworkPolicyPort> ports) {
        return ports.stream()
                .map(port -> port.getProtocol() + " " + port.getPort().getValue())
                .toList();
    }

    /** Off, which YAML reads as a boolean, and Plain take no right that isn't needed. */
    @ParameterizedTest
    @CsvSource({"Secure, 1, 1, true", "Plain, 1, 1, false", "Off, 0, 0, false", "false, 0, 0, false"})
    void metricsAreAsTheyAreSet(String mode, int services, int ports, boolean asksTheApiServer)
            throws IOException, InterruptedException {
        Rendered rendered = template("--set", "metrics.mode=" + mode + ",networkPolicy.enabled=true");

        assertThat(rendered.all(Service.class)).hasSize(services);
        assertThat(rendered.only(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getPorts())
                .filteredOn(port -> "metrics".equals(port.getName()))
                .hasSize(ports);
        assertThat(rendered.only(NetworkPolicy.class).getSpec().getIngress()).hasSize(1 + ports);
        assertThat(rendered.all(ClusterRole.class).stream()
                        .flatMap(role -> role.getRules().stream())
                        .anyMatch(rule -> rule.getResources() != null
                                && rule.getResources().contains("tokenreviews")))
                .isEqualTo(asksTheApiServer);
    }

    @Test
    void theNetworkIsLeftOpenUnlessItIsAskedFor() throws IOException, InterruptedException {
        assertThat(template().all(NetworkPolicy.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.36, On,    admissionregistration.k8s.io/v1,      '', On",
        "1.36, true,  admissionregistration.k8s.io/v1,      '', On",
        "1.35, On,    admissionregistration.k8s.io/v1beta1, admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicy, On",
        "1.35, On,    '',                                   '', On",
        "1.36, Warn,  '',                                   '', Warn",
        "1.36, false, '',                                   '', Off",
        "1.36, Off,   '',                                   '', Off"
    })
    void thePoliciesOfTheGateAreThoseThatTheApiServerServes(
            String kubernetes, String enforcement, String api, String served, String told)
            throws IOException, InterruptedException {
        Rendered rendered =
                template("--kube-version", kubernetes, "--api-versions", served, "--set", "enforcement=" + enforcement);

        assertThat(rendered.objects().stream()
                        .filter(object -> object.getKind().startsWith("MutatingAdmissionPolicy"))
                        .map(GenericKubernetesResource::getApiVersion)
                        .toList())
                .isEqualTo(api.isEmpty() ? List.of() : List.of(api, api));
        assertThat(rendered.all(ClusterRole.class))
                .extracting(role -> role.getMetadata().getName().endsWith("-gate"))
                .areExactly(api.isEmpty() ? 0 : 1, new Condition<>(is -> is, "for the gate"));
        assertThat(rendered.only(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .anyMatch(variable -> "ENFORCEMENT".equals(variable.getName()) && told.equals(variable.getValue()));
    }

    @Test
    void theNetworkPolicyIsForTheOperatorsPods() throws IOException, InterruptedException {
        Rendered rendered = template("--set", "networkPolicy.enabled=true");

        assertThat(rendered.only(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels())
                .containsAllEntriesOf(rendered.only(NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels());
    }

    @Test
    void oneReplicaHasNoDisruptionBudget() throws IOException, InterruptedException {
        assertThat(template("--set", "replicas=1").all(PodDisruptionBudget.class))
                .isEmpty();
        assertThat(template("--set", "replicas=2").all(PodDisruptionBudget.class))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "replicas=two,                  at '/replicas': got string",
        "replicas=-1,                   at '/replicas': minimum",
        "replica=2,                     additional properties 'replica' not allowed",
        "discovery.enabled=perhaps,     at '/discovery/enabled': got string",
        "discovery.selector=a,          additional properties 'selector' not allowed",
        "logLevel=loud,                 at '/logLevel': value must be one of",
        "image.pullPolicy=Sometimes,    at '/image/pullPolicy': value must be one of",
        "image.tag=a b,                 at '/image/tag': 'a b' does not match pattern",
        "image.digest=latest,           at '/image/digest': 'latest' does not match pattern",
        "image.repository=,             at '/image/repository': minLength",
        "rbac.create=maybe,             at '/rbac/create': got string",
        "resources.limit.memory=1Gi,    additional properties 'limit' not allowed",
        "nodeSelector.a=1,              at '/nodeSelector/a': got number",
        "tolerations=none,              at '/tolerations': got string",
        "extraEnv[0].value=b,           missing property 'name'",
        "enforcement=on,                at '/enforcement': value must be one of",
        "gate.resources[0]=a/b,         additional properties 'resources' not allowed",
        "gate.resourceNames[0]=cpu,     at '/gate/resourceNames/0': 'cpu' does not match pattern",
        "gate.resourceNames[0]=a.b/c]d, does not match pattern",
        "metrics.mode=on,               at '/metrics/mode': value must be one of",
        "metrics.port=0,                at '/metrics/port': minimum",
        "metrics.port=8080,             at '/metrics/port': 'not' failed",
        "metrics.certificate=a,         additional properties 'certificate' not allowed",
        "flowSchema.create=perhaps,     at '/flowSchema/create': got string",
        "networkPolicy.create=true,     additional properties 'create' not allowed",
        "networkPolicy.dnsPorts=53,     at '/networkPolicy/dnsPorts': got number",
        "networkPolicy.apiServer.ports[0]=0, at '/networkPolicy/apiServer/ports/0': minimum",
        "networkPolicy.apiServer.cidrs[0]=10.0.0.1, at '/networkPolicy/apiServer/cidrs/0': '10.0.0.1' does not match"
    })
    void refusesWhatMakesNoSense(String value, String message) throws IOException, InterruptedException {
        Tool.Answer answer = helm.run("template", "x", CHART, "--set", value);

        assertThat(answer.status()).isNotZero();
        assertThat(answer.errors()).contains(message);
    }

    private Rendered template(String... arguments) throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("template", "vfs", CHART), Stream.of(arguments))
                .toArray(String[]::new);
        return Rendered.of(helm.run(all).expectSuccess());
    }
}
