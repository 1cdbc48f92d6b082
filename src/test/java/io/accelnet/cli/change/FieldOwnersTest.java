package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldOwnersTest {
    private final AccelNetVM vm = Objects.vm("tenant", "web");

    private void owns(String manager, String operation, String field) {
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperty("f:spec", Map.of("f:" + field, Map.of()));
        List<ManagedFieldsEntry> entries = new ArrayList<>(
                Optional.ofNullable(vm.getMetadata().getManagedFields()).orElse(List.of()));
        entries.add(new ManagedFieldsEntryBuilder()
                .withManager(manager)
                .withOperation(operation)
                .withFieldsV1(fields)
                .build());
        vm.getMetadata().setManagedFields(entries);
    }

    private Optional<String> keeper() {
        return FieldOwners.keeper(vm, "kubectl-accelnet", "spec", "performance");
    }

    @Test
    void whoeverAppliedAFieldKeepsIt() {
        owns("kubectl", "Apply", "performance");

        assertThat(keeper()).contains("field manager kubectl");
    }

    @Test
    void anEditOfAPersonKeepsNothing() {
        owns("kubectl-edit", "Update", "performance");
        owns("kubectl-accelnet", "Apply", "performance");

        assertThat(keeper()).isEmpty();
    }

    @Test
    void aFieldThatIsNotOwnedIsFree() {
        owns("kustomize-controller", "Apply", "clusterName");

        assertThat(keeper()).isEmpty();
    }

    /** Argo CD applies on the client's side unless it is told otherwise. */
    @Test
    void aToolOfGitKeepsWhatItUpdates() {
        owns("argocd-controller", "Update", "performance");
        vm.getMetadata()
                .setAnnotations(Map.of("argocd.argoproj.io/tracking-id", "shop:accelnet.io/AccelNetVM:tenant/web"));

        assertThat(keeper()).contains("Argo CD (application shop)");
        assertThat(FieldOwners.tool(vm)).contains("Argo CD (application shop)");
    }

    @Test
    void knowsTheToolsByTheirMarks() {
        assertThat(FieldOwners.tool(vm)).isEmpty();
        vm.getMetadata().setLabels(Map.of("kustomize.toolkit.fluxcd.io/name", "apps"));
        assertThat(FieldOwners.tool(vm)).contains("Flux (Kustomization apps)");
        vm.getMetadata().setLabels(Map.of("helm.toolkit.fluxcd.io/name", "shop"));
        assertThat(FieldOwners.tool(vm)).contains("Flux (HelmRelease shop)");
        vm.getMetadata().setLabels(Map.of());
        vm.getMetadata().setAnnotations(Map.of("meta.helm.sh/release-name", "shop"));
        assertThat(FieldOwners.tool(vm)).contains("Helm (release shop)");
        vm.getMetadata().setAnnotations(Map.of());
        owns("kustomize-controller", "Apply", "clusterName");
        assertThat(FieldOwners.tool(vm)).contains("Flux");
    }
}
