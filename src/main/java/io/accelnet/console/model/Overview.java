package io.accelnet.console.model;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.view.ClusterStanding;
import io.accelnet.cli.view.HostUse;
import io.accelnet.console.watch.ClusterFacts;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.plan.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tab Overview: how the clusters stand, and what their hosts have.
 *
 * @param clusters the clusters by name
 * @param hosts a page of the hosts, by name, so that none moves when another one changes
 * @param hostsUnknown why the hosts aren't known; empty if they are
 * @param clustersUnknown why the clusters aren't known; empty if they are
 * @param which which hosts are shown
 * @param words what is looked for among them
 */
public record Overview(
        List<Cluster> clusters,
        Slice<Host> hosts,
        Optional<String> hostsUnknown,
        Optional<String> clustersUnknown,
        Which which,
        String words) {
    /** So many tiles are on a page. */
    static final int HOSTS = 120;

    private static final int NAMED = 5;

    /** Which hosts are shown. */
    public enum Which {
        ALL("all", "All hosts"),
        /** Those that are down, in maintenance, or of which that isn't known. */
        NOT_UP("not-up", "Hosts that aren't up"),
        /** Those that have nothing left. */
        FULL("full", "Hosts without a free virtual function");

        private final String word;
        private final String label;

        Which(String word, String label) {
            this.word = word;
            this.label = label;
        }

        /** As addresses say it. */
        public String word() {
            return word;
        }

        /** As people read it. */
        public String label() {
            return label;
        }

        /** Which is meant by this word; all, if it is none of them. */
        public static Which of(String said) {
            for (Which each : values()) {
                if (each.word.equals(said)) {
                    return each;
                }
            }
            return ALL;
        }

        private boolean has(Host host) {
            return switch (this) {
                case ALL -> true;
                case NOT_UP -> !host.use().up();
                case FULL -> host.use().up() && host.use().free() == 0;
            };
        }
    }

    /**
     * A cluster.
     *
     * @param standing the same as the verb status shows
     * @param mark whether all is as it should be
     * @param bar its virtual functions; without parts while the operator hasn't counted
     * @param alerts what isn't as it should be, and what to do
     */
    public record Cluster(ClusterStanding standing, Mark mark, Bar bar, List<Alert> alerts) {
        /** How many VMs are promised their virtual functions, and how many lack them, in a sentence. */
        public String vms() {
            return Optional.ofNullable(standing.virtualMachines())
                    .map(counts -> Phrases.count(counts.total(), "VM") + ": " + counts.admitted()
                            + " admitted, of which " + counts.withoutVirtualFunctions()
                            + " without virtual functions; " + counts.waiting() + " waiting, " + counts.refused()
                            + " refused.")
                    .orElse("");
        }
    }

    /**
     * Something that isn't as it should be.
     *
     * @param mark whether it is wrong, or not known
     * @param what what it is about
     * @param reason the documented code, or another reason
     * @param message why, and what to do
     */
    public record Alert(Mark mark, String what, String reason, String message) {}

    /**
     * A host.
     *
     * @param use what it has
     * @param mark whether it is up
     * @param bar its virtual functions
     */
    public record Host(HostUse use, Mark mark, Bar bar) {
        static Host of(HostUse use) {
            return new Host(
                    use,
                    use.state().isEmpty() ? Mark.OPEN : use.up() ? Mark.GOOD : Mark.BAD,
                    new Bar.Builder()
                            .add("used", "used", use.used())
                            .add("free", "free", use.free())
                            .add("unusable", "not usable now", Math.max(0, use.functions() - use.used() - use.free()))
                            .build());
        }

        /** What can be looked for. */
        String text() {
            return use.name() + " " + use.cluster() + " " + use.state();
        }
    }

    /**
     * What is known of a cluster, as the tab shows it.
     *
     * @param which which hosts are shown
     * @param words what is looked for among them
     * @param page which page of them
     */
    public static Overview of(ClusterFacts facts, Which which, String words, int page) {
        List<HostUse> uses = facts.nodes().objects().stream()
                .map(HostUse::of)
                .sorted(Comparator.comparing(HostUse::name))
                .toList();
        Search search = new Search(words);
        List<Host> found = uses.stream()
                .map(Host::of)
                .filter(which::has)
                .filter(host -> search.finds(host.text()))
                .toList();
        Listing<AccelNetCluster> clusters = facts.clusters();
        return new Overview(
                clusters.objects().stream()
                        .map(cluster -> cluster(cluster, uses))
                        .sorted(Comparator.comparing(
                                cluster -> cluster.standing().name()))
                        .toList(),
                Slice.of(found, page, HOSTS, uses.size()),
                facts.nodes().unknown(),
                clusters.unknown(),
                which,
                words);
    }

    private static Cluster cluster(AccelNetCluster cluster, List<HostUse> hosts) {
        ClusterStanding standing = ClusterStanding.of(cluster, List.of());
        List<Alert> alerts = alerts(standing, hosts);
        return new Cluster(standing, Mark.of(standing.status()), bar(standing.reserve()), alerts);
    }

    private static Bar bar(@Nullable ReserveStatus reserve) {
        Bar.Builder bar = new Bar.Builder();
        if (reserve != null) {
            bar.add("used", "used", reserve.used())
                    .add("reserved", "held back for failures", reserve.reserved())
                    .add("available", "available", reserve.available())
                    .add("maintenance", "in maintenance", reserve.inMaintenance())
                    .add("leaving", "on nodes that are leaving", orZero(reserve.leaving()))
                    .add("others", "used by others", orZero(reserve.usedByOthers()));
        }
        return bar.build();
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    /** What its conditions say, and which hosts aren't up: of these the conditions speak only once it matters. */
    private static List<Alert> alerts(ClusterStanding standing, List<HostUse> hosts) {
        List<Alert> alerts = new ArrayList<>();
        if (Mark.of(standing.status()) != Mark.GOOD
                && standing.checks().stream().noneMatch(check -> check.message().equals(standing.message()))) {
            alerts.add(new Alert(Mark.of(standing.status()), "Ready", standing.reason(), standing.message()));
        }
        standing.checks().stream()
                .filter(check -> Mark.of(check.status()) != Mark.GOOD)
                .map(check ->
                        new Alert(Mark.of(check.type(), check.status()), check.type(), check.reason(), check.message()))
                .forEach(alerts::add);
        List<HostUse> down = hosts.stream()
                .filter(host -> host.cluster().equals(standing.name()) && !host.up())
                .toList();
        if (!down.isEmpty()) {
            alerts.add(new Alert(
                    Mark.BAD,
                    "Hosts",
                    down.getFirst().state(),
                    Phrases.count(down.size(), "host") + Phrases.agree(down.size(), " isn't", " aren't") + " up: "
                            + Phrases.list(
                                    down.stream()
                                            .map(host -> host.name() + " (" + host.state() + ")")
                                            .toList(),
                                    NAMED)
                            + "."));
        }
        return alerts;
    }
}
