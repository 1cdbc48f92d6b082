package io.accelnet.plan.cluster;

import io.accelnet.plan.Words;
import io.accelnet.plan.membership.Membership.Contest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Says which other clusters select a cluster's nodes, or have nodes that it selects. */
final class ContestWords {
    private ContestWords() {}

    /**
     * Sentences, one for each other cluster and way.
     *
     * @param cluster the cluster whose status says it
     * @param contested the nodes, by name
     */
    static String sentences(String cluster, SortedMap<String, Contest> contested) {
        SortedMap<String, List<String>> intruders = new TreeMap<>();
        SortedMap<String, List<String>> owners = new TreeMap<>();
        contested.forEach((node, contest) -> {
            if (contest.owner().equals(cluster)) {
                contest.others().forEach(other -> add(intruders, other, node));
            } else {
                add(owners, contest.owner(), node);
            }
        });
        StringJoiner sentences = new StringJoiner(" ");
        intruders.forEach((other, nodes) ->
                sentences.add("Cluster " + other + " selects members of this one too: " + Words.list(nodes) + "."));
        owners.forEach((owner, nodes) ->
                sentences.add("This cluster selects members of cluster " + owner + ": " + Words.list(nodes) + "."));
        return sentences.toString();
    }

    private static void add(SortedMap<String, List<String>> nodes, String cluster, String node) {
        nodes.computeIfAbsent(cluster, key -> new ArrayList<>()).add(node);
    }
}
