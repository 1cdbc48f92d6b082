package io.accelnet.operator.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an endpoint has told, in Prometheus' text format.
 *
 * @param families what it says of each family, by name
 * @param samples all samples, in their order
 */
public record Exposition(SortedMap<String, Family> families, List<Sample> samples) {
    private static final Pattern SAMPLE =
            Pattern.compile("(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\",?");

    /**
     * What is said of a family.
     *
     * @param help what it means
     * @param type its type
     */
    public record Family(String help, String type) {}

    /**
     * A sample.
     *
     * @param name its name, with the suffix of its part of a histogram
     * @param labels its labels
     * @param value its value
     */
    public record Sample(String name, SortedMap<String, String> labels, double value) {}

    /** Reads it. */
    public static Exposition of(String text) {
        Map<String, String> helps = new LinkedHashMap<>();
        SortedMap<String, Family> families = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                helps.put(words[2], words.length > 3 ? words[3] : "");
            } else if (line.startsWith("# TYPE ")) {
                families.put(words[2], new Family(helps.getOrDefault(words[2], ""), words[3]));
            } else if (!line.startsWith("#")) {
                samples.add(sample(line));
            }
        }
        return new Exposition(families, samples);
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("no sample: " + line);
        }
        SortedMap<String, String> labels = new TreeMap<>();
        if (sample.group("labels") != null) {
            Matcher label = LABEL.matcher(sample.group("labels"));
            while (label.find()) {
                labels.put(label.group("name"), label.group("value"));
            }
        }
        String value = sample.group("value").replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
        return new Sample(sample.group("name"), labels, Double.parseDouble(value));
    }

    /** The samples of this name with all these labels, given as name=value. */
    public List<Sample> all(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> List.of(labels).stream().allMatch(label -> {
                    int split = label.indexOf('=');
                    return label.substring(split + 1).equals(sample.labels().get(label.substring(0, split)));
                }))
                .toList();
    }

    /** The sum of these samples, of which each is a whole number. */
    public long sum(String name, String... labels) {
        return all(name, labels).stream()
                .mapToLong(sample -> whole(sample.value()))
                .sum();
    }

    /** The value of the only such sample, which is a whole number. */
    public long value(String name, String... labels) {
        return whole(real(name, labels));
    }

    /** The value of the only such sample. */
    public double real(String name, String... labels) {
        List<Sample> found = all(name, labels);
        if (found.size() != 1) {
            throw new AssertionError(name + " " + List.of(labels) + ": " + found);
        }
        return found.getFirst().value();
    }

    private static long whole(double value) {
        if (value != Math.rint(value)) {
            throw new AssertionError("no whole number: " + value);
        }
        return (long) value;
    }
}
