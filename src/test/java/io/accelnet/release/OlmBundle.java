package io.accelnet.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the Operator Lifecycle Manager (OLM) installs: a bundle in the format registry+v1, made of what kustomize would apply. Rights and the
 * Deployment go into the ClusterServiceVersion, CRDs and what OLM applies by itself stand beside it.
 */
final class OlmBundle {
    private static final String PACKAGE = "accelnet-operator";
    private static final String CHANNEL = "alpha";
    private static final String NAMESPACE = "accelnet-system";

    /** Of the kinds that OLM applies, those of which we have objects. */
    private static final Set<String> BESIDE =
            Set.of("CustomResourceDefinition", "ClusterRole", "Service", "PodDisruptionBudget");

    /** OLM makes the first two by itself. FlowSchemas it refuses: the operator does without, as where Helm's flowSchema.create is false. */
    private static final Set<String> LEFT_OUT = Set.of("Namespace", "ServiceAccount", "FlowSchema");

    private static final Map<String, String> LABELS = Map.of(
            "operators.operatorframework.io.bundle.mediatype.v1",
            "registry+v1",
            "operators.operatorframework.io.bundle.manifests.v1",
            "manifests/",
            "operators.operatorframework.io.bundle.metadata.v1",
            "metadata/",
            "operators.operatorframework.io.bundle.package.v1",
            PACKAGE,
            "operators.operatorframework.io.bundle.channels.v1",
            CHANNEL,
            "operators.operatorframework.io.bundle.channel.default.v1",
            CHANNEL);

    private final ManifestText text = new ManifestText();
    private final Release release;
    private final List<ObjectNode> installed;
    private final List<ObjectNode> samples;

    /**
     * @param installed what kustomize would apply, with the image of the release
     * @param samples of each kind at least one
     */
    OlmBundle(Release release, List<ObjectNode> installed, List<ObjectNode> samples) {
        this.release = release;
        this.installed = installed;
        this.samples = samples;
    }

    /** The files of the bundle, by their paths. */
    Map<String, String> files() throws JsonProcessingException {
        Map<String, String> files = new TreeMap<>();
        files.put("bundle.Dockerfile", dockerfile());
        files.put("bundle/metadata/annotations.yaml", annotations());
        files.put("bundle/manifests/" + PACKAGE + ".clusterserviceversion.yaml", text.yaml(serviceVersion()));
        for (ObjectNode object : installed) {
            if (isBeside(object)) {
                files.put("bundle/manifests/" + fileName(object), text.yaml(withoutNamespace(object)));
            }
        }
        return files;
    }

    private boolean isBeside(ObjectNode object) {
        String kind = object.path("kind").asText();
        return BESIDE.contains(kind) && !isOperatorsRole(object);
    }

    private static String fileName(ObjectNode object) {
        String name = object.at("/metadata/name").asText();
        return CustomKind.isDefinition(object)
                ? object.at("/spec/group").asText() + "_"
                        + object.at("/spec/names/plural").asText() + ".yaml"
                : name + "." + object.path("kind").asText().toLowerCase(Locale.ROOT) + ".yaml";
    }

