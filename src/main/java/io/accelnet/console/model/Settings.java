package io.accelnet.console.model;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.view.ClusterStanding;
import io.accelnet.console.action.SettingsWanted;
import io.accelnet.console.watch.ClusterFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tab Settings: the intents of a cluster and its share of nodes that may be down at once.
 *
 * @param clusters all clusters, by name
 * @param cluster the one that is shown; empty: one is made
 * @param intents the intents that it can have: those that it has in its order, then the others by name
 * @param clustersUnknown why it isn't known which clusters there are; empty if it is
 * @param intentsUnknown why it isn't known which intents there are; empty if it is
 */
public record Settings(
        List<String> clusters,
        Optional<Cluster> cluster,
        List<Intent> intents,
        Optional<String> clustersUnknown,
        Optional<String> intentsUnknown) {
    private static final int USUAL_PERCENTAGE = 50;

    public Settings {
        clusters = List.copyOf(clusters);
        intents = List.copyOf(intents);
    }

    /** The share of the nodes from which a change begins. */
    public int reserve() {
        return cluster.map(shown -> shown.now().reserve()).orElse(USUAL_PERCENTAGE);
    }

    /**
     * A cluster.
     *
     * @param now what it says now
     * @param standing how it stands with that
     * @param mark whether all is as it should be
     */
    public record Cluster(SettingsWanted now, ClusterStanding standing, Mark mark) {}

    /**
     * An intent that a cluster can have.
     *
     * @param name its name
     * @param first whether it is the cluster's first one, or would be
     * @param additional whether it is one of the cluster's further ones
     */
    public record Intent(String name, boolean first, boolean additional) {}

    /**
     * What is known of a cluster, as the tab shows it.
     *
     * @param name which one; the first by name, if there is none of this name
     * @param another whether another cluster is to be made
     */
    public static Settings of(ClusterFacts facts, String name, boolean another) {
        List<AccelNetCluster> clusters = facts.clusters().objects().stream()
                .sorted(Comparator.comparing(cluster -> cluster.getMetadata().getName()))
                .toList();
        Optional<AccelNetCluster> shown = clusters.stream()
                .filter(cluster -> !another && cluster.getMetadata().getName().equals(name))
                .findFirst()
                .or(() -> another ? Optional.empty() : clusters.stream().findFirst());
        Optional<SettingsWanted> now =
                shown.map(cluster -> SettingsWanted.of(cluster.getMetadata().getName(), cluster.getSpec()));
        return new Settings(
                clusters.stream()
                        .map(cluster -> cluster.getMetadata().getName())
                        .toList(),
                shown.map(Settings::cluster),
                intents(now, facts),
                facts.clusters().unknown(),
                facts.intents().unknown());
    }

    private static Cluster cluster(AccelNetCluster cluster) {
        SettingsWanted now = SettingsWanted.of(cluster.getMetadata().getName(), cluster.getSpec());
        ClusterStanding standing = ClusterStanding.of(cluster, List.of());
        return new Cluster(now, standing, Mark.of(standing.status()));
    }

    /** Those that the cluster has are offered whether they are there or not. */
    private static List<Intent> intents(Optional<SettingsWanted> now, ClusterFacts facts) {
        List<String> had = new ArrayList<>();
        now.ifPresent(cluster -> {
            had.add(cluster.intent());
            had.addAll(cluster.additionalIntents());
        });
        TreeSet<String> others = new TreeSet<>();
        for (NetworkIntent intent : facts.intents().objects()) {
            others.add(intent.getMetadata().getName());
        }
        had.forEach(others::remove);
        List<String> names = new ArrayList<>(had);
        names.addAll(others);
        return names.stream()
                .map(intent -> new Intent(
                        intent,
                        intent.equals(names.getFirst()),
                        now.filter(cluster -> cluster.additionalIntents().contains(intent))
                                .isPresent()))
                .toList();
    }
}
