package io.accelnet.cli.report;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parts of what people read. */
final class Words {
    private static final int WIDTH = 110;

    private Words() {}

    static String level(Optional<Level> level) {
        return level.map(Level::label).orElse("");
    }

    /** Where a VM's virtual functions are: each as adapter, colon, number. */
    static String functions(VmPlan plan) {
        return plan.functions().stream().map(Words::function).collect(Collectors.joining(" "));
    }

    private static String function(HeldFunction held) {
        return held.adapter() + ":" + held.virtualFunction();
    }

    /** Who has what on a node: each VM once, with its virtual functions. */
    static List<String> holders(List<LedgerEntry> ledger) {
        return ledger.stream()
                .collect(Collectors.groupingBy(LedgerEntry::vm, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(vm -> vm.getKey() + " "
                        + vm.getValue().stream()
                                .map(entry -> entry.adapter() + ":" + entry.virtualFunction())
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    /** A text in lines that fit a terminal. */
    static List<String> wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (StringTokenizer words = new StringTokenizer(text, " "); words.hasMoreTokens(); ) {
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
