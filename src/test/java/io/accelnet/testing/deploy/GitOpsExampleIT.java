package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.deploy.GitOpsExample.Delivery;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What docs/gitops.md says of the manifests in {@code deploy/gitops}. It needs no cluster. */
class GitOpsExampleIT {
    private static final String SYNC_OPTIONS = "argocd.argoproj.io/sync-options";
    private static final String FLUX_PRUNES = "kustomize.toolkit.fluxcd.io/prune";

    private final Tool kubectl = Tool.of(Program.KUBECTL, Path.of("/dev/null"));
    private final List<GenericKubernetesResource> argoCd = rendered("deploy/gitops/argocd");
    private final List<GenericKubernetesResource> flux = rendered("deploy/gitops/flux");
    private final List<GenericKubernetesResource> clusters = rendered("deploy/gitops/clusters/east");
    private final List<GenericKubernetesResource> vms = rendered("deploy/gitops/vms/shop");

    GitOpsExampleIT() throws IOException, InterruptedException {}

    private List<GenericKubernetesResource> rendered(String folder) throws IOException, InterruptedException {
        return Rendered.of(kubectl.run("kustomize", folder).expectSuccess()).objects();
    }

    @Test
    void bothToolsDeliverTheSameAndTheOperatorFirst() {
        assertThat(GitOpsExample.ofArgoCd(argoCd))
                .containsExactlyElementsOf(GitOpsExample.ofFlux(flux))
                .containsExactly(
                        new Delivery("accelnet-operator", "deploy"),
                        new Delivery("accelnet-clusters", "deploy/gitops/clusters/east"),
                        new Delivery("accelnet-vms", "deploy/gitops/vms/shop"));
    }

    @Test
    void noToolDeletesWhatPromisesAreMadeOf() {
        assertThat(clusters)
                .extracting(GenericKubernetesResource::getKind)
                .containsOnly("NetworkIntent", "AccelNetNode", "AccelNetCluster");
        assertThat(clusters).allSatisfy(GitOpsExampleIT::isNeverPruned);
        assertThat(vms.stream().filter(object -> object.getKind().equals("Namespace")))
                .hasSize(1)
                .allSatisfy(GitOpsExampleIT::isNeverPruned);
    }

    private static void isNeverPruned(GenericKubernetesResource object) {
        assertThat(annotations(object))
                .containsEntry(SYNC_OPTIONS, "Prune=false,Delete=false")
                .containsEntry(FLUX_PRUNES, "disabled");
    }

    @Test
    void aPersonConfirmsThatAVmIsDeleted() {
        assertThat(vms.stream().filter(object -> object.getKind().equals("AccelNetVM")))
                .hasSize(2)
                .allSatisfy(vm -> assertThat(annotations(vm))
                        .containsEntry(SYNC_OPTIONS, "Prune=confirm,Delete=confirm")
                        .doesNotContainKey(FLUX_PRUNES));
    }

    /** One wave would wait for the health of another, and keep out what mends it. */
    @Test
    void ourObjectsHaveNoSyncWaves() {
        assertThat(clusters)
                .allSatisfy(
                        object -> assertThat(annotations(object)).doesNotContainKey("argocd.argoproj.io/sync-wave"));
        assertThat(vms)
                .allSatisfy(
                        object -> assertThat(annotations(object)).doesNotContainKey("argocd.argoproj.io/sync-wave"));
    }

    @Test
    void anApplicationThatIsDeletedDeletesNothingElse() {
        assertThat(argoCd).hasSize(3).allSatisfy(application -> {
            assertThat(application.getMetadata().getFinalizers()).isEmpty();
            assertThat(application.<List<String>>get("spec", "syncPolicy", "syncOptions"))
                    .contains("ServerSideApply=true")
                    .doesNotContain("Replace=true", "Force=true", "PruneLast=true");
            assertThat(application.<Boolean>get("spec", "syncPolicy", "automated", "selfHeal"))
                    .isTrue();
        });
    }

    @Test
    void aKustomizationThatIsDeletedDeletesNothingElse() {
        List<GenericKubernetesResource> kustomizations = flux.stream()
                .filter(object -> object.getKind().equals("Kustomization"))
                .toList();
        assertThat(kustomizations).hasSize(3).allSatisfy(kustomization -> {
            assertThat(kustomization.<String>get("spec", "deletionPolicy")).isEqualTo("Orphan");
            assertThat(kustomization.<Boolean>get("spec", "wait")).isTrue();
            assertThat(Optional.ofNullable(kustomization.<Object>get("spec", "force")))
                    .isEmpty();
            assertThat(Optional.ofNullable(kustomization.<Object>get("spec", "healthCheckExprs")))
                    .isEmpty();
        });
    }

    /** A cluster whose reserve doesn't hold has failed, and is mended by a commit that takes VMs away. */
    @Test
    void vmsDoNotWaitForTheirCluster() {
        assertThat(flux.stream()
                        .filter(object -> object.getMetadata().getName().equals("accelnet-vms"))
                        .map(vm -> vm.<List<Map<String, String>>>get("spec", "dependsOn")))
                .containsExactly(List.of(Map.of("name", "accelnet-operator")));
    }

    private static Map<String, String> annotations(GenericKubernetesResource object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of());
    }
}
