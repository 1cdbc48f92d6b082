package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what once the operator is installed. */
@ExtendWith(SharedControlPlane.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsIT {
    private static final String OPERATOR =
            "system:serviceaccount:" + InstalledOperator.NAMESPACE + ":" + InstalledOperator.SERVICE_ACCOUNT;

    private final InstalledOperator installed;
    private final KubernetesClient client;

    RightsIT(ControlPlane controlPlane) throws IOException, InterruptedException {
        installed = InstalledOperator.in(controlPlane);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "true,  list,   accelnet.io,         accelnetvms",
        "true,  watch,  accelnet.io,         networkintents",
        "true,  update, accelnet.io,         accelnetnodes/status",
        "true,  create, events.k8s.io,       events",
        "true,  patch,  accelnet.io,         accelnetvms",
        "true,  delete, accelnet.io,         accelnetvms",
        "true,  watch,  '',                  nodes",
        "true,  get,    '',                  nodes",
        "true,  list,   '',                  namespaces",
        "true,  watch,  kubevirt.io,         virtualmachines",
        "true,  list,   kubevirt.io,         virtualmachineinstances",
        "true,  watch,  instancetype.kubevirt.io, virtualmachineclusterinstancetypes",
        "true,  list,   k8s.cni.cncf.io,     network-attachment-definitions",
        "true,  create, coordination.k8s.io, leases",
        "true,  create, authentication.k8s.io, tokenreviews",
        "true,  create, authorization.k8s.io, subjectaccessreviews",
        "false, create, '',                  serviceaccounts/token",
        "false, update, accelnet.io,         accelnetvms",
        "false, patch,  accelnet.io,         accelnetclusters",
        "true,  create, accelnet.io,         accelnetnodes",
        "true,  patch,  accelnet.io,         accelnetnodes",
        "true,  delete, accelnet.io,         accelnetnodes",
        "true,  watch,  sriovnetwork.openshift.io, sriovnetworknodestates",
        "true,  list,   nfd.k8s-sigs.io,     nodefeatures",
        "false, update, accelnet.io,         accelnetnodes",
        "false, create, accelnet.io,         accelnetclusters",
        "false, patch,  sriovnetwork.openshift.io, sriovnetworknodestates",
        "false, delete, accelnet.io,         networkintents",
        "false, patch,  kubevirt.io,         virtualmachines",
        "false, update, kubevirt.io,         virtualmachineinstances/status",
        "false, create, apps,                controllerrevisions",
        "false, get,    '',                  secrets",
        "false, get,    '',                  namespaces",
        "false, patch,  '',                  nodes",
        "false, create, '',                  pods",
        "false, get,    '',                  pods",
        "false, patch,  '',                  pods",
        "false, delete, '',                  pods",
        "false, patch,  coordination.k8s.io, leases",
        "false, create, rbac.authorization.k8s.io, clusterrolebindings"
    })
    void theOperatorMay(boolean allowed, String verb, String group, String resource) {
        String namespace = resource.equals("leases") ? InstalledOperator.NAMESPACE : "default";

        assertThat(may(OPERATOR, verb, group, resource, namespace)).isEqualTo(allowed);
    }

    @Test
    void theOperatorsKubeconfigIsItsServiceAccounts(@TempDir Path folder) throws IOException {
        try (KubernetesClient operator = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(installed.kubeconfig(folder).toFile()))
                .build()) {
            assertThat(operator.resources(AccelNetVM.class).inAnyNamespace().list())
                    .isNotNull();
            assertThatThrownBy(() -> operator.secrets().inAnyNamespace().list()).hasMessageContaining(OPERATOR);
        }
    }

    @Test
    void theOperatorHoldsItsLeaseInItsOwnNamespaceOnly() {
        assertThat(may(OPERATOR, "create", "coordination.k8s.io", "leases", "kube-system"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "edit, true,  create, accelnetvms",
        "edit, true,  delete, accelnetvms",
        "edit, true,  list,   accelnetvms",
        "edit, false, update, accelnetvms/status",
        "edit, false, create, accelnetclusters",
        "view, true,  get,    accelnetvms",
        "view, false, create, accelnetvms",
        "admin, true, patch,  accelnetvms"
    })
    void someoneWithARoleInANamespaceMay(String role, boolean allowed, String verb, String resource) {
        String user = "someone-who-may-" + role;
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(user)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .serverSideApply();

        // Kubernetes joins the roles in the background.
        await().atMost(Duration.ofSeconds(30)).until(() -> may(user, "get", "accelnet.io", "accelnetvms", "default"));
        assertThat(may(user, verb, "accelnet.io", resource, "default")).isEqualTo(allowed);
        assertThat(may(user, verb, "accelnet.io", resource, "kube-system")).isFalse();
    }

    private boolean may(String user, String verb, String group, String resource, String namespace) {
        String[] parts = resource.split("/", 2);
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withNewResourceAttributes()
                        .withNamespace(namespace)
                        .withVerb(verb)
                        .withGroup(group)
                        .withResource(parts[0])
                        .withSubresource(parts.length == 2 ? parts[1] : null)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }
}
