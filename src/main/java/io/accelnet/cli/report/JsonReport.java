package io.accelnet.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;

/** For programs: one document with all that the tables say. */
public final class JsonReport {
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build()
            .writerFor(JsonDocument.class);

    private final PrintWriter out;

    /** Writes to this. */
    public JsonReport(PrintWriter out) {
        this.out = out;
    }

    /** Writes a report. */
    public void print(Report report) throws IOException {
        JSON.writeValue(out, JsonDocument.of(report));
        out.print('\n');
        out.flush();
    }
}
