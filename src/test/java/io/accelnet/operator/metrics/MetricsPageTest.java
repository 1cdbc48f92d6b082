package io.accelnet.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.metrics.HostVariants.HostFact;
import io.accelnet.operator.metrics.PlanFigures.OfCluster;
import io.accelnet.operator.metrics.PlanFigures.OfCondition;
import io.accelnet.operator.metrics.PlanFigures.OfFunctions;
import io.accelnet.operator.metrics.PlanFigures.OfNode;
import io.accelnet.operator.metrics.PlanFigures.OfVms;
import io.accelnet.operator.planning.PlanObserver.Result;
import io.accelnet.operator.runtime.WatchHealth.Watch;
import io.accelnet.plan.outcome.ClusterPlan.MigrationSums;
import io.accelnet.plan.outcome.ClusterPlan.UnmanagedPods;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.ReserveSums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the metrics has each of them, as it is, and no other. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Pattern NAME = Pattern.compile("`(accelnet_[a-z_]+)`");
    private static final Pattern BACKTICKS = Pattern.compile("`([^`]+)`");

    /** A family as a page or an endpoint has it: its type, and what labels its series have. */
    private record Described(String type, SortedMap<String, SortedSet<String>> labels) {}

    @Test
    void hasEachMetricWithItsTypeAndItsLabels() throws IOException {
        SortedMap<String, Described> told = told(everything());

        assertThat(page().keySet()).isEqualTo(told.keySet());
        page().forEach((name, described) -> {
            Described real = told.getOrDefault(name, new Described("", new TreeMap<>()));
            assertThat(described.type()).as(name).isEqualTo(real.type());
            assertThat(described.labels().keySet())
                    .as("labels of " + name)
                    .isEqualTo(real.labels().keySet());
            described.labels().forEach((label, values) -> {
                if (!values.isEmpty()) {
                    assertThat(values)
                            .as(name + ", " + label)
                            .containsAll(real.labels().get(label));
                }
            });
        });
    }

    @Test
    void everyNameIsAsPrometheusWantsIt() {
        Conventions.assertKept(everything());
    }

    /** Everything at once that there is to tell. */
    private static Exposition everything() {
        try (OperatorMetrics metrics = new OperatorMetrics(InstantSource.system(), "1.0")) {
            metrics.of(() -> new ProcessFigures(
                    true, 0, Duration.ZERO, 0, Map.of(), Map.of(), List.of(new Watch("pods", true, Duration.ZERO))));
            metrics.planned(new PlanFigures(
                    List.of(cluster()),
                    new OfVms(),
                    List.of(new OfNode("node-1", "main", NodeState.UP, 1, Map.of("red", new OfFunctions(4, 1, 3)))),
                    Map.of(PodReason.NO_ACCELNET_VM, 1)));
            metrics.decided(Duration.ofMillis(1));
            metrics.ended(Result.SUCCEEDED);
            metrics.ledgersStored(Duration.ofMillis(1));
            metrics.written(new ObjectKey("AccelNetNode", "", "node-1"), true, new Written.Conflict());
            return Exposition.of(metrics.scrape("text/plain"));
        }
    }

    private static OfCluster cluster() {
        return new OfCluster(
                "main",
                List.of("red"),
                50,
                Optional.of(new ReserveSums(
                        4, 2, 0, 2, List.of(), 32, 1, 31, 0, 0, 0, 16, 15, Map.of(), true, List.of(), List.of())),
                Optional.of(new MigrationSums(1, true)),
                Optional.of(new UnmanagedPods(1, 2)),
                Map.of(NodeState.UP, 4),
                new OfVms(new EnumMap<>(Map.of(VmState.SERVED, Map.of(Reason.READY, 1)))),
                List.of(new OfCondition(ConditionType.READY, Truth.TRUE, Optional.of(Reason.READY))),
                Map.of("red", Arrays.stream(HostFact.values()).collect(Collectors.toMap(fact -> fact, fact -> 1))));
    }

    private static SortedMap<String, Described> told(Exposition told) {
        SortedMap<String, Described> families = new TreeMap<>();
        told.families().forEach((name, family) -> {
            if (name.startsWith("accelnet_")) {
                SortedMap<String, SortedSet<String>> labels = new TreeMap<>();
                told.samples().stream()
                        .filter(sample -> sample.name().equals(name)
                                || (family.type().equals("histogram")
                                        && sample.name().matches(name + "_(bucket|sum|count)")))
                        .forEach(sample -> sample.labels().forEach((label, value) -> {
                            if (!label.equals("le")) {
                                labels.computeIfAbsent(label, its -> new TreeSet<>())
                                        .add(value);
                            }
                        }));
                families.put(name, new Described(family.type(), labels));
            }
        });
        return families;
    }

    /** Each row of a table; what else a row says there is beside a histogram is a gauge with the same labels. */
    private static SortedMap<String, Described> page() throws IOException {
        SortedMap<String, Described> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            Matcher name = line.startsWith("| `") ? NAME.matcher(cells[1]) : NAME.matcher("");
            if (name.find()) {
                SortedMap<String, SortedSet<String>> labels = labels(cells[4]);
                rows.put(name.group(1), new Described(cells[2].strip(), labels));
                Matcher beside = NAME.matcher(cells[6]);
                while (beside.find()) {
                    rows.put(beside.group(1), new Described("gauge", labels));
                }
            }
        }
        return rows;
    }

    /** As in: `cluster`, `state`: `up`, `down`; what is behind a colon are the values of the label before it. */
    private static SortedMap<String, SortedSet<String>> labels(String cell) {
        SortedMap<String, SortedSet<String>> labels = new TreeMap<>();
        for (String part : cell.split(";", -1)) {
            String[] sides = part.replaceFirst(", such as.*", "").split(":", 2);
            List<String> names = words(sides[0]);
            names.forEach(name -> labels.put(name, new TreeSet<>()));
            if (sides.length > 1) {
                labels.put(names.getLast(), new TreeSet<>(words(sides[1])));
            }
        }
        return labels;
    }

    private static List<String> words(String text) {
        return BACKTICKS.matcher(text).results().map(word -> word.group(1)).toList();
    }
}
