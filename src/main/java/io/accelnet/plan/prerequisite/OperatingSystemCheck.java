package io.accelnet.plan.prerequisite;

import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The check documented as {@code Accel_net_not_supported}. A Windows node needs Windows Server 2025 Datacenter or Azure Stack HCI
 * 24H2, or later, and a functioning failover cluster. Linux nodes pass, since KubeVirt runs on Linux.
 */
final class OperatingSystemCheck {
    private OperatingSystemCheck() {}

    static CheckResult check(NodeSnapshot node) {
        HostFacts host = node.host();
        if (host.operatingSystem() == OperatingSystem.LINUX) {
            return CheckResult.passed(node.name());
        }
        if (host.kernelVersion().isEmpty()) {
            return CheckResult.notStated(node.name(), "spec.kernelVersion", "the version of its kernel");
        }
        if (host.osImage().isEmpty()) {
            return CheckResult.notStated(node.name(), "spec.osImage", "the name of its operating system");
        }
        Optional<String> defect = defect(host);
        if (defect.isPresent()) {
            return failed(node.name(), defect.get());
        }
        return switch (host.failoverClusterMember()) {
            case YES -> CheckResult.passed(node.name());
            case NO -> failed(node.name(), "it is no member of a functioning failover cluster");
            case UNKNOWN ->
                CheckResult.notStated(
                        node.name(),
                        "spec.failoverClusterMember",
                        "whether it is a member of a functioning failover cluster");
        };
    }

    private static Optional<String> defect(HostFacts host) {
        Optional<WindowsBuild> build = WindowsBuild.parse(host.kernelVersion());
        if (build.isEmpty()) {
            return Optional.of("its kernelVersion \"" + host.kernelVersion() + "\" is no Windows version");
        }
        if (build.get().compareTo(WindowsBuild.SERVER_2025) < 0) {
            return Optional.of(
                    "its kernelVersion " + host.kernelVersion() + " is older than " + WindowsBuild.SERVER_2025);
        }
        String image = host.osImage().toLowerCase(Locale.ROOT);
        boolean supported = image.contains("azure stack hci")
                || (image.contains("server") && image.contains("datacenter") && !image.contains("standard"));
        return supported
                ? Optional.empty()
                : Optional.of(
                        "its osImage \"" + host.osImage() + "\" is neither a Datacenter edition nor Azure Stack HCI");
    }

    private static CheckResult failed(String node, String why) {
        return CheckResult.failed(
                node,
                Reason.ACCEL_NET_NOT_SUPPORTED,
                "Node " + node + " does not support Accelerated Networking. Windows Server 2025/Azure Stack HCI 24H2 or"
                        + " later is required. Here " + why
                        + ": bring the host to a supported operating system in a failover cluster, or leave it out with"
                        + " spec.nodeSelector or spec.unsupportedNodes: Exclude.",
                why);
    }

    /**
     * A version of Windows. The parts are compared as numbers: 10.0.100000 is newer than 10.0.26100.
     *
     * @param major the first number
     * @param minor the second
     * @param build the third; a fourth, the revision, doesn't matter
     */
    private record WindowsBuild(int major, int minor, int build) implements Comparable<WindowsBuild> {
        /** Windows Server 2025 and Azure Stack HCI 24H2. */
        static final WindowsBuild SERVER_2025 = new WindowsBuild(10, 0, 26100);

        private static final Pattern FORMAT = Pattern.compile("\\s*(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:[.\\s].*)?");
        private static final Comparator<WindowsBuild> ORDER = Comparator.comparingInt(WindowsBuild::major)
                .thenComparingInt(WindowsBuild::minor)
                .thenComparingInt(WindowsBuild::build);

        static Optional<WindowsBuild> parse(String kernelVersion) {
            Matcher matcher = FORMAT.matcher(kernelVersion);
            return matcher.matches()
                    ? Optional.of(new WindowsBuild(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3))))
                    : Optional.empty();
        }

        @Override
        public int compareTo(WindowsBuild other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + build;
        }
    }
}
