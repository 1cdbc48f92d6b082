package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Names for what is gone: a VM by its UID, since one made anew is another; a node by its name, since that is how it is asked for. */
final class Token {
    private Token() {}

    static Optional<String> ofVm(HasMetadata vm) {
        return Optional.of(vm(vm.getMetadata().getUid()));
    }

    static Optional<String> ofNode(HasMetadata node) {
        return Optional.of(node(node.getMetadata().getName()));
    }

    static Optional<String> ofKubernetesNode(HasMetadata node) {
        return Optional.of(kubernetesNode(node.getMetadata().getName()));
    }

    static String vm(String uid) {
        return "vm/" + uid;
    }

    static String node(String name) {
        return "node/" + name;
    }

    static String kubernetesNode(String name) {
        return "kubernetesnode/" + name;
    }
}
