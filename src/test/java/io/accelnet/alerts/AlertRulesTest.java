package io.accelnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accelnet.alerts.AlertRules.Alert;
import io.accelnet.alerts.AlertRules.Query;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What alerts, runbooks and dashboard say of each other and of the metrics is so. */
class AlertRulesTest {
    private static final Path UNIT_TESTS = Path.of("src/test/resources/alerts");
    private static final Pattern SECTION =
            Pattern.compile("^## (AccelNet\\w+)\n(.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| `(accelnet_\\w+)` \\|.*$", Pattern.MULTILINE);
    private static final Pattern SELECTOR = Pattern.compile("\\b(accelnet_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern AGGREGATION = Pattern.compile(
            "\\b(?:by|on) \\(([^)]*)\\) ?\\((?:(?:rate|changes|max by \\([^)]*\\)|sum by \\([^)]*\\)) ?\\()*(accelnet_\\w+)");
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((\\w+)(?:\\{[^}]*})?, (\\w+)\\)");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!=|!~|=)\\s*\"([^\"]*)\"");

    static List<Alert> alerts() throws IOException {
        return AlertRules.all();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysHowBadItIsAndWhatToDo(Alert alert) {
        assertThat(alert.name()).startsWith("AccelNet");
        assertThat(alert.severity()).isIn("critical", "warning", "info");
        assertThat(alert.annotation("summary")).endsWith(".");
        assertThat(alert.annotation("description")).endsWith(".");
        assertThat(alert.annotation("runbook_url"))
                .isEqualTo("docs/runbooks.md#" + alert.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void eachAlertHasARunbookAndEachRunbookAnAlert() throws IOException {
        Map<String, String> sections = SECTION.matcher(Files.readString(Path.of("docs/runbooks.md")))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(sections)
                .containsOnlyKeys(alerts().stream().map(Alert::name).toArray(String[]::new))
                .allSatisfy((name, section) -> assertThat(section)
                        .as(name)
                        .contains("**Meaning.**", "**Impact.**", "**Diagnosis.**", "**Mitigation.**", "```sh"));
    }

    @Test
    void eachAlertIsTestedToFireAndNotToFire() throws IOException {
        Set<String> firing = new HashSet<>();
        Set<String> silent = new HashSet<>();
        for (String file : List.of("clusters.yaml", "nodes.yaml", "operator.yaml")) {
            for (JsonNode test : AlertRules.unitTests(UNIT_TESTS.resolve(file))) {
                for (JsonNode expected : test.path("alert_rule_test")) {
                    (expected.path("exp_alerts").isEmpty() ? silent : firing)
                            .add(expected.path("alertname").asText());
                }
            }
        }
        List<String> names = alerts().stream().map(Alert::name).toList();
        assertThat(firing).containsExactlyInAnyOrderElementsOf(names);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void everyMetricThatIsUsedIsDocumentedWithItsLabels() throws IOException {
        String page = Files.readString(Path.of("docs/metrics.md"));
        Map<String, String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(30);
        Stream<String> expressions = Stream.of(
                        alerts().stream().map(Alert::expression),
                        AlertRules.queriesOfDashboard().stream().map(Query::expression),
                        AlertRules.variablesOfDashboard().stream(),
                        unitTestSeries())
                .flatMap(each -> each);
        assertThat(expressions.flatMap(expression -> problems(expression, page, rows)))
                .isEmpty();
    }

    /** By a label that a metric hasn't, everything is one series, and Prometheus says nothing. */
    @Test
    void whatIsGroupedByIsALabelOfEachMetric() throws IOException {
        Map<String, String> rows = rows();
        assertThat(Stream.concat(
                                alerts().stream().map(Alert::expression),
                                AlertRules.queriesOfDashboard().stream().map(Query::expression))
                        .flatMap(expression -> AGGREGATION
                                .matcher(expression)
                                .results()
                                .flatMap(found -> Stream.of(found.group(1).split(",\\s*"))
                                        .filter(label -> !isOfEveryTarget(label))
                                        .filter(label ->
                                                !metric(rows, found.group(2)).contains("`" + label + "`"))
                                        .map(label -> found.group(2) + " has no label " + label + ": " + expression))))
                .isEmpty();
    }

    /** Else the legend has a gap where a label isn't there. */
    @Test
    void aLegendNamesLabelsThatTheQueryKeeps() throws IOException {
        assertThat(AlertRules.queriesOfDashboard())
                .isNotEmpty()
                .allSatisfy(query -> assertThat(LEGEND.matcher(query.legend())
                                .results()
                                .map(found -> found.group(1))
                                .toList())
                        .as("%s: %s", query.legend(), query.expression())
                        .isSubsetOf(labelsKept(query.expression())));
    }

    /** What is grouped by first is outermost. */
    private static Set<String> labelsKept(String expression) {
        Matcher outermost = BY.matcher(expression);
        return outermost.find() ? Set.of(outermost.group(1).split(",\\s*")) : Set.of();
    }

    @Test
    void theVariablesAreLabelsOfTheirMetrics() throws IOException {
        Map<String, String> rows = rows();
        assertThat(AlertRules.variablesOfDashboard()).hasSize(2).allSatisfy(variable -> {
            Matcher found = VARIABLE.matcher(variable);
            assertThat(found.matches()).as(variable).isTrue();
            assertThat(rows.get(found.group(1))).as(variable).contains("`" + found.group(2) + "`");
        });
    }

    /** Prometheus and histograms bring these. */
    private static boolean isOfEveryTarget(String label) {
        return Set.of("instance", "pod", "le").contains(label);
    }

    private static String metric(Map<String, String> rows, String name) {
        return rows.getOrDefault(name.replaceAll("_(bucket|sum|count)$", ""), "");
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new HashMap<>();
        ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .forEach(found -> rows.put(found.group(1), found.group()));
        return rows;
    }

    private static Stream<String> unitTestSeries() throws IOException {
        Stream<String> all = Stream.empty();
        for (String file : List.of("clusters.yaml", "nodes.yaml", "operator.yaml")) {
            all = Stream.concat(
                    all, AlertRules.unitTests(UNIT_TESTS.resolve(file)).findValuesAsText("series").stream());
        }
        return all;
    }

    private static Stream<String> problems(String expression, String page, Map<String, String> rows) {
        return SELECTOR.matcher(expression).results().flatMap((MatchResult found) -> {
            String metric = found.group(1).replaceAll("_(bucket|sum|count)$", "");
            String row = rows.getOrDefault(metric, "");
            if (row.isEmpty()) {
                return Stream.of(metric + " isn't in docs/metrics.md");
            }
            Matcher matchers = MATCHER.matcher(found.group(2) == null ? "" : found.group(2));
            return matchers.results()
                    .filter(matcher -> !isDocumented(page, row, matcher.group(1), matcher.group(2)))
                    .map(matcher -> metric + " has no " + matcher.group() + " in docs/metrics.md");
        });
    }

    /** The names of objects are free, and so is Prometheus' own label for the target. */
    private static boolean isDocumented(String page, String row, String label, String values) {
        if (label.equals("instance")) {
            return true;
        }
        if (!row.contains("`" + label + "`")) {
            return false;
        }
        return switch (label) {
            case "cluster", "node", "pool" -> true;
            case "condition" ->
                Stream.of(values.split("\\|"))
                        .allMatch(value -> Arrays.stream(ConditionType.values())
                                .anyMatch(type -> type.wire().equals(value)));
            case "reason" ->
                Stream.of(values.split("\\|"))
                        .allMatch(value -> Arrays.stream(Reason.values())
                                .anyMatch(reason -> reason.wire().equals(value)));
            default ->
                // A row that doesn't list a label's values has those of the row above that does.
                Stream.of(values.split("\\|"))
                        .allMatch(
                                value -> (row.contains("`" + label + "`: ") ? row : page).contains("`" + value + "`"));
        };
    }

    /** The chart can't read files outside of its folder, and kustomize can't either. */
    @ParameterizedTest
    @CsvSource({"prometheus-rule.yaml", "dashboard.json"})
    void theChartHasTheSameFile(String file) throws IOException {
        assertThat(Files.readString(Path.of("helm/accelnet-operator/files").resolve(file)))
                .as("cp deploy/components/monitoring/%s helm/accelnet-operator/files", file)
                .isEqualTo(Files.readString(AlertRules.COMPONENT.resolve(file)));
    }

    @Test
    void theDashboardShowsTheReserveWhoIsShortAndTheHosts() throws IOException {
        assertThat(AlertRules.queriesOfDashboard())
                .extracting(Query::expression)
                .anyMatch(query -> query.contains("accelnet_cluster_virtual_functions"))
                .anyMatch(query -> query.contains("accelnet_cluster_vms_by_reason"))
                .anyMatch(query -> query.contains("accelnet_node_virtual_functions_used"));
    }
}
