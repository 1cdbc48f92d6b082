package io.accelnet.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Results in a table for people, which is Markdown too. */
final class ResultTable {
    /** Beside a bare client. */
    private static final List<String> HEAD =
            List.of("measure", "operator", "bare client", "ratio", "writes", "bare writes", "operator's CPU");

    private static final String NONE = "";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final PrintStream progress;

    /** An empty one of a comparison with a bare client, which says on this stream how far it is. */
    ResultTable(PrintStream progress) {
        this(progress, HEAD);
    }

    /** An empty one with these columns. */
    ResultTable(PrintStream progress, List<String> head) {
        this.progress = progress;
        this.head = List.copyOf(head);
        rows.add(this.head);
    }

    /**
     * One side of a comparison.
     *
     * @param time how long it took
     * @param writes how many statuses were written
     */
    record Side(Duration time, long writes) {
        private String pace() {
            return "%s (%s)".formatted(text(time), ResultTable.pace(writes, time));
        }
    }

    /** Both wrote the same statuses, at a pace. */
    void pace(String measure, Side operator, Side bare, Duration cpu) {
        row(
                measure,
                operator.pace(),
                bare.pace(),
                ratio(operator.time(), bare.time()),
                count(operator.writes()),
                count(bare.writes()),
                text(cpu));
    }

    /** Both came to the same end. */
    void time(String measure, Side operator, Side bare, Duration cpu) {
        row(
                measure,
                text(operator.time()),
                text(bare.time()),
                ratio(operator.time(), bare.time()),
                count(operator.writes()),
                count(bare.writes()),
                text(cpu));
    }

    /** Both came to the same point on the way. */
    void time(String measure, Duration operator, Duration bare) {
        row(measure, text(operator), text(bare), ratio(operator, bare), NONE, NONE, NONE);
    }

    /** What the operator did, beside something that a bare client can do and that isn't the same. */
    void beside(String measure, Side operator, String bare, Duration cpu) {
        row(measure, text(operator.time()), bare, NONE, count(operator.writes()), NONE, text(cpu));
    }

    /** What only the operator has. */
    void operator(String measure, String value) {
        row(measure, value, NONE, NONE, NONE, NONE, NONE);
    }

    /** What only the bare client does. */
    void bare(String measure, String value) {
        row(measure, NONE, value, NONE, NONE, NONE, NONE);
    }

    /** Prints all of it. */
    void print(PrintStream out) {
        List<Integer> widths = IntStream.range(0, head.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        out.println(line(rows.getFirst(), widths));
        out.println(line(
                IntStream.range(0, head.size())
                        .mapToObj(column -> "-".repeat(widths.get(column) - 1) + (column == 0 ? "-" : ":"))
                        .toList(),
                widths));
        rows.subList(1, rows.size()).forEach(row -> out.println(line(row, widths)));
    }

    /** In seconds, or in milliseconds where it is less than one. */
    static String text(Duration time) {
        return time.toMillis() < 1_000 ? time.toMillis() + " ms" : "%.1f s".formatted(time.toMillis() / 1e3);
    }

    /** How many a second. */
    static String pace(long count, Duration time) {
        return "%,.0f/s".formatted(count * 1e9 / time.toNanos());
    }

    private static String count(long count) {
        return "%,d".formatted(count);
    }

    /** Of the time without to the time with the operator. */
    static String ratio(Duration operator, Duration bare) {
        return "%.2f".formatted((double) bare.toNanos() / operator.toNanos());
    }

    /** A row with one cell for each column. */
    void row(String... cells) {
        rows.add(List.of(cells));
        progress.println(String.join("  ", cells).strip());
    }

    private static String line(List<String> cells, List<Integer> widths) {
        List<String> padded = IntStream.range(0, cells.size())
                .mapToObj(column -> {
                    String spaces =
                            " ".repeat(widths.get(column) - cells.get(column).length());
                    return column == 0 ? cells.get(column) + spaces : spaces + cells.get(column);
                })
                .toList();
        return "| " + String.join(" | ", padded) + " |";
    }
}
