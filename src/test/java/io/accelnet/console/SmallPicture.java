package io.accelnet.console;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A picture of a page with 256 colours, which is a third of the size and looks the same: the rest are shades at the edges of letters. */
final class SmallPicture {
    private static final int COLOURS = 256;
    private static final int BITS = 8;
    private static final int MASK = 0xff;

    private final BufferedImage image;
    private final List<Integer> palette;
    private final Map<Integer, Integer> nearest = new HashMap<>();

    /** The same as this PNG. */
    SmallPicture(byte[] png) throws IOException {
        this.image = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int colour : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            counts.merge(colour, 1, Integer::sum);
        }
        this.palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Writes it as PNG. */
    void write(Path file) throws IOException {
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(BITS, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                small.getRaster().setSample(x, y, 0, index(image.getRGB(x, y)));
            }
        }
        ImageIO.write(small, "png", file.toFile());
    }

    private int index(int colour) {
        return nearest.computeIfAbsent(
                colour,
                wanted -> IntStream.range(0, palette.size())
                        .boxed()
                        .min(Comparator.comparingInt(at -> distance(palette.get(at), wanted)))
                        .orElseThrow());
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift < 3 * BITS; shift += BITS) {
            int difference = ((one >> shift) & MASK) - ((other >> shift) & MASK);
            sum += difference * difference;
        }
        return sum;
    }
}
