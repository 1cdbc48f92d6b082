package io.accelnet.plan.reserve.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of a run, to be asked for by name.
 *
 * @param all in the order in which they were measured
 */
record Samples(List<Sample> all) {

    private static final List<String> COUNTED = List.of("ownNanos", "instances", "bytes");

    static Samples of(Collection<RunResult> results) {
        return new Samples(results.stream().map(Samples::sample).toList());
    }

    private static Sample sample(RunResult result) {
        BenchmarkParams params = result.getParams();
        double unit = params.getTimeUnit().toNanos(1);
        double score = result.getPrimaryResult().getScore();
        Map<String, Double> more = new HashMap<>();
        for (String name : result.getSecondaryResults().keySet()) {
            more.put(name, result.getSecondaryResults().get(name).getScore());
        }
        // JMH adds up what the iterations counted.
        Optional.ofNullable(more.get("operations"))
                .ifPresent(operations ->
                        COUNTED.forEach(name -> more.computeIfPresent(name, (same, sum) -> sum / operations)));
        return new Sample(
                shortName(params.getBenchmark()),
                params.getMode().shortLabel(),
                Integer.parseInt(parameter(params, "nodes")
                        .or(() -> parameter(params, "hosts"))
                        .orElse("0")),
                parameter(params, "kind").orElse(""),
                ownTime(more).orElse(params.getMode() == Mode.Throughput ? unit / score : unit * score),
                params.getMode() == Mode.SampleTime
                        ? unit * result.getPrimaryResult().getStatistics().getPercentile(99)
                        : Double.NaN,
                more);
    }

    private static Optional<Double> ownTime(Map<String, Double> more) {
        return Optional.ofNullable(more.get("ownNanos"));
    }

    private static Optional<String> parameter(BenchmarkParams params, String name) {
        return params.getParamsKeys().contains(name) ? Optional.of(params.getParam(name)) : Optional.empty();
    }

    private static String shortName(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    /** All of one benchmark, however often its operation was timed; but not those where every single one was. */
    List<Sample> of(String benchmark) {
        return all.stream()
                .filter(sample -> sample.benchmark().equals(benchmark) && !sample.eachTimed())
                .toList();
    }

    /** Those of one benchmark in which every single operation was timed. */
    List<Sample> eachTimed(String benchmark) {
        return all.stream()
                .filter(sample -> sample.benchmark().equals(benchmark) && sample.eachTimed())
                .toList();
    }

    /** What the benchmark said for a cluster like the other one's. */
    Optional<Sample> beside(Sample other, String benchmark) {
        return of(benchmark).stream()
                .filter(sample ->
                        sample.nodes() == other.nodes() && sample.kind().equals(other.kind()))
                .findFirst();
    }
}