    private static ObjectNode withoutNamespace(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("namespace");
        }
        return copy;
    }

    private String dockerfile() {
        StringBuilder lines = new StringBuilder("# Built in the folder that has this file and bundle.\nFROM scratch\n");
        new TreeMap<>(LABELS)
                .forEach((label, value) -> lines.append("LABEL ")
                        .append(label)
                        .append('=')
                        .append(value)
                        .append('\n'));
        return lines.append("COPY bundle/manifests /manifests/\nCOPY bundle/metadata /metadata/\n")
                .toString();
    }

    private String annotations() throws JsonProcessingException {
        ObjectNode file = text.newObject();
        ObjectNode annotations = file.putObject("annotations");
        new TreeMap<>(LABELS).forEach(annotations::put);
        return text.yaml(file);
    }

    private ObjectNode serviceVersion() throws JsonProcessingException {
        List<CustomKind> kinds = CustomKind.allIn(installed);
        ObjectNode version = text.newObject()
                .put("apiVersion", "operators.coreos.com/v1alpha1")
                .put("kind", "ClusterServiceVersion");
        ObjectNode metadata = version.putObject("metadata").put("name", PACKAGE + "." + release.tag());
        metadata.putObject("annotations")
                .put("alm-examples", text.json(Examples.of(kinds, samples)))
                .put("capabilities", "Seamless Upgrades")
                .put("categories", "Networking")
                .put("containerImage", release.imageReference())
                .put("createdAt", release.commitTime().toString())
                .put("description", description())
                .put("olm.skipRange", "<" + release.version())
                .put("operatorframework.io/suggested-namespace", NAMESPACE)
                .put("repository", release.source())
                .put("support", release.source());
        ObjectNode labels = metadata.putObject("labels");
        for (String architecture : List.of("amd64", "arm64")) {
            labels.put("operatorframework.io/arch." + architecture, "supported");
        }
        labels.put("operatorframework.io/os.linux", "supported");
        ObjectNode spec = version.putObject("spec")
                .put("displayName", "AccelNet Operator")
                .put("description", longDescription())
                .put("version", release.version())
                .put("maturity", "alpha")
                .put("minKubeVersion", "1.30.0");
        spec.putObject("provider").put("name", PACKAGE).put("url", release.source());
        spec.putArray("keywords")
                .add("sr-iov")
                .add("kubevirt")
                .add("virtual-machines")
                .add("accelerated-networking");
        ArrayNode links = spec.putArray("links");
        links.addObject().put("name", "Documentation").put("url", release.page("README.md"));
        links.addObject().put("name", "Source").put("url", release.source());
        release.maintainer()
                .ifPresent(maintainer -> spec.putArray("maintainers")
                        .addObject()
                        .put("name", maintainer.name())
                        .put("email", maintainer.email()));
        ArrayNode owned = spec.putObject("customresourcedefinitions").putArray("owned");
        for (CustomKind kind : kinds) {
            owned.addObject()
                    .put("name", kind.crd())
                    .put("version", kind.version())
                    .put("kind", kind.kind())
                    .put("displayName", kind.kind())
                    .put("description", kind.description());
        }
        ArrayNode modes = spec.putArray("installModes");
        for (String mode : List.of("OwnNamespace", "SingleNamespace", "MultiNamespace", "AllNamespaces")) {
            modes.addObject().put("type", mode).put("supported", mode.equals("AllNamespaces"));
        }
        spec.set("install", install());
        spec.putArray("relatedImages").addObject().put("name", "operator").put("image", release.imageReference());
        return version;
    }

    private static String description() {
        return "Reserves SR-IOV virtual functions for VMs, so that the failure of nodes leaves none without.";
    }

    private static String longDescription() {
        return """
                An administrator says which share of the nodes may fail, and which VM gets Low, Medium or High performance. The operator
                answers with the SR-IOV virtual functions that each node gives to each VM, or with the one reason why it can't, and what to
                do about it. It never promises a virtual function that a tolerated failure would take away.

                It watches all namespaces. Run it once per cluster.
                """;
    }

    private ObjectNode install() {
        ObjectNode install = text.newObject().put("strategy", "deployment");
        ObjectNode spec = install.putObject("spec");
        ArrayNode clusterPermissions = spec.putArray("clusterPermissions");
        ArrayNode permissions = spec.putArray("permissions");
        ArrayNode deployments = spec.putArray("deployments");
        for (ObjectNode object : installed) {
            String kind = object.path("kind").asText();
            switch (kind) {
                case "Deployment" -> {
                    ObjectNode deployment = deployments.addObject();
                    deployment.set("name", object.at("/metadata/name"));
                    deployment.set("label", object.at("/metadata/labels"));
                    deployment.set("spec", object.path("spec"));
                }
                case "ClusterRoleBinding" -> grant(clusterPermissions, object, "ClusterRole");
                case "RoleBinding" -> grant(permissions, object, "Role");
                default -> {
                    if (!BESIDE.contains(kind) && !LEFT_OUT.contains(kind) && !isOperatorsRole(object)) {
                        throw new IllegalArgumentException("nothing says what becomes of "
                                + kind + " " + object.at("/metadata/name").asText()
                                + " in the bundle of OLM: add its kind to those of OlmBundle");
                    }
                }
            }
        }
        return install;
    }

    /** OLM binds the rights by itself, to the service account that the Deployment names. */
    private void grant(ArrayNode permissions, ObjectNode binding, String kind) {
        ObjectNode permission = permissions.addObject();
        permission.put("serviceAccountName", binding.at("/subjects/0/name").asText());
        permission.set("rules", role(kind, binding.at("/roleRef/name").asText()).path("rules"));
    }

    private ObjectNode role(String kind, String name) {
        return installed.stream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("a binding names " + kind + " " + name + ", and there is none"));
    }

    /** Whether some binding names it. The others are for people to bind. */
    private boolean isOperatorsRole(JsonNode object) {
        String kind = object.path("kind").asText();
        String name = object.at("/metadata/name").asText();
        return installed.stream()
                .anyMatch(binding -> binding.at("/roleRef/kind").asText().equals(kind)
                        && binding.at("/roleRef/name").asText().equals(name));
    }
}
