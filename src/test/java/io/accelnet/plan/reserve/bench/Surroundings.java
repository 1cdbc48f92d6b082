package io.accelnet.plan.reserve.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Where and when a run took place. */
final class Surroundings {

    private Surroundings() {}

    /** In a sentence or two, without names of machines and folders. */
    static String now(String command) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "%s, `%s`. %s, %d cores, %d GB, %s. JDK %s (%s). Load at the end: %.1f.%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        command,
                        processor(),
                        system.getAvailableProcessors(),
                        Math.round(system.getTotalMemorySize() / 1e9),
                        system.getName(),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        system.getSystemLoadAverage());
    }

    private static String processor() {
        Path description = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.lines(description)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
