package io.accelnet.cli.live;

import io.accelnet.cli.change.VmName;
import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Optional;

/**
 * Where namespaced objects are looked for.
 *
 * @param namespace the namespace; empty: all
 */
public record Scope(Optional<String> namespace) {
    /** The namespace where nothing says another. */
    public static final String DEFAULT_NAMESPACE = "default";

    /** All namespaces. */
    public static final Scope ALL = new Scope(Optional.empty());

    /** Whether an object is there. */
    boolean has(HasMetadata object) {
        return namespace
                .map(name -> name.equals(object.getMetadata().getNamespace()))
                .orElse(true);
    }

    /** All objects of a kind that are there. */
    <T extends HasMetadata> FilterWatchListDeletable<T, KubernetesResourceList<T>, Resource<T>> of(
            KubernetesClient client, Class<T> type) {
        return namespace
                .<FilterWatchListDeletable<T, KubernetesResourceList<T>, Resource<T>>>map(
                        name -> client.resources(type).inNamespace(name))
                .orElseGet(() -> client.resources(type).inAnyNamespace());
    }

    /** The VM of this name: NAME, or KIND.GROUP/NAME, in this namespace; or NAMESPACE/NAME. */
    public VmName vm(String said) {
        return VmName.of(
                said,
                () -> namespace.orElseThrow(() -> new BadRequestException("with --all-namespaces, say NAMESPACE/"
                        + said.substring(said.indexOf('/') + 1) + " instead of " + said)));
    }
}
