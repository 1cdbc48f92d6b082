package io.accelnet.console.model;

import io.accelnet.cli.view.HostUse;
import io.accelnet.console.watch.ClusterFacts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tab What if: hosts that somebody lets fail, to see who moves.
 *
 * @param chosen the hosts that are chosen, on whatever page, by name
 * @param hosts a page of the hosts, by name
 * @param unknown why the hosts aren't known; empty if they are
 * @param words what is looked for among them
 */
public record WhatIf(SortedSet<String> chosen, Slice<Tile> hosts, Optional<String> unknown, String words) {
    /**
     * A host.
     *
     * @param host what it has
     * @param chosen whether it is chosen
     */
    public record Tile(Overview.Host host, boolean chosen) {}

    /**
     * What is known of the hosts, as the tab shows it.
     *
     * @param chosen the hosts that are chosen; those that are gone aren't any more
     * @param words what is looked for among the hosts
     * @param page which page of them
     */
    public static WhatIf of(ClusterFacts facts, Collection<String> chosen, String words, int page) {
        List<Overview.Host> all = facts.nodes().objects().stream()
                .map(HostUse::of)
                .sorted(Comparator.comparing(HostUse::name))
                .map(Overview.Host::of)
                .toList();
        SortedSet<String> there = new TreeSet<>();
        all.stream().map(host -> host.use().name()).filter(chosen::contains).forEach(there::add);
        Search search = new Search(words);
        List<Tile> found = all.stream()
                .filter(host -> search.finds(host.text()))
                .map(host -> new Tile(host, there.contains(host.use().name())))
                .toList();
        return new WhatIf(
                there,
                Slice.of(found, page, Overview.HOSTS, all.size()),
                facts.nodes().unknown(),
                words);
    }
}
