package io.accelnet.operator.harness;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of other projects on an API server, without what works with them. Their CRDs are small ones, with the fields that the
 * operator reads; {@code ACCELNET_KUBEVIRT_CRDS} names a folder with the real ones, which must do as well.
 */
final class ForeignKinds {
    private static final String REAL = "ACCELNET_KUBEVIRT_CRDS";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final KubernetesClient client;
    private final Path small;
    private final Set<String> names;

    /**
     * These kinds.
     *
     * @param small the folder with their small CRDs
     * @param names the names of the CRDs
     */
    ForeignKinds(KubernetesClient client, Path small, Set<String> names) {
        this.client = client;
        this.small = small;
        this.names = names;
    }

    /** Has the API server serve all kinds. */
    void install() {
        for (CustomResourceDefinition crd : crds()) {
            client.resource(crd).forceConflicts().serverSideApply();
        }
        await().atMost(PATIENCE).until(() -> names.stream().allMatch(name -> isServed(get(name))));
    }

    /** Has it serve none of them any more; their objects go too. */
    void uninstall() {
        names.forEach(name -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .delete());
        await().atMost(PATIENCE).until(() -> names.stream().allMatch(name -> get(name) == null));
    }

    private @Nullable CustomResourceDefinition get(String name) {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
    }

    private List<CustomResourceDefinition> crds() {
        Path folder = Optional.ofNullable(System.getenv(REAL)).map(Path::of).orElse(small);
        List<CustomResourceDefinition> crds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                CustomResourceDefinition crd =
                        Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
                if (names.contains(crd.getMetadata().getName())) {
                    crds.add(crd);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (crds.size() != names.size()) {
            throw new IllegalStateException(folder + " hasn't the CRDs of all kinds: " + names);
        }
        return crds;
    }

    private static boolean isServed(@Nullable CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
