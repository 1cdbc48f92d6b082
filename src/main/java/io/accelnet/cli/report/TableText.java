package io.accelnet.cli.report;

import io.accelnet.cli.manifest.Printable;
import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.TreeMap;

/** Parts of what people read. */
public final class TableText {
    private static final int WIDTH = 110;

    private TableText() {}

    static String level(Optional<Level> level) {
        return level.map(Level::label).orElse("");
    }

    /** Where a VM's virtual functions are: each as adapter, colon, number. */
    static String functions(VmPlan plan) {
        StringJoiner words = new StringJoiner(" ");
        for (HeldFunction held : plan.functions()) {
            words.add(held.adapter() + ":" + held.virtualFunction());
        }
        return words.toString();
    }

    /** Who has what on a node: each VM once, with its virtual functions. */
    static List<String> holders(List<LedgerEntry> ledger) {
        SortedMap<VmId, StringBuilder> words = new TreeMap<>();
        for (LedgerEntry entry : ledger) {
            words.computeIfAbsent(entry.vm(), vm -> new StringBuilder(vm.toString()))
                    .append(' ')
                    .append(entry.adapter())
                    .append(':')
                    .append(entry.virtualFunction());
        }
        return words.values().stream().map(StringBuilder::toString).toList();
    }

    /** A text in lines that fit a terminal. */
    public static List<String> wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (StringTokenizer words = new StringTokenizer(Printable.line(text), " "); words.hasMoreTokens(); ) {
            String word = words.nextToken();
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
