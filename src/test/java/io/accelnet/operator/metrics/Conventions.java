package io.accelnet.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.metrics.Exposition.Family;
import java.util.List;
import java.util.regex.Pattern;

/** Prometheus' conventions for names, which promtool checks in part. */
public final class Conventions {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** What isn't a base unit, or is no unit. */
    private static final Pattern OTHER_UNITS = Pattern.compile(
            ".*_(milliseconds|millis|ms|microseconds|nanoseconds|ns|minutes|hours|days|kilobytes|kb|megabytes|mb|gb|mib|gib|bits"
                    + "|percent|percentage)(_.*)?");

    private static final Pattern TYPES = Pattern.compile(".*_(gauge|counter|histogram|summary|metric)(_.*)?");

    /** What a name says that is about time; then its unit is seconds. */
    private static final Pattern TIMES = Pattern.compile(".*_(duration|age|away|latency|timestamp|uptime|pause)(_.*)?");

    private Conventions() {}

    /** Fails if a family doesn't keep them. */
    public static void assertKept(Exposition told) {
        assertThat(told.families()).isNotEmpty();
        told.families().forEach(Conventions::assertKept);
        assertThat(told.samples()).allSatisfy(sample -> {
            assertThat(sample.labels().keySet())
                    .allMatch(label -> NAME.matcher(label).matches());
            assertThat(sample.labels().containsKey("le"))
                    .as(sample.name())
                    .isEqualTo(sample.name().endsWith("_bucket"));
            assertThat(sample.labels().keySet())
                    .as(sample.name() + " has a series for each object")
                    .doesNotContainAnyElementsOf(List.of("vm", "pod", "namespace", "uid"));
        });
    }

    private static void assertKept(String name, Family family) {
        assertThat(name).matches(NAME);
        assertThat(name.endsWith("_total"))
                .as(name + " is a " + family.type())
                .isEqualTo(family.type().equals("counter"));
        assertThat(name).doesNotMatch(OTHER_UNITS).doesNotMatch(TYPES);
        if (TIMES.matcher(name).matches()) {
            assertThat(name).matches(".*_seconds(_max|_total)?");
        }
        assertThat(family.help().strip()).as("help of " + name).isNotEmpty();
        if (name.startsWith("accelnet_")) {
            assertThat(family.help()).as("help of " + name).endsWith(".");
        }
    }
}
