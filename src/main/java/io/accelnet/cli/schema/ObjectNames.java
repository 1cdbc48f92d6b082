package io.accelnet.cli.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What holds of every object's metadata: its name, its namespace, its labels and annotations. */
final class ObjectNames {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int MOST_ANNOTATIONS = 256 * 1024;

    private final List<FieldError> errors;

    ObjectNames(List<FieldError> errors) {
        this.errors = errors;
    }

    /** Checks metadata of the right types. */
    void check(Map<String, @Nullable Object> metadata, boolean namespaced) {
        FieldPath path = FieldPath.ROOT.child("metadata");
        name(metadata.get("name"), path.child("name"));
        if (namespaced && metadata.get("namespace") instanceof String namespace && !namespace.isEmpty()) {
            if (namespace.length() > LONGEST_LABEL
                    || !DNS_LABEL.matcher(namespace).matches()) {
                errors.add(FieldError.invalid(
                        path.child("namespace"),
                        namespace,
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start"
                                + " and end with an alphanumeric character, and be no more than 63 characters"));
            }
        }
        if (metadata.get("labels") instanceof Map<?, ?> labels) {
            Values.fields(labels).forEach((key, value) -> label(key, value, path.child("labels")));
        }
        if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
            annotations(Values.fields(annotations), path.child("annotations"));
        }
    }

    private void name(@Nullable Object name, FieldPath path) {
        if (!(name instanceof String text) || text.isEmpty()) {
            errors.add(FieldError.required(path, "a manifest has to name its object"));
            return;
        }
        if (text.length() > LONGEST_SUBDOMAIN) {
            errors.add(FieldError.invalid(path, text, "must be no more than 253 characters"));
        }
        if (!SUBDOMAIN.matcher(text).matches()) {
            errors.add(FieldError.invalid(
                            path,
                            text,
                            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                                    + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                                    + " validation is '" + SUBDOMAIN.pattern() + "')")
                    .meaning(WordMeant.inLowerCase(text, new TextPattern("^" + SUBDOMAIN.pattern() + "$"))));
        }
    }

    private void label(String key, @Nullable Object value, FieldPath path) {
        qualified(key, path);
        if (value instanceof String text
                && (text.length() > LONGEST_LABEL || !VALUE.matcher(text).matches())) {
            errors.add(FieldError.invalid(
                    path,
                    text,
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                            + " start and end with an alphanumeric character, and be no more than 63 characters"));
        }
    }

    private void annotations(Map<String, @Nullable Object> annotations, FieldPath path) {
        long size = 0;
        for (Map.Entry<String, @Nullable Object> each : annotations.entrySet()) {
            qualified(each.getKey().toLowerCase(Locale.ROOT), path);
            size += each.getKey().length() + (each.getValue() instanceof String text ? text.length() : 0);
        }
        if (size > MOST_ANNOTATIONS) {
            errors.add(FieldError.tooLong(path, MOST_ANNOTATIONS));
        }
    }

    private void qualified(String key, FieldPath path) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean right = name.length() <= LONGEST_LABEL && NAME.matcher(name).matches();
        if (slash >= 0) {
            String prefix = key.substring(0, slash);
            right &= prefix.length() <= LONGEST_SUBDOMAIN
                    && SUBDOMAIN.matcher(prefix).matches();
        }
        if (!right) {
            errors.add(FieldError.invalid(
                    path,
                    key,
                    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                            + " alphanumeric character, and be no more than 63 characters; a prefix before a '/' must be a DNS"
                            + " subdomain"));
        }
    }
}
