package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Argo CD or Flux would apply if it were given a folder of {@code deploy/gitops}. The two repositories that the examples name are
 * this project, and its folder {@code deploy/gitops}.
 */
public final class GitOpsExample {
    private static final String OPERATORS_REPOSITORY = "https://git.example.com/mirror/accelnet-operator.git";
    private static final String OWN_REPOSITORY = "https://git.example.com/platform/gitops.git";

    private GitOpsExample() {}

    /** A folder that is applied, and by what. */
    public record Delivery(String name, String folder) {}

    /** Applications in the order of their sync waves. */
    public static List<Delivery> ofArgoCd(List<GenericKubernetesResource> objects) {
        return objects.stream()
                .filter(object -> object.getKind().equals("Application"))
                .sorted((one, other) -> Integer.compare(wave(one), wave(other)))
                .map(application -> new Delivery(
                        application.getMetadata().getName(),
                        folder(
                                application.<String>get("spec", "source", "repoURL"),
                                application.get("spec", "source", "path"))))
                .toList();
    }

    private static int wave(GenericKubernetesResource object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get("argocd.argoproj.io/sync-wave"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** Kustomizations, each after those that it depends on. */
    public static List<Delivery> ofFlux(List<GenericKubernetesResource> objects) {
        List<GenericKubernetesResource> waiting = new ArrayList<>(objects.stream()
                .filter(object -> object.getApiVersion().startsWith("kustomize.toolkit.fluxcd.io/"))
                .toList());
        List<Delivery> delivered = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!waiting.isEmpty()) {
            GenericKubernetesResource next = waiting.stream()
                    .filter(kustomization -> names.containsAll(dependencies(kustomization)))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(next);
            names.add(next.getMetadata().getName());
            delivered.add(new Delivery(
                    next.getMetadata().getName(),
                    folder(url(objects, next.get("spec", "sourceRef", "name")), next.get("spec", "path"))));
        }
        return delivered;
    }

    private static List<String> dependencies(GenericKubernetesResource kustomization) {
        return Stream.ofNullable(kustomization.<List<Map<String, String>>>get("spec", "dependsOn"))
                .flatMap(List::stream)
                .map(dependency -> dependency.get("name"))
                .toList();
    }

    private static String url(List<GenericKubernetesResource> objects, String source) {
        return objects.stream()
                .filter(object -> object.getKind().equals("GitRepository")
                        && object.getMetadata().getName().equals(source))
                .map(object -> object.<String>get("spec", "url"))
                .findFirst()
                .orElseThrow();
    }

    private static String folder(String repository, String path) {
        String relative = path.startsWith("./") ? path.substring(2) : path;
        return switch (repository) {
            case OPERATORS_REPOSITORY -> relative;
            case OWN_REPOSITORY -> "deploy/gitops/" + relative;
            default -> throw new IllegalArgumentException("no repository of the example: " + repository);
        };
    }
}
