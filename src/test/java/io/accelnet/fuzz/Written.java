package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The least that manifests of small clusters say, as people write them. */
final class Written {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Written() {}

    /** An object without a spec. */
    static ObjectNode object(String kind, String name) {
        ObjectNode object =
                JSON.objectNode().put("apiVersion", "accelnet.io/v1alpha1").put("kind", kind);
        object.putObject("metadata").put("name", name);
        object.putObject("spec");
        return object;
    }

    /** An intent for VMs. */
    static ObjectNode intent(String name, List<String> ports) {
        ObjectNode intent = object("NetworkIntent", name);
        intent.withObject("/spec").putArray("types").add("Compute");
        ports.forEach(intent.withObject("/spec").putArray("adapters")::add);
        return intent;
    }

    /** A host without ports. */
    static ObjectNode host(String name) {
        ObjectNode host = object("AccelNetNode", name);
        host.withObject("/spec")
                .put("hostType", "External")
                .put("operatingSystem", "Linux")
                .put("hyperthreading", true);
        return host;
    }

    /** A port more for a host; returns the port. */
    static ObjectNode port(ObjectNode host, String name, int virtualFunctions) {
        return host.withObject("/spec")
                .withArray("adapters")
                .addObject()
                .put("name", name)
                .put("sriovSupport", "Supported")
                .put("virtualFunctions", virtualFunctions);
    }

    /** A VM without network adapters. */
    static ObjectNode vm(String namespace, String name, String cluster, String level) {
        ObjectNode vm = object("AccelNetVM", name);
        vm.withObject("/metadata").put("namespace", namespace);
        vm.withObject("/spec").put("clusterName", cluster).put("performance", level);
        vm.withObject("/spec/virtualMachine").put("virtualProcessors", 8);
        return vm;
    }
}
