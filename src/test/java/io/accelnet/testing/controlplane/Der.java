package io.accelnet.testing.controlplane;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/** One value in the Distinguished Encoding Rules of ASN.1; as much of them as an X.509 certificate takes. */
final class Der {

    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final byte[] bytes;

    private Der(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** What is encoded already, such as a public key by the JDK. */
    static Der encoded(byte[] bytes) {
        return new Der(bytes);
    }

    static Der sequence(Der... items) {
        return tagged(0x30, joined(List.of(items)));
    }

    static Der sequence(List<Der> items) {
        return tagged(0x30, joined(items));
    }

    static Der set(Der item) {
        return tagged(0x31, item.bytes);
    }

    static Der bool(boolean value) {
        return tagged(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static Der integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    /** Bits in whole bytes, but for some unused ones at the end. */
    static Der bitString(int unusedBits, byte... bytes) {
        byte[] content = new byte[bytes.length + 1];
        content[0] = (byte) unusedBits;
        System.arraycopy(bytes, 0, content, 1, bytes.length);
        return tagged(0x03, content);
    }

    static Der octetString(Der content) {
        return tagged(0x04, content.bytes);
    }

    static Der utf8String(String value) {
        return tagged(0x0c, value.getBytes(StandardCharsets.UTF_8));
    }

    static Der time(Instant value) {
        return tagged(0x18, GENERALIZED_TIME.format(value).getBytes(StandardCharsets.US_ASCII));
    }

    static Der objectId(String dotted) {
        int[] arcs = Arrays.stream(dotted.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        var content = new ByteArrayOutputStream();
        writeBase128(content, arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            writeBase128(content, arcs[i]);
        }
        return tagged(0x06, content.toByteArray());
    }

    /** A context-specific tag around another value. */
    static Der explicit(int number, Der content) {
        return tagged(0xa0 | number, content.bytes);
    }

    /** A context-specific tag instead of the value's own. */
    static Der implicit(int number, byte[] content) {
        return tagged(0x80 | number, content);
    }

    private static Der tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int start = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - start));
            out.write(length, start, length.length - start);
        }
        out.writeBytes(content);
        return new Der(out.toByteArray());
    }

    private static byte[] joined(List<Der> items) {
        var out = new ByteArrayOutputStream();
        items.forEach(item -> out.writeBytes(item.bytes));
        return out.toByteArray();
    }

    private static void writeBase128(ByteArrayOutputStream out, int value) {
        for (int shift = 28; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                out.write(0x80 | (value >>> shift & 0x7f));
            }
        }
        out.write(value & 0x7f);
    }
}
