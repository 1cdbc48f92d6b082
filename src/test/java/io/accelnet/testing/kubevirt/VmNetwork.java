package io.accelnet.testing.kubevirt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A network of a VM that Multus attaches.
 *
 * @param name the VM's name for it
 * @param namespace the namespace of its NetworkAttachmentDefinition
 * @param definition the name of that
 * @param isVirtualFunction whether the VM has a virtual function there
 */
record VmNetwork(String name, String namespace, String definition, boolean isVirtualFunction) {
    private static final int DIGITS = 11;

    static List<VmNetwork> of(Dynamic instance) {
        return instance.list("spec", "networks").stream()
                .filter(network -> network.get("multus") instanceof Map)
                .map(network -> of(instance, network))
                .toList();
    }

    private static VmNetwork of(Dynamic instance, Map<String, Object> network) {
        String name = String.valueOf(network.get("name"));
        Map<?, ?> multus = (Map<?, ?>) network.getOrDefault("multus", Map.of());
        String[] path = String.valueOf(multus.get("networkName")).split("/", 2);
        boolean isVirtualFunction = instance.list("spec", "domain", "devices", "interfaces").stream()
                .anyMatch(it -> name.equals(it.get("name")) && it.containsKey("sriov"));
        return new VmNetwork(
                name, path.length == 2 ? path[0] : instance.namespace(), path[path.length - 1], isVirtualFunction);
    }

    /** Its name in the pod: KubeVirt takes a digest, so that it is short. */
    String podInterface() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "pod" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
