package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.bench.peer.Hspace;
import io.accelnet.plan.reserve.bench.peer.RuleStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures and reports. Arguments: {@code --quick} for small sizes and short times, {@code --nodes=} for
 * clusters of these sizes alone, {@code --keep} to put the results into
 * docs/benchmarks.md, and a regular expression that picks benchmarks.
 */
final class ReserveBench {

    private static final String OURS = "io.accelnet.plan.reserve.bench.";
    private static final String NODES = "--nodes=";
    private static final long SEED = 1;

    private final boolean quick;
    private final String choice;
    private final List<String> sizes;

    private ReserveBench(boolean quick, String choice, List<String> sizes) {
        this.quick = quick;
        this.choice = choice;
        this.sizes = sizes;
    }

    public static void main(String[] arguments) throws RunnerException, IOException {
        List<String> options = List.of(arguments);
        String choice = options.stream()
                .filter(argument -> !argument.startsWith("--"))
                .findFirst()
                .orElse("");
        boolean quick = options.contains("--quick");
        boolean keep = options.contains("--keep");
        List<String> sizes = options.stream()
                .filter(argument -> argument.startsWith(NODES))
                .flatMap(argument -> Pattern.compile(",").splitAsStream(argument.substring(NODES.length())))
                .toList();
        new ReserveBench(quick, choice, sizes).run(keep);
    }

    private void run(boolean keep) throws RunnerException, IOException {
        boolean hspace = Hspace.installed();
        Samples samples = Samples.of(results(hspace));
        List<RuleStudy.Outcome> rules =
                "RuleStudy".matches(".*(" + choice + ").*") ? RuleStudy.of(SEED, quick ? 100 : 1_000) : List.of();
        String results = Page.markdown(Surroundings.now(command()), Report.rows(samples), rules);
        if (!hspace) {
            results += "\nGaneti's hspace isn't installed (Debian: ganeti-htools); it was left out.\n";
        }
        System.out.println();
        System.out.println(results);
        Path report = Path.of("target", "benchmarks.md");
        Files.createDirectories(report.getParent());
        Files.writeString(report, results);
        if (keep) {
            Path page = Path.of("docs", "benchmarks.md");
            Files.writeString(page, Page.with(Files.readString(page), results));
        }
    }

    /** Nothing if only what JMH doesn't measure was picked. */
    private Collection<RunResult> results(boolean hspace) throws RunnerException {
        try {
            return new Runner(options(hspace).build()).run();
        } catch (NoBenchmarksException e) {
            return List.of();
        }
    }

    private ChainedOptionsBuilder options(boolean hspace) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(OURS.replace(".", "\\.") + ".*(" + choice + ")")
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgsPrepend("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
        if (!hspace) {
            options.exclude("FillForOneFailure\\.hspace");
        }
        if (quick) {
            options.param("nodes", "50", "500")
                    .param("hosts", "20")
                    .warmupTime(TimeValue.milliseconds(300))
                    .measurementTime(TimeValue.milliseconds(300));
        }
        if (!sizes.isEmpty()) {
            options.param("nodes", sizes.toArray(String[]::new));
        }
        return options;
    }

    private String command() {
        return "make bench" + (choice.isEmpty() ? "" : " BENCH=" + choice)
                + (sizes.isEmpty() ? "" : " NODES=" + String.join(",", sizes)) + (quick ? " QUICK=1" : "");
    }
}
