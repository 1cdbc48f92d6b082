package io.accelnet.api.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;

/** A CRD as people read it, and as {@code git diff} shows it. */
final class CrdYaml {
    private static final String HEADER = "# Made from io.accelnet.api.v1alpha1 by `make crds`: change it there.\n";

    private final ObjectMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new PlainWhereSafe())
                    .build())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    private final ObjectMapper json = JsonMapper.builder().build();

    /** The file's name, as controller-gen would call it. */
    String fileName(CustomResourceDefinition crd) {
        return crd.getSpec().getGroup() + "_" + crd.getSpec().getNames().getPlural() + ".yaml";
    }

    String text(CustomResourceDefinition crd) throws JsonProcessingException {
        JsonNode tree = WholeNumbers.in(json.valueToTree(crd));
        return HEADER + yaml.writeValueAsString(tree);
    }
}
