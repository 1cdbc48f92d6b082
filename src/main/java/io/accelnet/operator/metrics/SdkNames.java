package io.accelnet.operator.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Optional;

/**
 * Says what the SDK's metrics are, which the SDK (5.2.3) leaves open, and takes the controller's name out of the names of two of them:
 * by Prometheus' conventions that is a label.
 */
final class SdkNames implements MeterFilter {
    private static final String PREFIX = "operator.sdk.";
    private static final List<String> WITH_CONTROLLER =
            List.of(PREFIX + "reconciliations.executions", PREFIX + "reconciliations.queue.size");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(PREFIX)) {
            return id;
        }
        Optional<String> general = WITH_CONTROLLER.stream()
                .filter(name -> id.getName().startsWith(name + "."))
                .findFirst();
        String name = general.orElse(id.getName());
        Tags tags = Tags.of(id.getTags());
        return new Meter.Id(
                name,
                general.isPresent() ? tags.and("controller", id.getName().substring(name.length() + 1)) : tags,
                id.getBaseUnit(),
                "Of the Java Operator SDK: " + name.substring(PREFIX.length()).replace('.', ' ') + ".",
                id.getType());
    }
}
