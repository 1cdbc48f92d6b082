package io.accelnet.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.accelnet.testing.deploy.Tool;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A control plane of its own on which the gate is in force, as an overlay of deploy installs it, and those who deal with it. */
final class GatedCluster implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ON = "src/test/resources/kustomize/gate-on";
    private static final String WARN = "src/test/resources/kustomize/gate-warn";
    private static final String OPERATOR =
            "system:serviceaccount:" + InstalledOperator.NAMESPACE + ":" + InstalledOperator.SERVICE_ACCOUNT;

    private final List<KubernetesClient> clients = new ArrayList<>();
    private final ControlPlane controlPlane;
    private final KubernetesClient admin;
    private final InstalledOperator installed;

    private GatedCluster(ControlPlane controlPlane, InstalledOperator installed) {
        this.controlPlane = controlPlane;
        this.installed = installed;
        admin = client(controlPlane.kubeconfig());
    }

    /** One with enforcement On. */
    static GatedCluster start() throws IOException, InterruptedException {
        GatedCluster cluster = install(ON);
        cluster.awaitGate();
        return cluster;
    }

    /** One with enforcement Warn. */
    static GatedCluster startWarning() throws IOException, InterruptedException {
        return install(WARN);
    }

    private static GatedCluster install(String overlay) throws IOException, InterruptedException {
        ControlPlane controlPlane = ControlPlane.start();
        GatedCluster cluster = new GatedCluster(controlPlane, InstalledOperator.in(controlPlane, overlay));
        for (String namespace : List.of(Pods.NAMESPACE, "kube-system")) {
            cluster.admin
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
        for (String namespace : List.of(Pods.NAMESPACE, "kube-system", InstalledOperator.NAMESPACE)) {
            await().atMost(PATIENCE)
                    .until(() -> cluster.admin
                                    .serviceAccounts()
                                    .inNamespace(namespace)
                                    .withName("default")
                                    .get()
                            != null);
        }
        return cluster;
    }

    /** From now on the genuine kube-scheduler binds pods that don't wait. */
    void startScheduler() throws InterruptedException {
        controlPlane.startScheduler();
    }

    /** Waits until what was applied is in force: the API server takes it up from its own watch. */
    void awaitGate() {
        await().atMost(PATIENCE)
                .until(() -> Gate.holds(
                        admin.resource(Pods.requesting("probe")).dryRun().create()));
        await().atMost(PATIENCE).until(() -> isRefused(Pods.requesting("probe", "nodeName: nowhere")));
        await().atMost(PATIENCE).until(this::fenceHolds);
    }

    private boolean isRefused(Pod pod) {
        try {
            admin.resource(pod).dryRun().create();
            return false;
        } catch (KubernetesClientException e) {
            return true;
        }
    }

    /** Asked as somebody who may do anything. */
    private boolean fenceHolds() {
        try {
            impersonating(OPERATOR, "system:masters")
                    .resource(Pods.plain("probe"))
                    .dryRun()
                    .create();
            return false;
        } catch (KubernetesClientException e) {
            return true;
        }
    }

    /** Writes the kubeconfig of the operator's service account into a folder. */
    Path operatorsKubeconfig(Path folder) throws IOException {
        return installed.kubeconfig(folder);
    }

    /** An administrator, who may do anything. */
    KubernetesClient admin() {
        return admin;
    }

    /** Who has Kubernetes' role admin in the tenants' namespace. */
    KubernetesClient tenant() {
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(Pods.NAMESPACE)
                        .withName("tenant")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "admin")
                        .addNewSubject("rbac.authorization.k8s.io", "User", "tenant", null)
                        .build())
                .serverSideApply();
        return client(controlPlane.kubeconfigFor("tenant"));
    }

    /** The operator with the rights that it is given. */
    KubernetesClient operator() {
        return impersonating(OPERATOR);
    }

    /** Whether the operator has a right, of those that it is given. */
    boolean operatorMay(String verb, String group, String resource, String name) {
        return admin.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(OPERATOR)
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(group)
                        .withResource(resource)
                        .withName(name)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    /** The operator with all rights that there are: what the fence holds back, nothing else does. */
    KubernetesClient almightyOperator() {
        return almightyOperator(builder -> {});
    }

    /**
     * The same.
     *
     * @param http has the last word on how requests are sent
     */
    KubernetesClient almightyOperator(Consumer<HttpClient.Builder> http) {
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName("almighty-operator")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("rbac.authorization.k8s.io", "User", OPERATOR, null)
                        .build())
                .serverSideApply();
        Config config = impersonation(OPERATOR);
        return remember(new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http)
                .build());
    }

    /** The kubelet of a node, with the right to create pods that the node authorizer would give it. */
    KubernetesClient kubelet(String node) {
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName("kubelets")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "system:node")
                        .addNewSubject("rbac.authorization.k8s.io", "Group", "system:nodes", null)
                        .build())
                .serverSideApply();
        return client(controlPlane.kubeconfigFor("system:node:" + node, "system:nodes"));
    }

    private KubernetesClient impersonating(String user, String... groups) {
        return remember(new KubernetesClientBuilder()
                .withConfig(impersonation(user, groups))
                .build());
    }

    private Config impersonation(String user, String... groups) {
        Config config = Config.fromKubeconfig(controlPlane.kubeconfig().toFile());
        config.setImpersonateUsername(user);
        config.setImpersonateGroups(groups);
        return config;
    }

    private KubernetesClient client(Path kubeconfig) {
        return remember(new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build());
    }

    private KubernetesClient remember(KubernetesClient client) {
        clients.add(client);
        return client;
    }

    /** A pod as it is stored now. */
    Pod read(String name) {
        return admin.pods().inNamespace(Pods.NAMESPACE).withName(name).get();
    }

    Tool kubectl() throws InterruptedException {
        return Tool.of(Program.KUBECTL, controlPlane.kubeconfig());
    }

    /** The API server won't have it, and says why. */
    static void assertRefused(ThrowingCallable request, String why) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getMessage()).contains(why));
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        controlPlane.close();
    }
}
