package io.accelnet.console.model;

import io.accelnet.cli.report.Mark;
import io.accelnet.cli.view.Prerequisites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The prerequisites of a cluster, host by host.
 *
 * @param cluster the cluster
 * @param hold whether all checks pass
 * @param types the checks of hosts, each a column
 * @param hosts a page of the hosts, those first that don't pass all of them
 * @param others the checks that aren't of hosts
 * @param words what is looked for
 */
public record HostChecks(
        String cluster, boolean hold, List<String> types, Slice<Host> hosts, List<Finding> others, String words) {
    private static final int HOSTS = 50;

    /**
     * What a check found.
     *
     * @param type the check
     * @param mark whether it passes
     * @param code the documented code, or another reason
     * @param message why, and what to do; empty if it passes
     */
    public record Finding(String type, Mark mark, String code, String message) {}

    /**
     * A host.
     *
     * @param name its AccelNetNode
     * @param findings what each check found, in the order of the columns; of a check of adapters the worst
     */
    public record Host(String name, List<Finding> findings) {
        private boolean passes() {
            return findings.stream().allMatch(finding -> finding.mark() == Mark.GOOD);
        }

        private String text() {
            return name + " " + findings.stream().map(Finding::code).collect(Collectors.joining(" "));
        }
    }

    /**
     * A page of what the checks found.
     *
     * @param words what is looked for among the hosts
     * @param page which page
     */
    public static HostChecks of(String cluster, Prerequisites found, String words, int page) {
        List<Prerequisites.Check> ofHosts = found.checks().stream()
                .filter(check -> !check.hosts().isEmpty())
                .toList();
        SequencedMap<String, List<Finding>> rows = new TreeMap<>();
        for (Prerequisites.Check check : ofHosts) {
            Map<String, List<Prerequisites.Host>> each =
                    check.hosts().stream().collect(Collectors.groupingBy(Prerequisites.Host::node));
            each.forEach((host, results) ->
                    rows.computeIfAbsent(host, _ -> new ArrayList<>()).add(worst(check.type(), results)));
        }
        List<Host> all = new ArrayList<>();
        List<Host> passing = new ArrayList<>();
        rows.forEach((name, findings) -> {
            Host host = new Host(name, List.copyOf(findings));
            (host.passes() ? passing : all).add(host);
        });
        all.addAll(passing);
        Search search = new Search(words);
        return new HostChecks(
                cluster,
                found.hold(),
                ofHosts.stream().map(Prerequisites.Check::type).toList(),
                Slice.of(all.stream().filter(host -> search.finds(host.text())).toList(), page, HOSTS, all.size()),
                found.checks().stream()
                        .filter(check -> check.hosts().isEmpty())
                        .map(check ->
                                new Finding(check.type(), Mark.of(check.status()), check.reason(), check.message()))
                        .toList(),
                words);
    }

    private static Finding worst(String type, List<Prerequisites.Host> results) {
        Prerequisites.Host worst = results.getFirst();
        for (Prerequisites.Host each : results) {
            if (badness(each) > badness(worst)) {
                worst = each;
            }
        }
        return new Finding(
                type,
                Mark.of(worst.status()),
                (worst.adapter() == null || Mark.of(worst.status()) == Mark.GOOD ? "" : worst.adapter() + ": ")
                        + worst.reason(),
                worst.message() == null ? "" : worst.message());
    }

    private static int badness(Prerequisites.Host host) {
        return switch (Mark.of(host.status())) {
            case GOOD -> 0;
            case OPEN, NOTE -> 1;
            case BAD -> 2;
        };
    }
}
