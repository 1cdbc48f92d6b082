package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.bench.peer.RuleStudy;
import java.util.List;
import java.util.Locale;

/** What a run has to say, in markdown. */
final class Page {

    private static final String BEGIN = "<!-- written by make bench -->\n";
    private static final String END = "<!-- up to here -->\n";

    private Page() {}

    static String markdown(String surroundings, List<Row> rows, List<RuleStudy.Outcome> rules) {
        StringBuilder text = new StringBuilder(surroundings).append('\n').append(Row.HEAD);
        rows.forEach(row -> text.append(row.markdown()));
        if (!rules.isEmpty()) {
            text.append('\n').append(rules(rules));
        }
        return text.toString();
    }

    private static String rules(List<RuleStudy.Outcome> rules) {
        RuleStudy.Outcome any = rules.getFirst();
        StringBuilder text = new StringBuilder("""
                Admission rules on %,d random clusters of 3 to 6 hosts, of which %,d survive every tolerated failure:

                | rule | accepts | of these, can't be survived | refuses though survivable |
                |---|--:|--:|--:|
                """.formatted(any.states(), any.survivable()));
        for (RuleStudy.Outcome rule : rules) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %s |%n",
                    rule.rule().words(),
                    rule.accepted(),
                    share(rule.unsound(), rule.accepted()),
                    share(rule.needless(), rule.survivable())));
        }
        return text.toString();
    }

    private static String share(int part, int whole) {
        return String.format(Locale.ROOT, "%,d (%.1f%%)", part, whole == 0 ? 0 : 100.0 * part / whole);
    }

    /**
     * A page with the results of a run in it, in place of those before.
     *
     * @throws IllegalArgumentException if the page has no place for them
     */
    static String with(String page, String results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no place for results");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + results + "\n" + page.substring(end);
    }
}
