package io.accelnet.cli.report;

import io.accelnet.cli.manifest.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Columns as wide as what is in them, as kubectl writes them. A {@link Mark}, and a {@link Marked} text, have their colour. */
public final class Table {
    private static final int GAP = 3;

    /**
     * A text in the colour of a mark.
     *
     * @param text the text
     * @param mark the mark
     */
    public record Marked(String text, Mark mark) {
        @Override
        public String toString() {
            return text;
        }
    }

    private record Cell(String text, Optional<Mark> mark) {}

    private final List<Cell> header = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A table with these columns. */
    public Table(String... header) {
        for (String name : header) {
            this.header.add(new Cell(name, Optional.empty()));
        }
    }

    /** Adds a row with a value for each column. */
    public void add(Object... cells) {
        List<Cell> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            Optional<Mark> mark = switch (cell) {
                case Mark sign -> Optional.of(sign);
                case Marked marked -> Optional.of(marked.mark());
                default -> Optional.empty();
            };
            row.add(new Cell(Printable.line(cell.toString()), mark));
        }
        rows.add(row);
    }

    /** Whether it has no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes it without colours. */
    public void print(PrintWriter out) {
        print(out, Colours.OFF);
    }

    /** Writes it. */
    public void print(PrintWriter out, Colours colours) {
        int[] widths = new int[header.size()];
        measure(header, widths);
        rows.forEach(row -> measure(row, widths));
        print(header, widths, out, colours);
        rows.forEach(row -> print(row, widths, out, colours));
    }

    private static void measure(List<Cell> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).text().length());
        }
    }

    private static void print(List<Cell> row, int[] widths, PrintWriter out, Colours colours) {
        StringBuilder line = new StringBuilder();
        int written = 0;
        int column = 0;
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.get(i);
            if (!cell.text().isEmpty()) {
                line.repeat(' ', column - written)
                        .append(cell.mark()
                                .map(mark -> colours.paint(cell.text(), mark))
                                .orElse(cell.text()));
                written = column + cell.text().length();
            }
            column += widths[i] + GAP;
        }
        out.println(line);
    }
}
