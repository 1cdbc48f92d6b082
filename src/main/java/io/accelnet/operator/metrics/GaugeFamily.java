package io.accelnet.operator.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.ArrayList;
import java.util.List;

/** The series of one gauge, as they are now. */
final class GaugeFamily {
    private final MetricMetadata metadata;
    private final String[] labels;
    private final List<GaugeDataPointSnapshot> series = new ArrayList<>();

    GaugeFamily(String name, String help, String... labels) {
        this.metadata = new MetricMetadata(name, help);
        this.labels = labels.clone();
    }

    /** One more series, with the values of the labels in their order. */
    void add(double value, String... values) {
        series.add(new GaugeDataPointSnapshot(value, Labels.of(labels, values), null));
    }

    /** One more series, 1 or 0. */
    void add(boolean value, String... values) {
        add(value ? 1 : 0, values);
    }

    GaugeSnapshot snapshot() {
        return new GaugeSnapshot(metadata, series);
    }
}
