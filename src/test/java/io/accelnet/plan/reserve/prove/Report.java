package io.accelnet.plan.reserve.prove;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

/** Tables in Markdown, as docs/proof.md has them. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void decisions(List<Campaign> campaigns, double seconds, int threads) {
        row("regime", "lives", "decisions", "admitted", "unsound", "refused without need", "share");
        line(7);
        Tally all = new Tally();
        for (Campaign campaign : campaigns) {
            Tally tally = campaign.tally();
            all.add(tally);
            row(
                    campaign.kind().label() + (campaign.kind().exact() ? " (exact)" : ""),
                    count(tally.lives),
                    count(tally.decisions),
                    count(tally.admitted),
                    count(found(List.of(campaign), Finding.Fault.UNSOUND)),
                    count(tally.needless),
                    percent(tally.needless, tally.decisions));
        }
        out.println();
        row(
                "regime",
                "upheavals",
                "recoveries",
                "VMs placed",
                "moved though not displaced",
                "replanned",
                "left",
                "explained",
                "CP-SAT");
        line(9);
        for (Campaign campaign : campaigns) {
            Tally tally = campaign.tally();
            row(
                    campaign.kind().label(),
                    count(tally.upheavals),
                    count(tally.recoveries),
                    count(tally.displaced),
                    count(found(List.of(campaign), Finding.Fault.MOVED)),
                    count(tally.replanned),
                    count(tally.left),
                    count(tally.explained),
                    count(tally.asked));
        }
        out.printf(
                "%n%,d decisions in %.0f s on %d thread(s), %,.0f per second of CPU time. Findings: %d unsound, %d moved, %d needless, %d untrue, %d other.%n%n",
                all.decisions,
                seconds,
                threads,
                all.decisions / cpuSeconds(),
                found(campaigns, Finding.Fault.UNSOUND),
                found(campaigns, Finding.Fault.MOVED),
                found(campaigns, Finding.Fault.NEEDLESS),
                found(campaigns, Finding.Fault.UNTRUE),
                campaigns.stream()
                        .flatMap(campaign -> campaign.findings().stream())
                        .filter(found -> !(found.what() instanceof Finding))
                        .count());
    }

    /** Of the whole program up to now, its start and all that the JVM does beside included. */
    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static long found(List<Campaign> campaigns, Finding.Fault fault) {
        return campaigns.stream()
                .flatMap(campaign -> campaign.findings().stream())
                .filter(found -> found.what() instanceof Finding finding && finding.fault() == fault)
                .count();
    }

    void volume(List<Volume> volumes) {
        row("regime", "clusters filled", "VFs admitted", "exact optimum", "lost", "clusters below it");
        line(6);
        for (Volume volume : volumes) {
            row(
                    volume.kind().label(),
                    count(volume.fills()),
                    count(volume.admitted()),
                    count(volume.optimum()),
                    percent(volume.optimum() - volume.admitted(), volume.optimum()),
                    count(volume.behind()));
        }
        out.println();
    }

    /** The clusters of 100 nodes that have to do with some of these kinds. */
    void hundred(List<Kind> kinds, long seed) {
        row("nodes, 5 clusters each", "reserve", "VMs", "VFs admitted", "upper bound", "lost at most");
        line(6);
        if (!kinds.stream().allMatch(Kind::selective)) {
            for (Hundred hundred : Hundred.values()) {
                for (int percentage : new int[] {10, 50}) {
                    outcome(hundred.label, percentage, hundred.fillSeveral(percentage, seed));
                }
            }
        }
        if (kinds.stream().anyMatch(Kind::selective)) {
            for (HundredPools hundred : HundredPools.values()) {
                for (int percentage : new int[] {10, 50}) {
                    outcome(hundred.label, percentage, hundred.fillSeveral(percentage, seed));
                }
            }
        }
        out.println();
    }

    private void outcome(String label, int percentage, Outcome outcome) {
        row(
                label,
                percentage + "%",
                count(outcome.vms()),
                count(outcome.admitted()),
                count(outcome.bound()),
                percent(outcome.bound() - outcome.admitted(), outcome.bound()));
    }

    private void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }

    private void line(int columns) {
        row(IntStream.range(0, columns)
                .mapToObj(column -> column == 0 ? "---" : "---:")
                .toArray(String[]::new));
    }

    private static String count(long number) {
        return "%,d".formatted(number);
    }

    private static String percent(long part, long whole) {
        return "%.4f%%".formatted(whole == 0 ? 0 : 100.0 * part / whole);
    }
}
