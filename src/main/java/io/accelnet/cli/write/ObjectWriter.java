package io.accelnet.cli.write;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates, changes and deletes single objects, under the field manager {@value #FIELD_MANAGER}. */
public final class ObjectWriter {
    /** Under which everything is written. */
    public static final String FIELD_MANAGER = "kubectl-accelnet";

    private static final String ALL = "All";

    private final KubernetesClient client;
    private final DryRun dryRun;

    /** Writes by this client. */
    public ObjectWriter(KubernetesClient client, DryRun dryRun) {
        this.client = client;
        this.dryRun = dryRun;
    }

    /** Whether something is written. */
    public DryRun dryRun() {
        return dryRun;
    }

    /** The object as it is stored by now; empty if it isn't there, or can't be got: whoever may write it needn't have the right to get it. */
    <T extends HasMetadata> Optional<T> present(T object) {
        try {
            return Optional.ofNullable(client.resource(object).get());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody knows if a request that failed has been carried out. */
    boolean mayHaveWritten(KubernetesClientException e) {
        return dryRun == DryRun.NONE && UnansweredException.is(e);
    }

    /** Creates an object, and answers it as it is stored. */
    public <T extends HasMetadata> T create(T object, Class<T> type) {
        return dryRun == DryRun.CLIENT
                ? object
                : client.getKubernetesSerialization()
                        .unmarshal(
                                client.raw(
                                        collection(object) + "?fieldManager=" + FIELD_MANAGER
                                                + (dryRun == DryRun.SERVER ? "&dryRun=" + ALL : ""),
                                        "POST",
                                        object),
                                type);
    }

    /** Changes an object by a JSON patch, and answers it as it is stored; as it was, if nothing is sent. */
    public <T extends HasMetadata> T patch(T present, List<Map<String, Object>> patch) {
        if (dryRun == DryRun.CLIENT) {
            return present;
        }
        return client.resource(present)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON)
                                .withFieldManager(FIELD_MANAGER)
                                .withDryRun(dryRun == DryRun.SERVER ? List.of(ALL) : null)
                                .build(),
                        client.getKubernetesSerialization().asJson(patch));
    }

    /** Deletes this very object; one that is gone already is no error. */
    public void delete(HasMetadata present) {
        if (dryRun == DryRun.CLIENT) {
            return;
        }
        try {
            client.raw(
                    collection(present) + "/" + present.getMetadata().getName()
                            + (dryRun == DryRun.SERVER ? "?dryRun=" + ALL : ""),
                    "DELETE",
                    new DeleteOptionsBuilder()
                            .withApiVersion("v1")
                            .withKind("DeleteOptions")
                            .withNewPreconditions(null, present.getMetadata().getUid())
                            .build());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    private static String collection(HasMetadata object) {
        return "/apis/" + object.getApiVersion()
                + Optional.ofNullable(object.getMetadata().getNamespace())
                        .map(namespace -> "/namespaces/" + namespace)
                        .orElse("")
                + "/" + HasMetadata.getPlural(object.getClass());
    }
}
