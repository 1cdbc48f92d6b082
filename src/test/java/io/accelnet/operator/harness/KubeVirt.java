package io.accelnet.operator.harness;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * KubeVirt's and Multus' kinds on an API server, without what works with them. Their CRDs are small ones, with the fields that the
 * operator reads; {@code ACCELNET_KUBEVIRT_CRDS} names a folder with the real ones, which must do as well.
 */
public final class KubeVirt implements AutoCloseable {
    private static final String REAL = "ACCELNET_KUBEVIRT_CRDS";
    private static final Path SMALL = Path.of("src/test/resources/kubevirt");
    private static final Set<String> KINDS = Set.of(
            "virtualmachines.kubevirt.io",
            "virtualmachineinstances.kubevirt.io",
            "virtualmachineinstancetypes.instancetype.kubevirt.io",
            "virtualmachineclusterinstancetypes.instancetype.kubevirt.io",
            "network-attachment-definitions.k8s.cni.cncf.io");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KubernetesClient client;

    /** Nothing is installed yet, whatever was. */
    public KubeVirt(KubernetesClient client) {
        this.client = client;
        uninstall();
    }

    /** Has the API server serve all kinds. */
    public KubeVirt install() {
        for (CustomResourceDefinition crd : crds()) {
            client.resource(crd).forceConflicts().serverSideApply();
        }
        await().atMost(PATIENCE)
                .until(() -> KINDS.stream()
                        .allMatch(name -> isServed(client.apiextensions()
                                .v1()
                                .customResourceDefinitions()
                                .withName(name)
                                .get())));
        return this;
    }

    /** Has it serve none of them any more; their objects go too. */
    public void uninstall() {
        KINDS.forEach(name -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .delete());
        client.resources(ControllerRevision.class).inNamespace(Arena.NAMESPACE).delete();
        await().atMost(PATIENCE)
                .until(() -> KINDS.stream()
                        .allMatch(name -> client.apiextensions()
                                        .v1()
                                        .customResourceDefinitions()
                                        .withName(name)
                                        .get()
                                == null));
    }

    /** Creates or changes an object, and its status too. */
    public void apply(String manifest) {
        for (HasMetadata object : objects(manifest)) {
            client.resource(object).forceConflicts().serverSideApply();
            if (manifest.contains("\nstatus:") && object.getKind().equals("VirtualMachine")) {
                client.resource(object).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), object);
            }
        }
    }

    /** Deletes the objects of a manifest. */
    public void delete(String manifest) {
        objects(manifest).forEach(object -> client.resource(object).delete());
    }

    private List<HasMetadata> objects(String manifest) {
        return client.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    private static List<CustomResourceDefinition> crds() {
        Path folder = Optional.ofNullable(System.getenv(REAL)).map(Path::of).orElse(SMALL);
        List<CustomResourceDefinition> crds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                CustomResourceDefinition crd =
                        Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
                if (KINDS.contains(crd.getMetadata().getName())) {
                    crds.add(crd);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (crds.size() != KINDS.size()) {
            throw new IllegalStateException(folder + " hasn't the CRDs of all kinds: " + KINDS);
        }
        return crds;
    }

    private static boolean isServed(CustomResourceDefinition crd) {
        return crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    @Override
    public void close() {
        uninstall();
    }
}
