package io.accelnet.cli.change;

import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A label selector as kubectl takes it, such as {@code site=east,tier!=test,rack in (a,b),!spare}. */
public final class LabelSelectorText {
    private static final String PREFIX = "(?:[A-Za-z0-9](?:[-A-Za-z0-9.]{0,251}[A-Za-z0-9])?/)?";
    private static final String WORD = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final Pattern VALUE = Pattern.compile("(?:" + WORD + ")?");
    private static final Pattern REQUIREMENT = Pattern.compile("\\s*(?:(?<not>!)\\s*(?<absent>" + PREFIX + WORD + ")"
            + "|(?<key>" + PREFIX + WORD + ")"
            + "(?:\\s*(?<sign>==|!=|=)\\s*(?<value>[^,()\\s]*)"
            + "|\\s+(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?)\\s*");

    private LabelSelectorText() {}

    /**
     * Reads one.
     *
     * @param option the option that has it, for the error
     */
    public static LabelSelector parse(String option, String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        List<LabelSelectorRequirement> expressions = new ArrayList<>();
        for (String part : requirements(text)) {
            Matcher matcher = REQUIREMENT.matcher(part);
            if (!matcher.matches()) {
                throw wrong(option, part.strip());
            }
            if (matcher.group("not") != null) {
                expressions.add(new LabelSelectorRequirement(matcher.group("absent"), "DoesNotExist", List.of()));
                continue;
            }
            String key = matcher.group("key");
            if (matcher.group("sign") != null) {
                String value = value(option, part, matcher.group("value"));
                if (matcher.group("sign").equals("!=")) {
                    expressions.add(new LabelSelectorRequirement(key, "NotIn", List.of(value)));
                } else if (labels.putIfAbsent(key, value) != null) {
                    throw new BadRequestException(option + " asks twice for the value of label " + key);
                }
            } else if (matcher.group("set") != null) {
                List<String> values = Stream.of(matcher.group("values").split(",", -1))
                        .map(String::strip)
                        .map(value -> value(option, part, value))
                        .toList();
                expressions.add(
                        new LabelSelectorRequirement(key, matcher.group("set").equals("in") ? "In" : "NotIn", values));
            } else {
                expressions.add(new LabelSelectorRequirement(key, "Exists", List.of()));
            }
        }
        return new LabelSelectorBuilder()
                .withMatchLabels(labels.isEmpty() ? null : labels)
                .withMatchExpressions(expressions)
                .build();
    }

    /** What is between the commas that stand in no brackets. */
    private static List<String> requirements(String text) {
        return List.of(text.split(",(?![^(]*\\))", -1));
    }

    private static String value(String option, String part, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw wrong(option, part.strip());
        }
        return value;
    }

    private static BadRequestException wrong(String option, String part) {
        return new BadRequestException(option + ": " + (part.isEmpty() ? "an empty part" : part)
                + " is no part of a label selector, such as site=east, tier!=test, rack in (a,b), site or !site");
    }
}
