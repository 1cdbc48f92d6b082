package io.accelnet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    /** Escape sequences take no room on the screen. */
    @Test
    void columnsStandBelowEachOtherInColoursToo() {
        Table table = new Table("", "NAME", "STATUS", "AGE");
        table.add(Mark.GOOD, "a", new Table.Marked("✓ Ready", Mark.GOOD), "1d");
        table.add(Mark.BAD, "longer", new Table.Marked("✗ No", Mark.BAD), "2d");

        assertThat(print(table, Colours.OFF)).isEqualTo("""
                    NAME     STATUS    AGE
                ✓   a        ✓ Ready   1d
                ✗   longer   ✗ No      2d
                """);
        assertThat(print(table, Colours.ON))
                .contains("\033[32m✓ Ready\033[0m   1d", "\033[31m✗ No\033[0m      2d")
                .satisfies(coloured ->
                        assertThat(coloured.replaceAll("\033\\[\\d+m", "")).isEqualTo(print(table, Colours.OFF)));
    }

    /** What a cell has can't move the cursor, whoever has written it. */
    @Test
    void cellsHaveNoEscapeSequencesOfTheirOwn() {
        Table table = new Table("NAME");
        table.add("a\033[31mb");
        assertThat(print(table, Colours.ON)).doesNotContain("\033");
    }

    private static String print(Table table, Colours colours) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        table.print(out, colours);
        out.flush();
        return text.toString();
    }
}
