package io.accelnet.api.crd;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the CRDs. */
final class CrdGeneration {
    /** With a CRD go all objects of its kind, and the ledgers with them: a GitOps tool must not delete it because a folder was moved. */
    private static final SortedMap<String, String> NEVER_PRUNED = new TreeMap<>(Map.of(
            "argocd.argoproj.io/sync-options", "Prune=false,Delete=false",
            "kustomize.toolkit.fluxcd.io/prune", "disabled"));

    private static final Path RECORDS = Path.of("src/main/java/io/accelnet/api/v1alpha1");

    private final Descriptions descriptions;
    private final List<SchemaStep> steps;

    private CrdGeneration(Descriptions descriptions) {
        this.descriptions = descriptions;
        this.steps = List.of(
                new RequiredUnlessNullable(),
                new RulesOnce(),
                new IntegerFormats(),
                new ListTypes(),
                new EnumsInOrder(),
                descriptions,
                new KubernetesTypes());
    }

    static List<CustomResourceDefinition> generate() throws IOException {
        return new CrdGeneration(new Descriptions(JavadocReader.read(RECORDS))).run();
    }

    private List<CustomResourceDefinition> run() {
        List<CustomResourceDefinition> made = new ArrayList<>();
        new CRDGenerator()
                .withParallelGenerationEnabled(false)
                .customResourceClasses(List.<Class<? extends HasMetadata>>copyOf(Kinds.ALL))
                .withOutput(new NoOutput())
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String specVersion) {
                        made.add(refine((CustomResourceDefinition) crd));
                        return crd;
                    }
                })
                .generate();
        return List.copyOf(made);
    }

    private CustomResourceDefinition refine(CustomResourceDefinition crd) {
        crd.getMetadata().setAnnotations(NEVER_PRUNED);
        Class<?> kind = Kinds.ofCrd(crd.getMetadata().getName());
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        ColumnsInOrder.in(kind, version);
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        descriptions.describe(kind, root);
        refine(Kinds.spec(kind), SchemaWalk.property(root, "spec"));
        refine(Kinds.status(kind), SchemaWalk.property(root, "status"));
        DefaultStatus.addTo(root);
        return crd;
    }

    private void refine(Class<?> type, JSONSchemaProps schema) {
        descriptions.describe(type, schema);
        SchemaWalk.over(type, schema, node -> steps.forEach(step -> step.refine(node)));
    }
}
