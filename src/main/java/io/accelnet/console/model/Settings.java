package io.accelnet.console.model;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.view.ClusterStanding;
import io.accelnet.console.action.SeenCluster;
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
 * @param cluster the one that is shown; empty: one is made, or none is there of the name that was asked for
 * @param missing the name that was asked for, if there is no such cluster
 * @param intents the intents that it can have: those that it has in its order, then the others by name
 * @param clustersUnknown why it isn't known which clusters there are; empty if it is
 * @param intentsUnknown why it isn't known which intents there are; empty if it is
 */
public record Settings(
        List<String> clusters,
        Optional<Cluster> cluster,
        Optional<String> missing,
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

    /** Whether there is something to be changed, be it a cluster that is made. */
    public boolean isThere() {
        return clustersUnknown.isEmpty() && missing.isEmpty();
    }

    /** Whether a cluster is made. */
    public boolean isAnother() {
        return cluster.isEmpty() && missing.isEmpty();
    }

    /**
     * A cluster.
     *
     * @param seen which one it is, and how it is now
     * @param now what it says now
     * @param standing how it stands with that
     * @param mark whether all is as it should be
     */
    public record Cluster(SeenCluster seen, SettingsWanted now, ClusterStanding standing, Mark mark) {}

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
     * @param name which one; empty: the first by name
     * @param another whether another cluster is to be made
     */
    public static Settings of(ClusterFacts facts, String name, boolean another) {
        List<AccelNetCluster> clusters = facts.clusters().objects().stream()
                .sorted(Comparator.comparing(cluster -> cluster.getMetadata().getName()))
                .toList();
        Optional<AccelNetCluster> shown = clusters.stream()
                .filter(cluster -> !another
                        && (name.isEmpty() || cluster.getMetadata().getName().equals(name)))
                .findFirst();
        Optional<SettingsWanted> now =
                shown.map(cluster -> SettingsWanted.of(cluster.getMetadata().getName(), cluster.getSpec()));
        return new Settings(
                clusters.stream()
                        .map(cluster -> cluster.getMetadata().getName())
                        .toList(),
                shown.map(Settings::cluster),
                Optional.of(name).filter(asked -> !another && !asked.isEmpty() && shown.isEmpty()),
                intents(now, facts),
                facts.clusters().unknown(),
                facts.intents().unknown());
    }

    private static Cluster cluster(AccelNetCluster cluster) {
        SettingsWanted now = SettingsWanted.of(cluster.getMetadata().getName(), cluster.getSpec());
        ClusterStanding standing = ClusterStanding.of(cluster, List.of());
        return new Cluster(SeenCluster.of(cluster), now, standing, Mark.of(standing.status()));
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
