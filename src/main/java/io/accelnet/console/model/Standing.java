package io.accelnet.console.model;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.view.ClusterStanding;
import io.accelnet.console.watch.ClusterFacts;
import java.util.List;
import java.util.Optional;

/**
 * The tab Status: how one cluster stands.
 *
 * @param clusters all clusters, by name
 * @param cluster the one that is shown; empty if there is none
 * @param missing the name that was asked for, if there is no such cluster
 * @param clustersUnknown why the clusters aren't known; empty if they are
 * @param vmsUnknown why it isn't known which VMs lack something; empty if it is
 */
public record Standing(
        List<String> clusters,
        Optional<ClusterStanding> cluster,
        Optional<String> missing,
        Optional<String> clustersUnknown,
        Optional<String> vmsUnknown) {
    /**
     * How a cluster stands.
     *
     * @param wanted its name; empty: the first one is taken
     */
    public static Standing of(ClusterFacts facts, String wanted) {
        List<AccelNetCluster> all = facts.clusters().objects();
        List<String> names =
                all.stream().map(one -> one.getMetadata().getName()).sorted().toList();
        Optional<String> shown = wanted.isEmpty()
                ? names.stream().findFirst()
                : Optional.of(wanted).filter(names::contains);
        return new Standing(
                names,
                shown.flatMap(name -> all.stream()
                        .filter(one -> one.getMetadata().getName().equals(name))
                        .findFirst()
                        .map(one -> ClusterStanding.of(one, vms(facts, name)))),
                Optional.of(wanted).filter(name -> !name.isEmpty() && !names.contains(name)),
                facts.clusters().unknown(),
                facts.vms().unknown());
    }

    private static List<AccelNetVM> vms(ClusterFacts facts, String cluster) {
        return facts.vms().objects().stream()
                .filter(vm -> cluster.equals(vm.getSpec().clusterName()))
                .toList();
    }

    /** Whether there is a cluster to be shown. */
    public boolean isThere() {
        return cluster.isPresent();
    }

    /** Whether all is as it should be. */
    public Mark mark() {
        return cluster.map(one -> Mark.of(one.status())).orElse(Mark.OPEN);
    }

    /** Counts of a check, for people; empty if it is no prerequisite. */
    public static String counts(ClusterStanding.Check check) {
        return check.passed() == null
                ? ""
                : check.passed() + " passed, " + check.failed() + " failed, " + check.unknown() + " unknown";
    }
}
