package io.accelnet.cli.change;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose the fields of an object are. What a GitOps tool keeps, or somebody has applied, would be set back sooner or later: it is to
 * be changed there.
 */
public final class FieldOwners {
    private static final String APPLY = "Apply";

    /** The managers whose writes come from Git, by what they call themselves. */
    private static final Map<String, String> TOOLS = Map.of(
            "argocd-controller", "Argo CD",
            "argocd-application-controller", "Argo CD",
            "kustomize-controller", "Flux",
            "helm-controller", "Flux",
            "helm", "Helm",
            "Helm", "Helm");

    private FieldOwners() {}

    /** The GitOps tool that keeps this object, with the name of what it is part of; empty if none is known to. */
    public static Optional<String> tool(HasMetadata object) {
        Map<String, String> labels =
                Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
        Map<String, String> annotations =
                Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
        return named("Argo CD (application ", annotations.get("argocd.argoproj.io/tracking-id"), ":")
                .or(() -> named("Flux (Kustomization ", labels.get("kustomize.toolkit.fluxcd.io/name"), " "))
                .or(() -> named("Flux (HelmRelease ", labels.get("helm.toolkit.fluxcd.io/name"), " "))
                .or(() -> named("Helm (release ", annotations.get("meta.helm.sh/release-name"), " "))
                .or(() -> entries(object).stream()
                        .map(entry -> TOOLS.get(Objects.requireNonNullElse(entry.getManager(), "")))
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /**
     * Who sets a field back if it is changed: a GitOps tool, or whoever has applied it; empty if nobody is known to.
     *
     * @param manager under which it is to be changed
     * @param path the names of the fields that lead to it
     */
    public static Optional<String> keeper(HasMetadata object, String manager, String... path) {
        return entries(object).stream()
                .filter(entry -> !manager.equals(entry.getManager()))
                .filter(entry -> APPLY.equals(entry.getOperation()) || isTool(entry))
                .filter(entry -> owns(entry.getFieldsV1(), path))
                .map(ManagedFieldsEntry::getManager)
                .findFirst()
                .map(found ->
                        tool(object).filter(_ -> TOOLS.containsKey(found)).orElseGet(() -> "field manager " + found));
    }

    private static boolean isTool(ManagedFieldsEntry entry) {
        return TOOLS.containsKey(Objects.requireNonNullElse(entry.getManager(), ""));
    }

    private static Optional<String> named(String tool, @Nullable String name, String end) {
        return Optional.ofNullable(name)
                .filter(text -> !text.isEmpty())
                .map(text -> tool + text.split(end, 2)[0] + ")");
    }

    private static List<ManagedFieldsEntry> entries(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of())
                .stream()
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .toList();
    }

    /** A field that has nothing below it is owned as a whole. */
    private static boolean owns(@Nullable FieldsV1 fields, String... path) {
        @Nullable Object below = fields == null ? null : fields.getAdditionalProperties();
        for (String name : path) {
            if (!(below instanceof Map<?, ?> map)) {
                return false;
            }
            below = map.get("f:" + name);
            if (below instanceof Map<?, ?> whole && whole.isEmpty()) {
                return true;
            }
        }
        return below != null;
    }
}
