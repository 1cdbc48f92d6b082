package io.accelnet.console.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Virtual functions as a bar that is divided by what they are for.
 *
 * @param total how many there are
 * @param parts what they are for, from left to right; none of nothing
 */
public record Bar(int total, List<Part> parts) {
    /** The width of all parts together. */
    public static final int WIDTH = 1000;

    public Bar {
        parts = List.copyOf(parts);
    }

    /**
     * A part.
     *
     * @param kind what it is for, as one word for the style sheet
     * @param label the same for people
     * @param count how many virtual functions
     * @param start where it begins, of {@link #WIDTH}
     * @param width how wide it is
     */
    public record Part(String kind, String label, int count, int start, int width) {}

    /** Adds parts to each other. */
    static final class Builder {
        private record Piece(String kind, String label, int count) {}

        private final List<Piece> pieces = new ArrayList<>();

        Builder add(String kind, String label, int count) {
            if (count > 0) {
                pieces.add(new Piece(kind, label, count));
            }
            return this;
        }

        Bar build() {
            int total = pieces.stream().mapToInt(Piece::count).sum();
            List<Part> parts = new ArrayList<>();
            int before = 0;
            for (Piece piece : pieces) {
                int start = at(before, total);
                before += piece.count();
                parts.add(new Part(piece.kind(), piece.label(), piece.count(), start, at(before, total) - start));
            }
            return new Bar(total, parts);
        }

        /** Rounded once at each border, so that there is no gap between two parts. */
        private static int at(int count, int total) {
            return (int) Math.round((double) count * WIDTH / total);
        }
    }
}
