package io.accelnet.cli.report;

import io.accelnet.cli.manifest.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as what is in them, as kubectl writes them. */
final class Table {
    private static final int GAP = 3;

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        this.header = List.of(header);
    }

    void add(Object... cells) {
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(Printable.line(cell.toString()));
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintWriter out) {
        int[] widths = new int[header.size()];
        measure(header, widths);
        rows.forEach(row -> measure(row, widths));
        print(header, widths, out);
        rows.forEach(row -> print(row, widths, out));
    }

    private static void measure(List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    private static void print(List<String> row, int[] widths, PrintWriter out) {
        StringBuilder line = new StringBuilder();
        int column = 0;
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            if (!cell.isEmpty()) {
                line.repeat(' ', column - line.length()).append(cell);
            }
            column += widths[i] + GAP;
        }
        out.println(line);
    }
}
