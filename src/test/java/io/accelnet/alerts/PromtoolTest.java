package io.accelnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.accelnet.testing.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules' own unit tests, run by the genuine promtool. */
class PromtoolTest {
    private static final Path NO_CLUSTER = Path.of("/dev/null");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"clusters.yaml", "nodes.yaml", "operator.yaml"})
    void theyFireWhenTheyShould(String file) throws IOException, InterruptedException {
        Tool promtool = promtool("whether the alerts of " + file + " fire when they should");
        Files.writeString(folder.resolve("alerts.yaml"), AlertRules.ruleFile());
        Files.copy(Path.of("src/test/resources/alerts").resolve(file), folder.resolve(file));

        Tool.Answer answer = promtool.run("test", "rules", folder.resolve(file).toString());

        assertThat(answer.status()).as(answer.output() + answer.errors()).isZero();
    }

    @Test
    void prometheusTakesTheRules() throws IOException, InterruptedException {
        Tool promtool = promtool("whether Prometheus takes the alerts");
        Path rules = Files.writeString(folder.resolve("alerts.yaml"), AlertRules.ruleFile());

        assertThat(promtool.run("check", "rules", rules.toString()).expectSuccess())
                .contains("SUCCESS: " + AlertRules.all().size() + " rules found");
    }

    /** As rules, since promtool checks queries nowhere else. */
    @Test
    void prometheusUnderstandsTheDashboard() throws IOException, InterruptedException {
        Tool promtool = promtool("whether Prometheus understands the dashboard's queries");
        List<AlertRules.Query> queries = AlertRules.queriesOfDashboard();
        List<Map<String, String>> recorded = new ArrayList<>();
        for (AlertRules.Query query : queries) {
            recorded.add(Map.of("record", "panel:" + recorded.size(), "expr", query.expression()));
        }
        Path rules = Files.writeString(
                folder.resolve("dashboard.yaml"),
                new ObjectMapper(new YAMLFactory())
                        .writeValueAsString(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", recorded)))));

        assertThat(promtool.run("check", "rules", rules.toString()).expectSuccess())
                .contains("SUCCESS: " + queries.size() + " rules found");
    }

    private static Tool promtool(String leftOut) {
        return new Tool(GenuinePrometheus.program("promtool", leftOut), NO_CLUSTER);
    }
}
