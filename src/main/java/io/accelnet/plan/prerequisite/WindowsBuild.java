package io.accelnet.plan.prerequisite;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Windows, compared as numbers: 10.0.100000 is newer than 10.0.26100.
 *
 * @param major the first number
 * @param minor the second
 * @param build the third; a fourth, the revision, doesn't matter
 */
record WindowsBuild(int major, int minor, int build) implements Comparable<WindowsBuild> {
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
