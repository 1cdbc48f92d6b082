package io.accelnet.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules and the dashboard that are shipped. */
final class AlertRules {
    static final Path COMPONENT = Path.of("deploy/components/monitoring");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private AlertRules() {}

    /**
     * An alert.
     *
     * @param name such as AccelNetReserveViolated
     * @param expression in PromQL
     * @param severity critical, warning or info
     * @param annotations what people are told
     */
    record Alert(String name, String expression, String severity, JsonNode annotations) {
        String annotation(String key) {
            return annotations.path(key).asText();
        }
    }

    static List<Alert> all() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode group : spec().path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                alerts.add(new Alert(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("labels").path("severity").asText(),
                        rule.path("annotations")));
            }
        }
        return alerts;
    }

    /** What a rule file of Prometheus has: the PrometheusRule's spec. */
    static String ruleFile() throws IOException {
        return YAML.writeValueAsString(spec());
    }

    /** The same, but that no alert waits before it fires. */
    static String ruleFileThatDoesNotWait() throws IOException {
        JsonNode spec = spec();
        spec.findParents("for").forEach(rule -> ((ObjectNode) rule).put("for", "0s"));
        return YAML.writeValueAsString(spec);
    }

    /** The tests of a file for {@code promtool test rules}. */
    static JsonNode unitTests(Path file) throws IOException {
        return YAML.readTree(Files.readString(file)).path("tests");
    }

    /**
     * A query of the dashboard.
     *
     * @param expression in PromQL, with Grafana's variables filled in
     * @param legend what stands for its series, with labels in braces; empty if Grafana writes all labels
     */
    record Query(String expression, String legend) {}

    /** All queries of the dashboard. */
    static List<Query> queriesOfDashboard() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode target : dashboard().findParents("expr")) {
            queries.add(new Query(
                    target.path("expr")
                            .asText()
                            .replace("$__rate_interval", "5m")
                            .replace("$cluster", ".*")
                            .replace("$pool", ".*"),
                    target.path("legendFormat").asText()));
        }
        return queries;
    }

    /** What the dashboard's variables are chosen from: {@code label_values(METRIC, LABEL)}. */
    static List<String> variablesOfDashboard() throws IOException {
        return dashboard().path("templating").path("list").findValuesAsText("definition");
    }

    private static JsonNode dashboard() throws IOException {
        return YAML.readTree(Files.readString(COMPONENT.resolve("dashboard.json")));
    }

    private static JsonNode spec() throws IOException {
        return YAML.readTree(Files.readString(COMPONENT.resolve("prometheus-rule.yaml")))
                .path("spec");
    }
}
