package io.accelnet.plan.reserve.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers with units as people read them: three digits count. */
final class Amount {

    private static final double THOUSAND = 1_000;

    private Amount() {}

    /** Such as {@code 4.2 µs}. */
    static String time(double nanos) {
        if (nanos < THOUSAND) {
            return number(nanos) + " ns";
        }
        if (nanos < THOUSAND * THOUSAND) {
            return number(nanos / THOUSAND) + " µs";
        }
        double millis = nanos / THOUSAND / THOUSAND;
        return millis < THOUSAND ? number(millis) + " ms" : number(millis / THOUSAND) + " s";
    }

    /** How many per second, if one takes so long: such as {@code 1.2 million/s}. */
    static String rate(double nanos) {
        double perSecond = 1e9 / nanos;
        return perSecond < 1e6 ? number(perSecond) + "/s" : number(perSecond / 1e6) + " million/s";
    }

    /** Such as {@code 8.1 MB}, a million bytes each. */
    static String bytes(double bytes) {
        if (bytes < THOUSAND) {
            return number(bytes) + " B";
        }
        return bytes < 1e6 ? number(bytes / THOUSAND) + " kB" : number(bytes / 1e6) + " MB";
    }

    /** Such as {@code 1,230 ×}. */
    static String ratio(double times) {
        return number(times) + " ×";
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "?";
        }
        BigDecimal rounded = new BigDecimal(value, new MathContext(3));
        String digits = String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
        return digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
    }
}
