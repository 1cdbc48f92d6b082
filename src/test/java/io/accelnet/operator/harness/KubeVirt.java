package io.accelnet.operator.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * KubeVirt's and Multus' kinds on an API server, without what works with them.
 */
public final class KubeVirt implements AutoCloseable {
    private static final Set<String> KINDS = Set.of(
            "virtualmachines.kubevirt.io",
            "virtualmachineinstances.kubevirt.io",
            "virtualmachineinstancetypes.instancetype.kubevirt.io",
            "virtualmachineclusterinstancetypes.instancetype.kubevirt.io",
            "network-attachment-definitions.k8s.cni.cncf.io");

    private final KubernetesClient client;
    private final ForeignKinds kinds;

    /** Nothing is installed yet, whatever was. */
    public KubeVirt(KubernetesClient client) {
        this.client = client;
        this.kinds = new ForeignKinds(client, Path.of("src/test/resources/kubevirt"), KINDS);
        uninstall();
    }

    /** Has the API server serve all kinds. */
    public KubeVirt install() {
        kinds.install();
        return this;
    }

    /** Has it serve none of them any more; their objects go too. */
    public void uninstall() {
        kinds.uninstall();
        client.resources(ControllerRevision.class).inNamespace(Arena.NAMESPACE).delete();
    }

    /** A VirtualMachine of 4 vCPUs with one SR-IOV interface, which doesn't run. */
    public static String machine(String namespace, String name) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: %s, name: %s}
                spec:
                  runStrategy: Halted
                  template:
                    spec:
                      domain:
                        cpu: {sockets: 4}
                        devices: {interfaces: [{name: fast, sriov: {}}]}
                      networks: [{name: fast, multus: {networkName: fast}}]
                """.formatted(namespace, name);
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

    @Override
    public void close() {
        uninstall();
    }
}
