package io.accelnet.operator.gather.kubevirt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.accelnet.api.schema.ApiType;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import java.util.Optional;

/** Multus' NetworkAttachmentDefinition: a network that VMs can be connected to. */
@ApiType
@Group("k8s.cni.cncf.io")
@Version("v1")
@Kind("NetworkAttachmentDefinition")
@Plural("network-attachment-definitions")
public class NetworkAttachmentDefinition extends ReferencedObject<Void, Void> implements Namespaced {
    private static final String RESOURCE_NAME = "k8s.v1.cni.cncf.io/resourceName";

    /** The extended resource whose units connect to the network; empty if it names none. */
    @JsonIgnore
    public Optional<String> resourceName() {
        return Optional.ofNullable(getMetadata().getAnnotations())
                .map(annotations -> annotations.get(RESOURCE_NAME))
                .filter(name -> !name.isEmpty());
    }

    @Override
    public Object facts() {
        return resourceName();
    }

    @Override
    public void trim() {
        setMetadata(identity()
                .withAnnotations(
                        resourceName().map(name -> Map.of(RESOURCE_NAME, name)).orElse(Map.of()))
                .build());
    }
}
