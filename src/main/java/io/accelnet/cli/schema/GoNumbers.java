package io.accelnet.cli.schema;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers with a fraction or an exponent, as programs in Go write them: the API server in its messages, and kubectl. */
public final class GoNumbers {
    /** From here on, text has an exponent. */
    private static final double LARGE = 1e6;

    private static final double SMALL = 1e-4;

    private static final double LARGE_IN_JSON = 1e21;
    private static final double SMALL_IN_JSON = 1e-6;

    private GoNumbers() {}

    /** A number in a message. */
    public static String text(double number) {
        if (number == 0) {
            return zero(number);
        }
        double size = Math.abs(number);
        return written(decimal(number), size >= SMALL && size < LARGE, "%02d");
    }

    /** A number of 32 bits in a message. */
    public static String text(float number) {
        if (number == 0) {
            return zero(number);
        }
        float size = Math.abs(number);
        return written(
                new BigDecimal(Float.toString(number)).stripTrailingZeros(),
                size >= (float) SMALL && size < (float) LARGE,
                "%02d");
    }

    /** A number in JSON. */
    static String json(double number) {
        if (number == 0) {
            return zero(number);
        }
        double size = Math.abs(number);
        // An exponent above zero has at least two digits there anyway.
        return written(decimal(number), size >= SMALL_IN_JSON && size < LARGE_IN_JSON, "%d");
    }

    private static String zero(double number) {
        return Double.compare(number, 0) < 0 ? "-0" : "0";
    }

    /** The shortest decimal that is read as this number. Java writes two digits also where one is enough. */
    private static BigDecimal decimal(double number) {
        BigDecimal two = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        BigDecimal one = two.round(new MathContext(1));
        return one.doubleValue() == number ? one : two;
    }

    private static String written(BigDecimal decimal, boolean plain, String digits) {
        if (plain) {
            return decimal.toPlainString();
        }
        int exponent = decimal.precision() - decimal.scale() - 1;
        return decimal.movePointLeft(exponent).toPlainString()
                + (exponent < 0 ? "e-" : "e+")
                + digits.formatted(Math.abs(exponent));
    }
}
