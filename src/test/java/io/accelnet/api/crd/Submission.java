package io.accelnet.api.crd;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import java.util.HashSet;
import java.util.Set;

/** Sends objects to an API server as users and the operator do, and removes them at the end. */
final class Submission implements AutoCloseable {
    private final KubernetesClient client;
    private final Set<GenericKubernetesResource> submitted = new HashSet<>();

    Submission(KubernetesClient client) {
        this.client = client;
    }

    /** Creates or updates the object, then its status if it has one: the API server takes each by its own door. */
    void submit(GenericKubernetesResource object) {
        NamespaceableResource<GenericKubernetesResource> resource = client.resource(object);
        GenericKubernetesResource present = resource.get();
        if (present == null) {
            submitted.add(object);
            present = resource.fieldValidation(FieldValidateable.Validation.STRICT)
                    .create();
        } else {
            object.getMetadata().setResourceVersion(present.getMetadata().getResourceVersion());
            present = client.resource(object)
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .update();
        }
        if (object.getAdditionalProperties().containsKey("status")) {
            object.getMetadata().setResourceVersion(present.getMetadata().getResourceVersion());
            client.resource(object).updateStatus();
        }
    }

    @Override
    public void close() {
        submitted.forEach(object -> client.resource(object).delete());
    }
}
