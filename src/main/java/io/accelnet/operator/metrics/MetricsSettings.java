package io.accelnet.operator.metrics;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How metrics are offered.
 *
 * @param mode whether, and to whom
 * @param port where; 0 is any free port
 * @param certificates the folder with tls.crt and tls.key; empty: a certificate is made at the start, which nobody can verify
 */
public record MetricsSettings(Mode mode, int port, Optional<Path> certificates) {
    /** Whether metrics are offered, and to whom. */
    public enum Mode {
        /** By HTTPS, to whom the API server knows and allows to get /metrics. */
        SECURE,
        /** By plain HTTP, to everybody. */
        PLAIN,
        /** Not at all. */
        OFF;

        /** The mode of this name, as people write it: Secure, Plain or Off. */
        public static Optional<Mode> of(String name) {
            return Stream.of(values()).filter(mode -> mode.label().equals(name)).findFirst();
        }

        private String label() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** No metrics. */
    public static final MetricsSettings OFF = new MetricsSettings(Mode.OFF, 0, Optional.empty());

    /** Whether there are any. */
    public boolean areOffered() {
        return mode != Mode.OFF;
    }
}
