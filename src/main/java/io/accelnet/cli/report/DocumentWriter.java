package io.accelnet.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.PrintWriter;

/** Writes an answer for programs: the components of its records are the fields. What is empty has no field. */
public final class DocumentWriter {
    private final PrintWriter out;

    /** Writes to this. */
    public DocumentWriter(PrintWriter out) {
        this.out = out;
    }

    /** As JSON. */
    public void json(Object answer) throws IOException {
        prepared(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build())
                .writeValue(out, answer);
        out.print('\n');
        out.flush();
    }

    /** As YAML. */
    public void yaml(Object answer) throws IOException {
        prepared(new ObjectMapper(YAMLFactory.builder()
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                        .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                        .build()))
                .writeValue(out, answer);
        out.flush();
    }

    private static ObjectMapper prepared(ObjectMapper mapper) {
        mapper.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        return mapper;
    }
}
