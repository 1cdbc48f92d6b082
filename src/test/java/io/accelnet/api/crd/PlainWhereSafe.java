package io.accelnet.api.crd;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/**
 * Writes sentences without quotes, and quotes what some YAML parser takes for something else: the default leaves times bare and
 * quotes whatever has a comma.
 */
final class PlainWhereSafe extends StringQuotingChecker {
    private static final long serialVersionUID = 1;

    /** Begins as no number, time or indicator does, and holds neither {@code ": "} nor {@code " #"} nor a line's end. */
    private static final Pattern PLAIN = Pattern.compile("(?!.*: )(?!.* #)(?!.*:$)\\.?[A-Za-z].*");

    @Override
    public boolean needToQuoteName(String name) {
        return isReservedKeyword(name) || !PLAIN.matcher(name).matches();
    }

    @Override
    public boolean needToQuoteValue(String value) {
        return isReservedKeyword(value) || !PLAIN.matcher(value).matches();
    }
}
