package io.accelnet.operator.discovery;

import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.Selector.Operator;
import io.accelnet.plan.snapshot.Selector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Nodes are discovered, and what of their labels is copied.
 *
 * @param enabled whether any are
 * @param nodes selects them by their labels
 * @param labelPrefixes how the names of the labels begin that are copied
 */
public record DiscoverySettings(boolean enabled, Selector nodes, List<String> labelPrefixes) {
    /**
     * The labels by which people select hosts: where a host is, what it is for, its name, and those of ours. Labels of Node Feature
     * Discovery aren't among them: there are a hundred on each Node, and they are gone for minutes when it is restarted, while
     * hosts that a cluster selects by them would be leaving it.
     */
    public static final List<String> LABEL_PREFIXES =
            List.of("accelnet.io/", "kubernetes.io/hostname", "node-role.kubernetes.io/", "topology.kubernetes.io/");

    /** All Nodes are discovered. */
    public static final DiscoverySettings ALL = new DiscoverySettings(true, Selector.ALL, LABEL_PREFIXES);

    /** None is. */
    public static final DiscoverySettings OFF = new DiscoverySettings(false, Selector.ALL, List.of());

    private static final Pattern REQUIREMENT = Pattern.compile(
            "(?<absent>!?)\\s*(?<key>[A-Za-z0-9]([-A-Za-z0-9._/]*[A-Za-z0-9])?)\\s*((?<operator>=|==|!=)\\s*(?<value>[-A-Za-z0-9._]*))?");

    public DiscoverySettings {
        labelPrefixes = List.copyOf(labelPrefixes);
    }

    /**
     * Reads a label selector of equalities, as kubectl's {@code --selector} takes it: {@code zone=a,!retired}.
     *
     * @throws IllegalArgumentException if it is none; the message names the requirement
     */
    public static Selector selector(String text) {
        List<Requirement> requirements = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            requirements.add(requirement(part.strip()));
        }
        return new Selector(requirements);
    }

    private static Requirement requirement(String text) {
        Matcher matcher = REQUIREMENT.matcher(text);
        if (!matcher.matches() || (!matcher.group("absent").isEmpty() && matcher.group("operator") != null)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no requirement of labels; write key, !key, key=value or"
                            + " key!=value, with commas between them");
        }
        String key = matcher.group("key");
        if (matcher.group("operator") == null) {
            return new Requirement(
                    key, matcher.group("absent").isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST, Set.of());
        }
        return new Requirement(
                key,
                matcher.group("operator").equals("!=") ? Operator.NOT_IN : Operator.IN,
                Set.of(matcher.group("value")));
    }

    /** Whether a label is copied. */
    boolean copies(String label) {
        return labelPrefixes.stream().anyMatch(label::startsWith);
    }
}
